/** The other sections of the plan in the graph; each is an answer that says why where it is not. */
import { createUnionType, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Coded, NotRecorded, NotShared, Unavailable, Withheld } from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateScalar, DateTimeScalar } from '../shared/scalars';

@ObjectType({ description: 'Who last wrote in a section, and when.' })
export class Stated {
  @Field(() => String)
  by!: string;
  @Field(() => DateTimeScalar)
  at!: string;
}

@ObjectType()
export class DeathPlace {
  @Field(() => Coded)
  place!: Coded;
  @Field(() => String, { nullable: true, description: 'Which place, where that is known.' })
  name?: string | undefined;
}

@ObjectType()
export class PreferredPlaceOfDeath {
  @Field(() => DeathPlace, { nullable: true })
  first?: DeathPlace | null;
  @Field(() => DeathPlace, { nullable: true })
  second?: DeathPlace | null;
  @Field(() => String, { nullable: true })
  saidBy?: string | null;
  @Field(() => DateScalar, { nullable: true })
  saidOn?: string | null;
  @Field(() => Stated)
  stated!: Stated;
}

@ObjectType()
export class PreferredPlaceOfCare {
  @Field(() => String, { nullable: true })
  first?: string | null;
  @Field(() => String, { nullable: true })
  second?: string | null;
  @Field(() => String, { nullable: true })
  saidBy?: string | null;
  @Field(() => DateScalar, { nullable: true })
  saidOn?: string | null;
  @Field(() => Stated)
  stated!: Stated;
}

export const CarePriority = {
  EXTEND_LIFE: 'EXTEND_LIFE',
  BALANCE: 'BALANCE',
  COMFORT: 'COMFORT',
} as const;
registerEnumType(CarePriority, { name: 'CarePriority' });

@ObjectType()
export class FocusOfCare {
  @Field(() => CarePriority, { nullable: true })
  priority?: keyof typeof CarePriority | null;
  @Field(() => String, { nullable: true })
  statement?: string | null;
  @Field(() => [String])
  wouldWant!: readonly string[];
  @Field(() => [String])
  wouldNotWant!: readonly string[];
  @Field(() => String, { nullable: true })
  agreedWith?: string | null;
  @Field(() => DateScalar, { nullable: true })
  agreedOn?: string | null;
  @Field(() => Stated)
  stated!: Stated;
}

@ObjectType()
export class AnticipatoryMedicines {
  @Field(() => Coded, { nullable: true })
  supply?: Coded | null;
  @Field(() => String, { nullable: true })
  medicines?: string | null;
  @Field(() => String, { nullable: true })
  keptAt?: string | null;
  @Field(() => DateScalar, { nullable: true })
  checkedOn?: string | null;
  @Field(() => String, { nullable: true })
  checkedBy?: string | null;
  @Field(() => DateScalar, { nullable: true })
  firstExpiryOn?: string | null;
  @Field(() => Stated)
  stated!: Stated;
}

type SectionClass = new () => { stated: Stated };

const sectionAnswer = <Section extends SectionClass>(name: string, section: Section) =>
  createUnionType({
    name,
    types: () => [section, NotRecorded, NotShared, Withheld, Unavailable] as const,
    resolveType: byTypename,
  });

export const PreferredPlaceOfDeathAnswer = sectionAnswer(
  'PreferredPlaceOfDeathAnswer',
  PreferredPlaceOfDeath,
);
export const PreferredPlaceOfCareAnswer = sectionAnswer(
  'PreferredPlaceOfCareAnswer',
  PreferredPlaceOfCare,
);
export const FocusOfCareAnswer = sectionAnswer('FocusOfCareAnswer', FocusOfCare);
export const AnticipatoryMedicinesAnswer = sectionAnswer(
  'AnticipatoryMedicinesAnswer',
  AnticipatoryMedicines,
);
