/**
 * The graph's words for openings in an emergency. In the list for review nobody is named: who opened
 * whose record is told of one opening, to who reviews it (CONTENT.md 6.2).
 */
import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Author, NotShared, PageInfo, Reading, Unavailable, Withheld } from '../shared/answers';
import { resultOf } from '../shared/results';
import { byTypename } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';
import { Person } from './incidentTypes';

@InputType()
export class OpenInEmergencyInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => ID)
  personId!: string;
  @Field(() => String, { description: 'Alert type of the Summary Care Record: 1 or 2.' })
  alertType!: string;
  @Field(() => String, { description: 'Reason of that alert type: 1 to 6.' })
  reason!: string;
  @Field(() => String, { nullable: true })
  freeText?: string;
}

@ObjectType({ description: 'Open to who opened it, and to nobody else, until then.' })
export class OpenedInEmergency {
  @Field(() => Person)
  person!: Person;
  @Field(() => ID, { description: 'By which a privacy officer finds it.' })
  reference!: string;
  @Field(() => DateTimeScalar)
  until!: string;
  @Field(() => String)
  position!: string;
  @Field(() => String)
  revision!: string;
}
export const OpenInEmergencyResult = resultOf('OpenInEmergency', () => OpenedInEmergency);

@ObjectType({ description: 'A code of the Summary Care Record and its words.' })
export class AccessCode {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  display!: string;
}

const ReviewOutcomeEnum = {
  JUSTIFIED: 'JUSTIFIED',
  NOT_JUSTIFIED: 'NOT_JUSTIFIED',
  NEEDS_MORE: 'NEEDS_MORE',
} as const;
registerEnumType(ReviewOutcomeEnum, { name: 'ReviewOutcome' });

@ObjectType({ description: 'What is said of an opening without naming anybody.' })
export class EmergencyAccessListed {
  @Field(() => ID)
  reference!: string;
  @Field(() => DateTimeScalar)
  openedAt!: string;
  @Field(() => DateTimeScalar)
  until!: string;
  @Field(() => String, { description: 'The role in words.' })
  role!: string;
  @Field(() => String, { description: 'ODS code.' })
  organisation!: string;
  @Field(() => String)
  organisationName!: string;
  @Field(() => AccessCode)
  alertType!: AccessCode;
  @Field(() => AccessCode)
  reason!: AccessCode;
  @Field(() => Boolean, { description: 'The person had limited who sees the record.' })
  overridesDissent!: boolean;
  @Field(() => ReviewOutcomeEnum, { nullable: true, description: 'Null: not yet reviewed.' })
  outcome!: string | null;
}

@ObjectType()
export class EmergencyAccessEdge {
  @Field(() => String)
  cursor!: string;
  @Field(() => EmergencyAccessListed)
  node!: EmergencyAccessListed;
}

@ObjectType({ description: 'Those to be reviewed first, then the newest first.' })
export class EmergencyAccessConnection {
  @Field(() => [EmergencyAccessEdge])
  edges!: EmergencyAccessEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
  @Field(() => Boolean, { description: 'False: the newest may be missing; ask again.' })
  isWhole!: boolean;
}

export const EmergencyAccessesAnswer = createUnionType({
  name: 'EmergencyAccessesAnswer',
  types: () => [EmergencyAccessConnection, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType()
export class EmergencyAccessReview {
  @Field(() => ReviewOutcomeEnum)
  outcome!: string;
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Field(() => Author)
  by!: Author;
  @Field(() => DateTimeScalar)
  at!: string;
}

@ObjectType({ description: 'One opening with who opened whose record, for its review.' })
export class EmergencyAccessDetails extends EmergencyAccessListed {
  @Field(() => Author)
  openedBy!: Author;
  @Field(() => Person)
  person!: Person;
  @Field(() => String, { nullable: true })
  freeText!: string | null;
  @Field(() => [EmergencyAccessReview], { description: 'In their order; the last one counts.' })
  reviews!: EmergencyAccessReview[];
}

@ObjectType()
export class EmergencyAccessNotFound {
  @Field(() => String)
  message!: string;
}

export const EmergencyAccessAnswer = createUnionType({
  name: 'EmergencyAccessAnswer',
  types: () => [EmergencyAccessDetails, EmergencyAccessNotFound, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@InputType()
export class ReviewEmergencyAccessInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => ID)
  reference!: string;
  @Field(() => String, { description: 'JUSTIFIED, NOT_JUSTIFIED or NEEDS_MORE.' })
  outcome!: string;
  @Field(() => String, { nullable: true, description: 'Needed unless it was justified.' })
  note?: string;
}

@ObjectType()
export class EmergencyReviewSaved {
  @Field(() => ID)
  reference!: string;
  @Field(() => String)
  position!: string;
}
export const ReviewEmergencyAccessResult = resultOf(
  'ReviewEmergencyAccess',
  () => EmergencyReviewSaved,
);

@ObjectType({
  description: 'The reader opened this record in an emergency: it is open until then.',
})
export class EmergencyOpening {
  @Field(() => DateTimeScalar)
  openedAt!: string;
  @Field(() => DateTimeScalar)
  until!: string;
}

@ObjectType({ description: 'The reader has not opened this record in an emergency.' })
export class NoEmergencyOpening {
  @Field(() => String)
  message!: string;
}

export const EmergencyOpeningAnswer = createUnionType({
  name: 'EmergencyOpeningAnswer',
  types: () => [EmergencyOpening, NoEmergencyOpening, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType({ description: 'That a record was opened in an emergency, as the person is told.' })
export class EmergencyAccessTold {
  @Field(() => DateTimeScalar)
  openedAt!: string;
  @Field(() => DateTimeScalar)
  until!: string;
  @Field(() => String, { description: 'The role in words.' })
  role!: string;
  @Field(() => String)
  organisationName!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => Boolean, { description: 'The person had limited who sees the record.' })
  overridesDissent!: boolean;
  @Field(() => [String], { description: 'What they looked at, in plain words.' })
  parts!: string[];
  @Field(() => Boolean, { description: 'False: which parts it was could not be found out.' })
  arePartsKnown!: boolean;
  @Field(() => ReviewOutcomeEnum, { nullable: true, description: 'Null: not yet reviewed.' })
  outcome!: string | null;
}

@ObjectType({ description: 'Newest first; empty: nobody has opened the record in an emergency.' })
export class EmergencyAccessesTold {
  @Field(() => [EmergencyAccessTold])
  accesses!: EmergencyAccessTold[];
  @Field(() => Reading)
  reading!: Reading;
}

export const EmergencyAccessesToldAnswer = createUnionType({
  name: 'EmergencyAccessesToldAnswer',
  types: () => [EmergencyAccessesTold, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
