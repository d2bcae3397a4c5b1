/**
 * The privacy officer's list of openings, one of them with its names, and what they found: of those
 * that their own organisation made, or that were made of people whose care it leads.
 */
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { parseEmergencyContent } from '../../events/emergency/commands';
import type { EmergencyAccess } from '../../events/emergency/state';
import { CuckmereError } from '../../events/errors';
import { refuse } from '../../events/refusal';
import type { AccessDecision } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { holdsWholeLog } from '../people/findPeople';
import { mayDo, mayEver } from '../shared/access';
import { notPermitted, prepareCommand, refusalWhereErased } from '../shared/command';
import { readEmergency } from '../shared/emergencyFacts';
import { tokenFor } from '../shared/reading';
import { refusedAs, said, unavailableFor, withheld } from '../shared/saying';
import {
  EmergencyAccessAnswer,
  EmergencyAccessesAnswer,
  ReviewEmergencyAccessInput,
  ReviewEmergencyAccessResult,
} from './accessTypes';
import type { EmergencyAccessListed } from './accessTypes';
import { pageAsked, pageOf } from './listPage';
import { listReaderOf } from './listReader';
import { detailsOf, listedOf } from './sayAccess';

const action = 'REVIEW_EMERGENCY_ACCESS';

const referenceUnknown = refuse('ENTRY_UNKNOWN', 'reference names no opening.', 'reference');

@Resolver()
export class Reviews {
  constructor(private readonly house: House) {}

  @Query(() => EmergencyAccessesAnswer, { description: 'What was opened in an emergency.' })
  async emergencyAccesses(
    @Ctx() context: ResolverContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
    @Arg('reviewed', () => Boolean, { nullable: true }) isDone?: boolean,
  ): Promise<object> {
    try {
      const decision = mayEver(context, action);
      if (decision.effect === 'deny') return withheld(decision);
      const asked = pageAsked(first, after);
      if (asked.kind === 'wrong') return asked.answer;
      const isWhole = await holdsWholeLog(this.house);
      const reader = listReaderOf(this.house, context);
      const asking = { ...asked, limit: first + 1, isDone };
      const rows = reader ? this.house.models.emergencies.list('access', reader, asking) : [];
      const page = await pageOf(rows, first, ({ reference, personId }) =>
        this.listed(context, decision, reference, personId),
      );
      return said('EmergencyAccessConnection', { ...page, isWhole });
    } catch (error) {
      return unavailableFor(error, 'The list', context.requestId);
    }
  }

  @Query(() => EmergencyAccessAnswer, { description: 'One opening, for its review.' })
  async emergencyAccess(
    @Arg('reference', () => ID) reference: string,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    try {
      const ever = mayEver(context, action);
      if (ever.effect === 'deny') return withheld(ever);
      await holdsWholeLog(this.house);
      const personId = this.personOf(context, reference);
      if (personId === undefined) return notFound;
      const decision = await mayDo(this.house, context, personId, action, 'identity');
      if (decision.effect === 'deny') return withheld(decision);
      const { state } = await readEmergency(this.house, context, personId);
      const access = state.accesses.find(({ accessId }) => accessId === reference);
      return access ? said('EmergencyAccessDetails', detailsOf(access, personId)) : notFound;
    } catch (error) {
      return unavailableFor(error, 'The opening', context.requestId);
    }
  }

  @Mutation(() => ReviewEmergencyAccessResult, { description: 'Whether it was justified.' })
  async reviewEmergencyAccess(
    @Arg('input', () => ReviewEmergencyAccessInput) input: ReviewEmergencyAccessInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const { house } = this;
    const ever = mayEver(context, action);
    if (ever.effect === 'deny') return refusedAs(notPermitted(ever));
    const prepared = prepareCommand(house, context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const { reference: _reference, ...content } = prepared.content;
    const { reference } = input;
    await holdsWholeLog(house);
    const personId = this.personOf(context, reference);
    if (personId === undefined) return refusedAs(referenceUnknown);
    const decision = await mayDo(house, context, personId, action, 'identity').catch(
      refusalWhereErased,
    );
    if ('kind' in decision) return refusedAs(decision);
    if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
    const parsed = parseEmergencyContent('ReviewEmergencyAccess', content);
    if (parsed.kind === 'refused') return refusedAs(parsed);
    const outcome = await house.loops.emergency.handle(
      personId,
      { type: 'ReviewEmergencyAccess', reference, ...parsed.content },
      prepared.act,
    );
    if (outcome.kind === 'refused') return refusedAs(outcome);
    if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
    const position = tokenFor(house, outcome.position);
    return said('EmergencyReviewSaved', { reference, position });
  }

  /** Of an opening that this caller may review; of another as of one that there is none of. */
  private personOf(context: ResolverContext, reference: string): string | undefined {
    const reader = listReaderOf(this.house, context);
    return reader && this.house.models.emergencies.ownerOf('access', reader, reference);
  }

  private async listed(
    context: ResolverContext,
    { effect, rules, obligations }: AccessDecision,
    reference: string,
    personId: string,
  ): Promise<EmergencyAccessListed | undefined> {
    const row = await this.house.models.emergencies.get(personId);
    const isIt = ({ accessId }: EmergencyAccess): boolean => accessId === reference;
    const access = row?.state.accesses.find(isIt);
    if (!access) return undefined;
    context.notes.push({ personId, action, section: 'accessLog', effect, rules, obligations });
    return listedOf(access);
  }
}

const notFound = said('EmergencyAccessNotFound', {
  message: 'There is no opening of this reference.',
});
