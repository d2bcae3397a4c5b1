/**
 * The resuscitation decision in the graph: never null, one of seven (DESIGN.md 3). `NotRecorded`
 * is a claim that only a strong read makes.
 */
import { createUnionType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import {
  Author,
  Coded,
  NotRecorded,
  NotShared,
  Reading,
  Unavailable,
  Withheld,
} from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateScalar, DateTimeScalar } from '../shared/scalars';

export const CapacityFindingKind = {
  PERSON_INVOLVED: 'PERSON_INVOLVED',
  DECLINED_TO_DISCUSS: 'DECLINED_TO_DISCUSS',
  LACKS_CAPACITY: 'LACKS_CAPACITY',
} as const;
registerEnumType(CapacityFindingKind, { name: 'CapacityFindingKind' });

@ObjectType()
export class CapacityFinding {
  @Field(() => CapacityFindingKind)
  finding!: keyof typeof CapacityFindingKind;
  @Field(() => String, { nullable: true, description: 'Who was consulted and what was found.' })
  detail?: string | undefined;
}

@ObjectType({ description: 'A signed paper form that somebody saw and transcribed.' })
export class PaperForm {
  @Field(() => String)
  signatory!: string;
  @Field(() => String, { nullable: true })
  signatoryRole?: string | undefined;
  @Field(() => DateScalar)
  formDate!: string;
  @Field(() => DateScalar)
  originalSeenOn!: string;
}

@ObjectType()
export class DecidingClinician {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  role!: string;
  @Field(() => String, { nullable: true })
  organisation?: string | undefined;
}

@ObjectType()
export class InvolvedPerson {
  @Field(() => Coded, { nullable: true })
  involvement?: Coded | undefined;
  @Field(() => String)
  name!: string;
  @Field(() => String, { nullable: true })
  relationship?: string | undefined;
}

@ObjectType({ description: 'An act under the endorser’s own sign-in, or a transcribed signature.' })
export class CprEndorsement {
  @Field(() => Author)
  endorsedBy!: Author;
  @Field(() => DateTimeScalar)
  endorsedAt!: string;
  @Field(() => PaperForm, { nullable: true })
  paper?: PaperForm | undefined;
}

@ObjectType({ description: 'A CPR decision as it was recorded (PRSB "CPR decision").' })
export class CprDecisionRecord {
  @Field(() => ID)
  id!: string;
  @Field(() => Coded)
  decision!: Coded;
  @Field(() => Boolean, { description: 'True for 450475007, for attempted CPR.' })
  forCpr!: boolean;
  @Field(() => String)
  reason!: string;
  @Field(() => DateScalar)
  decidedOn!: string;
  @Field(() => DecidingClinician)
  decidedBy!: DecidingClinician;
  @Field(() => [InvolvedPerson])
  involved!: readonly InvolvedPerson[];
  @Field(() => CapacityFinding)
  capacity!: CapacityFinding;
  @Field(() => DateScalar)
  reviewOn!: string;
  @Field(() => String, { nullable: true })
  reviewBy?: string | undefined;
  @Field(() => String, { nullable: true, description: 'Where the signed form is kept.' })
  formKeptAt?: string | undefined;
  @Field(() => PaperForm, { nullable: true, description: 'Present: transcribed from paper.' })
  paper?: PaperForm | undefined;
  @Field(() => Author)
  recordedBy!: Author;
  @Field(() => DateTimeScalar)
  recordedAt!: string;
  @Field(() => CprEndorsement, { nullable: true, description: 'Null: not yet endorsed; say so.' })
  endorsement?: CprEndorsement | undefined;
}

@ObjectType({ description: 'Somebody says otherwise. Changes nothing by itself.' })
export class CprQuestion {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  concern!: string;
  @Field(() => String, { nullable: true })
  saidBy?: string | undefined;
  @Field(() => Author)
  askedBy!: Author;
  @Field(() => DateTimeScalar)
  askedAt!: string;
  @Field(() => ID, { nullable: true, description: 'The question that these words belong to.' })
  follows?: string | undefined;
}

@ObjectType({ description: 'The plan has ended; what stood then is still shown.' })
export class PlanEnd {
  @Field(() => String, { description: 'DIED, MOVED_AWAY, DECLINED or SUPERSEDED.' })
  reason!: string;
  @Field(() => String, { nullable: true })
  detail?: string | undefined;
  @Field(() => DateScalar, { nullable: true })
  endedOn?: string | undefined;
  @Field(() => DateTimeScalar)
  recordedAt!: string;
  @Field(() => Author)
  recordedBy!: Author;
}

@ObjectType({ description: 'One decision is in force.' })
export class CprRecorded {
  @Field(() => CprDecisionRecord)
  decision!: CprDecisionRecord;
  @Field(() => [CprQuestion], { description: 'Asked since it was recorded.' })
  questions!: CprQuestion[];
  @Field(() => Boolean, { description: 'From 00:00 Europe/London of the day after `reviewOn`.' })
  reviewOverdue!: boolean;
  @Field(() => PlanEnd, { nullable: true })
  planEnded?: PlanEnd | undefined;
  @Field(() => Reading)
  reading!: Reading;
}

@ObjectType({ description: 'The decision was withdrawn; none is in force.' })
export class CprWithdrawn {
  @Field(() => DateTimeScalar)
  withdrawnAt!: string;
  @Field(() => Author)
  withdrawnBy!: Author;
  @Field(() => String)
  reason!: string;
  @Field(() => String, { nullable: true })
  saidBy?: string | undefined;
  @Field(() => [CprDecisionRecord], {
    description: 'What it ended; paper at home may still stand.',
  })
  ended!: CprDecisionRecord[];
  @Field(() => [CprQuestion])
  questions!: CprQuestion[];
  @Field(() => PlanEnd, { nullable: true })
  planEnded?: PlanEnd | undefined;
  @Field(() => Reading)
  reading!: Reading;
}

@ObjectType({ description: 'Records disagree; none has been chosen.' })
export class CprConflicting {
  @Field(() => [CprDecisionRecord])
  decisions!: CprDecisionRecord[];
  @Field(() => [CprQuestion])
  questions!: CprQuestion[];
  @Field(() => PlanEnd, { nullable: true })
  planEnded?: PlanEnd | undefined;
  @Field(() => Reading)
  reading!: Reading;
}

export const CprDecision = createUnionType({
  name: 'CprDecision',
  description: 'The resuscitation decision: never null, one of seven.',
  types: () =>
    [
      CprRecorded,
      CprWithdrawn,
      CprConflicting,
      NotRecorded,
      NotShared,
      Withheld,
      Unavailable,
    ] as const,
  resolveType: byTypename,
});
