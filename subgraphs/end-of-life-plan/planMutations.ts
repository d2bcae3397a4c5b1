/** The mutations of the end-of-life plan: each takes one input and goes the one way of `carryOut`. */
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { revisionSays } from '../shared/answers';
import { editResultOf, resultOf } from '../shared/results';
import { carryOut } from './carryOut';
import {
  AcknowledgePlanChangeInput,
  EndEndOfLifePlanInput,
  EndorseCprDecisionInput,
  PublishEndOfLifePlanInput,
  QuestionCprDecisionInput,
  RecordAnticipatoryMedicinesInput,
  RecordCprDecisionInput,
  StartEndOfLifePlanInput,
  StateFocusOfCareInput,
  StatePreferredPlaceOfCareInput,
  StatePreferredPlaceOfDeathInput,
  TakeBackCprQuestionInput,
  WithdrawCprDecisionInput,
} from './inputs';
import { Person } from './planTypes';

@ObjectType()
export class EndOfLifePlanSaved {
  @Field(() => Person)
  person!: Person;
  @Field(() => String, { description: 'Token: a read after it sees this change.' })
  position!: string;
  @Field(() => String, { description: revisionSays })
  revision!: string;
  @Field(() => ID, { nullable: true, description: 'Id of the entry made, if one was.' })
  entryId!: string | null;
}

const saved = () => EndOfLifePlanSaved;
const StartEndOfLifePlanResult = resultOf('StartEndOfLifePlan', saved);
const RecordCprDecisionResult = editResultOf('RecordCprDecision', saved);
const EndorseCprDecisionResult = resultOf('EndorseCprDecision', saved);
const WithdrawCprDecisionResult = resultOf('WithdrawCprDecision', saved);
const QuestionCprDecisionResult = resultOf('QuestionCprDecision', saved);
const TakeBackCprQuestionResult = resultOf('TakeBackCprQuestion', saved);
const StatePreferredPlaceOfDeathResult = editResultOf('StatePreferredPlaceOfDeath', saved);
const StatePreferredPlaceOfCareResult = editResultOf('StatePreferredPlaceOfCare', saved);
const StateFocusOfCareResult = editResultOf('StateFocusOfCare', saved);
const RecordAnticipatoryMedicinesResult = editResultOf('RecordAnticipatoryMedicines', saved);
const PublishEndOfLifePlanResult = editResultOf('PublishEndOfLifePlan', saved);
const AcknowledgePlanChangeResult = resultOf('AcknowledgePlanChange', saved);
const EndEndOfLifePlanResult = resultOf('EndEndOfLifePlan', saved);

@Resolver()
export class PlanMutations {
  constructor(private readonly house: House) {}

  @Mutation(() => StartEndOfLifePlanResult)
  startEndOfLifePlan(
    @Arg('input', () => StartEndOfLifePlanInput) input: StartEndOfLifePlanInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'StartEndOfLifePlan', input);
  }

  @Mutation(() => RecordCprDecisionResult)
  recordCprDecision(
    @Arg('input', () => RecordCprDecisionInput) input: RecordCprDecisionInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'RecordCprDecision', input);
  }

  @Mutation(() => EndorseCprDecisionResult)
  endorseCprDecision(
    @Arg('input', () => EndorseCprDecisionInput) input: EndorseCprDecisionInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'EndorseCprDecision', input);
  }

  @Mutation(() => WithdrawCprDecisionResult, {
    description: 'At once; never a conflict, never stale.',
  })
  withdrawCprDecision(
    @Arg('input', () => WithdrawCprDecisionInput) input: WithdrawCprDecisionInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'WithdrawCprDecision', input);
  }

  @Mutation(() => QuestionCprDecisionResult, {
    description: 'Changes nothing; shows beside the decision at once.',
  })
  questionCprDecision(
    @Arg('input', () => QuestionCprDecisionInput) input: QuestionCprDecisionInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'QuestionCprDecision', input);
  }

  @Mutation(() => TakeBackCprQuestionResult, {
    description: 'By who asked it, and with it what they added to it.',
  })
  takeBackCprQuestion(
    @Arg('input', () => TakeBackCprQuestionInput) input: TakeBackCprQuestionInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'TakeBackCprQuestion', input);
  }

  @Mutation(() => StatePreferredPlaceOfDeathResult)
  statePreferredPlaceOfDeath(
    @Arg('input', () => StatePreferredPlaceOfDeathInput) input: StatePreferredPlaceOfDeathInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'StatePreferredPlaceOfDeath', input);
  }

  @Mutation(() => StatePreferredPlaceOfCareResult)
  statePreferredPlaceOfCare(
    @Arg('input', () => StatePreferredPlaceOfCareInput) input: StatePreferredPlaceOfCareInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'StatePreferredPlaceOfCare', input);
  }

  @Mutation(() => StateFocusOfCareResult)
  stateFocusOfCare(
    @Arg('input', () => StateFocusOfCareInput) input: StateFocusOfCareInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'StateFocusOfCare', input);
  }

  @Mutation(() => RecordAnticipatoryMedicinesResult)
  recordAnticipatoryMedicines(
    @Arg('input', () => RecordAnticipatoryMedicinesInput) input: RecordAnticipatoryMedicinesInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'RecordAnticipatoryMedicines', input);
  }

  @Mutation(() => PublishEndOfLifePlanResult, {
    description: 'Names the draft revision that the signer has read.',
  })
  publishEndOfLifePlan(
    @Arg('input', () => PublishEndOfLifePlanInput) input: PublishEndOfLifePlanInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'PublishEndOfLifePlan', input);
  }

  @Mutation(() => AcknowledgePlanChangeResult, { description: '“I have seen this.”' })
  acknowledgePlanChange(
    @Arg('input', () => AcknowledgePlanChangeInput) input: AcknowledgePlanChangeInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'AcknowledgePlanChange', input);
  }

  @Mutation(() => EndEndOfLifePlanResult)
  endEndOfLifePlan(
    @Arg('input', () => EndEndOfLifePlanInput) input: EndEndOfLifePlanInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, 'EndEndOfLifePlan', input);
  }
}
