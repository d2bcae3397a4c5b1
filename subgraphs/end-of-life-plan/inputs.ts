/**
 * The inputs of the end-of-life subgraph. They say the shape; limits, codes and rules are checked
 * by the content schemas in `events/`, which name the field. Absent is unchanged, null is cleared.
 */
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { DateScalar } from '../shared/scalars';
import { CapacityFindingKind } from './cprTypes';
import { CarePriority } from './sectionTypes';

const optional = { nullable: true } as const;
const asShown = { description: 'Revision of the plan that the author was shown.' } as const;

@InputType()
export class StartEndOfLifePlanInput {
  @Field(() => ID, { description: 'UUID made by the client; keep it for a retry.' })
  commandId!: string;
  @Field(() => ID)
  personId!: string;
}

@InputType()
export class DecidingClinicianInput {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  role!: string;
  @Field(() => String, optional)
  organisation?: string;
}

@InputType()
export class InvolvedPersonInput {
  @Field(() => String, { nullable: true, description: 'SNOMED CT code, PRSB list.' })
  involvement?: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, optional)
  relationship?: string;
}

@InputType()
export class CapacityFindingInput {
  @Field(() => CapacityFindingKind)
  finding!: string;
  @Field(() => String, optional)
  detail?: string;
}

@InputType()
export class PaperFormInput {
  @Field(() => String)
  signatory!: string;
  @Field(() => String, optional)
  signatoryRole?: string;
  @Field(() => DateScalar)
  formDate!: string;
  @Field(() => DateScalar)
  originalSeenOn!: string;
}

@InputType()
export class RecordCprDecisionInput extends StartEndOfLifePlanInput {
  @Field(() => String, asShown)
  basedOn!: string;
  @Field(() => String, { description: '450475007 for, 450476008 not for attempted CPR.' })
  decision!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => DateScalar)
  decidedOn!: string;
  @Field(() => DecidingClinicianInput)
  decidedBy!: DecidingClinicianInput;
  @Field(() => [InvolvedPersonInput])
  involved!: InvolvedPersonInput[];
  @Field(() => CapacityFindingInput)
  capacity!: CapacityFindingInput;
  @Field(() => DateScalar)
  reviewOn!: string;
  @Field(() => String, optional)
  reviewBy?: string;
  @Field(() => String, { nullable: true, description: 'Where the signed form is kept.' })
  formKeptAt?: string;
  @Field(() => PaperFormInput, { nullable: true, description: 'For a transcribed paper form.' })
  paper?: PaperFormInput;
}

@InputType()
export class EndorseCprDecisionInput extends StartEndOfLifePlanInput {
  @Field(() => ID)
  decisionId!: string;
  @Field(() => PaperFormInput, optional)
  paper?: PaperFormInput;
}

@InputType()
export class WithdrawCprDecisionInput extends StartEndOfLifePlanInput {
  @Field(() => ID, { nullable: true, description: 'The decision seen; never refused as stale.' })
  decisionId?: string;
  @Field(() => String)
  reason!: string;
  @Field(() => String, optional)
  saidBy?: string;
  @Field(() => [InvolvedPersonInput], optional)
  involved?: InvolvedPersonInput[];
}

@InputType()
export class QuestionCprDecisionInput extends StartEndOfLifePlanInput {
  @Field(() => String)
  concern!: string;
  @Field(() => String, optional)
  saidBy?: string;
  @Field(() => ID, { nullable: true, description: 'The question that these words belong to.' })
  follows?: string;
}

@InputType()
export class TakeBackCprQuestionInput extends StartEndOfLifePlanInput {
  @Field(() => ID, { description: 'A question that the caller asked.' })
  questionId!: string;
}

@InputType()
export class DeathPlaceInput {
  @Field(() => String, { description: 'SNOMED CT code of the preferred-place-of-death list.' })
  place!: string;
  @Field(() => String, optional)
  name?: string;
}

@InputType()
export class StatePreferredPlaceOfDeathInput extends StartEndOfLifePlanInput {
  @Field(() => String, asShown)
  basedOn!: string;
  @Field(() => DeathPlaceInput, optional)
  first?: DeathPlaceInput;
  @Field(() => DeathPlaceInput, optional)
  second?: DeathPlaceInput;
  @Field(() => String, optional)
  saidBy?: string;
  @Field(() => DateScalar, optional)
  saidOn?: string;
}

@InputType()
export class StatePreferredPlaceOfCareInput extends StartEndOfLifePlanInput {
  @Field(() => String, asShown)
  basedOn!: string;
  @Field(() => String, optional)
  first?: string;
  @Field(() => String, optional)
  second?: string;
  @Field(() => String, optional)
  saidBy?: string;
  @Field(() => DateScalar, optional)
  saidOn?: string;
}

@InputType()
export class StateFocusOfCareInput extends StartEndOfLifePlanInput {
  @Field(() => String, asShown)
  basedOn!: string;
  @Field(() => CarePriority, optional)
  priority?: string;
  @Field(() => String, optional)
  statement?: string;
  @Field(() => [String], optional)
  wouldWant?: string[];
  @Field(() => [String], optional)
  wouldNotWant?: string[];
  @Field(() => String, optional)
  agreedWith?: string;
  @Field(() => DateScalar, optional)
  agreedOn?: string;
}

@InputType()
export class RecordAnticipatoryMedicinesInput extends StartEndOfLifePlanInput {
  @Field(() => String, asShown)
  basedOn!: string;
  @Field(() => String, { nullable: true, description: 'SNOMED CT code, PRSB list.' })
  supply?: string;
  @Field(() => String, optional)
  medicines?: string;
  @Field(() => String, optional)
  keptAt?: string;
  @Field(() => DateScalar, optional)
  checkedOn?: string;
  @Field(() => String, optional)
  checkedBy?: string;
  @Field(() => DateScalar, optional)
  firstExpiryOn?: string;
}

@InputType()
export class PublishEndOfLifePlanInput extends StartEndOfLifePlanInput {
  @Field(() => String, { description: 'The draft revision that the signer has read.' })
  draftRevision!: string;
}

@InputType()
export class AcknowledgePlanChangeInput extends StartEndOfLifePlanInput {
  @Field(() => String, { description: 'Token of the change that was seen.' })
  position!: string;
}

export const PlanEndReason = {
  DIED: 'DIED',
  MOVED_AWAY: 'MOVED_AWAY',
  DECLINED: 'DECLINED',
  SUPERSEDED: 'SUPERSEDED',
} as const;
registerEnumType(PlanEndReason, { name: 'PlanEndReason' });

@InputType()
export class EndEndOfLifePlanInput extends StartEndOfLifePlanInput {
  @Field(() => PlanEndReason)
  reason!: string;
  @Field(() => String, optional)
  detail?: string;
  @Field(() => DateScalar, optional)
  endedOn?: string;
}
