/** The plan as a whole in the graph: what is published, the draft, the versions, who saw it. */
import {
  createUnionType,
  Directive,
  Field,
  ID,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import {
  Author,
  NotRecorded,
  NotShared,
  PageInfo,
  Reading,
  Unavailable,
  Withheld,
  revisionSays,
} from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';
import { CprDecision, PlanEnd } from './cprTypes';
import {
  AnticipatoryMedicinesAnswer,
  FocusOfCareAnswer,
  PreferredPlaceOfCareAnswer,
  PreferredPlaceOfDeathAnswer,
} from './sectionTypes';

@ObjectType()
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID)
  id!: string;
}

export const PlanLifecycle = { DRAFT: 'DRAFT', PUBLISHED: 'PUBLISHED', ENDED: 'ENDED' } as const;
registerEnumType(PlanLifecycle, { name: 'PlanLifecycle' });

export const PlanPart = { DRAFT: 'DRAFT', HISTORY: 'HISTORY' } as const;
registerEnumType(PlanPart, { name: 'PlanPart' });

@ObjectType()
export class PlanVersion {
  @Field(() => Int)
  number!: number;
  @Field(() => DateTimeScalar)
  publishedAt!: string;
  @Field(() => Author)
  publishedBy!: Author;
  @Field(() => Boolean, { description: 'False: an at-once act made it, not a signed whole.' })
  wholePlan!: boolean;
}

@ObjectType({ description: 'Somebody pressed "I have seen this".' })
export class PlanSeen {
  @Field(() => Author)
  by!: Author;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => String)
  position!: string;
}

/** The five sections, alike in the published plan and in the draft. */
@ObjectType()
abstract class PlanSections {
  @Field(() => CprDecision)
  cprDecision!: object;
  @Field(() => PreferredPlaceOfDeathAnswer)
  preferredPlaceOfDeath!: object;
  @Field(() => PreferredPlaceOfCareAnswer)
  preferredPlaceOfCare!: object;
  @Field(() => FocusOfCareAnswer)
  focusOfCare!: object;
  @Field(() => AnticipatoryMedicinesAnswer)
  anticipatoryMedicines!: object;
}

@ObjectType({ description: 'The shared draft: what publishing would make the next version.' })
export class PlanDraft extends PlanSections {
  @Field(() => String, { description: 'Goes into publishEndOfLifePlan.' })
  draftRevision!: string;
  @Field(() => Boolean)
  hasUnpublishedChanges!: boolean;
  @Field(() => [String], { description: 'What publishing would change for a crew, in words.' })
  changes!: string[];
}

export const PlanDraftAnswer = createUnionType({
  name: 'PlanDraftAnswer',
  types: () => [PlanDraft, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType()
export class PlanVersionRecord {
  @Field(() => Int)
  number!: number;
  @Field(() => Int)
  episode!: number;
  @Field(() => DateTimeScalar)
  publishedAt!: string;
  @Field(() => Author)
  publishedBy!: Author;
  @Field(() => Boolean)
  wholePlan!: boolean;
  @Field(() => [String], { description: 'What changed from the version before, in words.' })
  changes!: string[];
  @Field(() => CprDecision)
  cprDecision!: object;
}

@ObjectType()
export class PlanVersionEdge {
  @Field(() => String)
  cursor!: string;
  @Field(() => PlanVersionRecord)
  node!: PlanVersionRecord;
}

@ObjectType()
export class PlanVersionConnection {
  @Field(() => [PlanVersionEdge])
  edges!: PlanVersionEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

export const PlanVersionsAnswer = createUnionType({
  name: 'PlanVersionsAnswer',
  types: () => [PlanVersionConnection, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType()
export class EndOfLifePlan extends PlanSections {
  @Field(() => Int)
  episode!: number;
  @Field(() => PlanLifecycle)
  lifecycle!: keyof typeof PlanLifecycle;
  @Field(() => PlanVersion, {
    nullable: true,
    description: 'The published version that urgent care sees; null while only a draft exists.',
  })
  version?: PlanVersion | undefined;
  @Field(() => PlanEnd, { nullable: true })
  ended?: PlanEnd | undefined;
  @Field(() => [PlanSeen], { description: 'Newest first.' })
  seenBy!: PlanSeen[];
  @Field(() => String, { description: revisionSays })
  revision!: string;
  @Field(() => Reading)
  reading!: Reading;
}

export const EndOfLifePlanAnswer = createUnionType({
  name: 'EndOfLifePlanAnswer',
  types: () => [EndOfLifePlan, NotRecorded, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType({ description: 'One thing that changed, in a plain sentence.' })
export class PlanChangeSentence {
  @Field(() => String)
  sentence!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => Author, { nullable: true })
  by?: Author | undefined;
  @Field(() => String)
  position!: string;
}

@ObjectType()
export class PlanChanges {
  @Field(() => [PlanChangeSentence], { description: 'Oldest first; at most 100.' })
  changes!: PlanChangeSentence[];
  @Field(() => Reading)
  reading!: Reading;
}

export const PlanChangesAnswer = createUnionType({
  name: 'PlanChangesAnswer',
  types: () => [PlanChanges, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
