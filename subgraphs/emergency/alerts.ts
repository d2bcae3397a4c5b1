/**
 * The alerts of a privacy officer, and of whoever leads a person's care. Others have none, and hear
 * of none: an alert of somebody else's is as good as unknown.
 */
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { acknowledgementOf } from '../../events/emergency/state';
import type { Alert } from '../../events/emergency/state';
import type { Actor } from '../../events/decider';
import { CuckmereError } from '../../events/errors';
import { alertsIdOf } from '../../events/ids';
import { refuse } from '../../events/refusal';
import type { ListReader } from '../../projections/emergencyLists';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { holdsWholeLog } from '../people/findPeople';
import { mayDo, mayEver } from '../shared/access';
import { notPermitted, prepareCommand } from '../shared/command';
import { readEmergency } from '../shared/emergencyFacts';
import { tokenFor } from '../shared/reading';
import { authorOf, refusedAs, said, unavailableFor, withheld } from '../shared/saying';
import {
  AccessAlertAnswer,
  AccessAlertsAnswer,
  AccessWaitingAnswer,
  AcknowledgeAlertInput,
  AcknowledgeAlertResult,
} from './alertTypes';
import type { AccessAlert } from './alertTypes';
import { pageAsked, pageOf } from './listPage';
import { listReaderOf } from './listReader';

const action = 'REVIEW_EMERGENCY_ACCESS';

const referenceUnknown = refuse('ENTRY_UNKNOWN', 'reference names no alert of yours.', 'reference');

@Resolver()
export class Alerts {
  constructor(private readonly house: House) {}

  @Query(() => AccessWaitingAnswer, {
    description: 'How much waits for the caller. Asked again and again: it concerns no person.',
  })
  async accessWaiting(@Ctx() context: ResolverContext): Promise<object> {
    try {
      const isWhole = await holdsWholeLog(this.house);
      const reader = listReaderOf(this.house, context);
      if (!reader) return withheld(mayEver(context, action));
      const { emergencies: lists } = this.house.models;
      const [alerts, seen] = [false, true].map((isDone) => lists.count('alert', reader, isDone));
      const [openings, closed] = [false, true].map((one) => lists.count('access', reader, one));
      const newest = lists.newest('alert', reader) ?? '';
      const mark = [alerts, seen, openings, closed, newest].join(' ');
      return said('AccessWaiting', { alerts, openings, mark, isWhole });
    } catch (error) {
      return unavailableFor(error, 'What waits for you', context.requestId);
    }
  }

  @Query(() => AccessAlertsAnswer, {
    description: 'What the caller must know of who read records.',
  })
  async accessAlerts(
    @Ctx() context: ResolverContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
    @Arg('seen', () => Boolean, { nullable: true }) isDone?: boolean,
  ): Promise<object> {
    try {
      const asked = pageAsked(first, after);
      if (asked.kind === 'wrong') return asked.answer;
      const isWhole = await holdsWholeLog(this.house);
      const reader = listReaderOf(this.house, context);
      if (!reader) return withheld(mayEver(context, action));
      const { emergencies: lists } = this.house.models;
      const rows = lists.list('alert', reader, { ...asked, limit: first + 1, isDone });
      const page = await pageOf(rows, first, async ({ reference, personId }) => {
        const alert = await this.alertIn(personId, reference);
        if (alert && reader.as === 'LEAD_PROFESSIONAL') {
          const told = {
            effect: 'permit',
            rules: ['told-as-lead'],
            obligations: ['RECORD'],
          } as const;
          context.notes.push({ personId, action, section: 'accessLog', ...told });
        }
        return alert && sayAlert(alert, reader.as, context.caller.actor, personId);
      });
      return said('AccessAlertConnection', { ...page, isWhole });
    } catch (error) {
      return unavailableFor(error, 'The alerts', context.requestId);
    }
  }

  @Query(() => AccessAlertAnswer, { description: 'Who it was and about whom, to who reviews it.' })
  async accessAlert(
    @Arg('reference', () => ID) reference: string,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    try {
      const ever = mayEver(context, action);
      if (ever.effect === 'deny') return withheld(ever);
      await holdsWholeLog(this.house);
      const ownerId = this.ownerOf(listReaderOf(this.house, context), reference);
      if (ownerId === undefined) return notFound;
      const isOfNobody = ownerId === alertsIdOf(context.caller.actor.organisation);
      const decision = isOfNobody
        ? ever
        : await mayDo(this.house, context, ownerId, action, 'identity');
      if (decision.effect === 'deny') return withheld(decision);
      const { state } = await readEmergency(this.house, context, ownerId);
      const alert = state.alerts.find(({ alertId }) => alertId === reference);
      if (!alert) return notFound;
      const person = isOfNobody ? null : { id: ownerId };
      return said('AccessAlertDetails', { reference, by: authorOf(alert.by), person });
    } catch (error) {
      return unavailableFor(error, 'The alert', context.requestId);
    }
  }

  @Mutation(() => AcknowledgeAlertResult, { description: 'The caller has seen this alert.' })
  async acknowledgeAlert(
    @Arg('input', () => AcknowledgeAlertInput) input: AcknowledgeAlertInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const { house } = this;
    const prepared = prepareCommand(house, context, input);
    await holdsWholeLog(house);
    const reader = listReaderOf(house, context);
    if (!reader) return refusedAs(notPermitted(mayEver(context, action)));
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const { reference } = input;
    const ownerId = this.ownerOf(reader, reference);
    if (ownerId === undefined) return refusedAs(referenceUnknown);
    const outcome = await house.loops.emergency.handle(
      ownerId,
      { type: 'AcknowledgeAlert', reference, as: reader.as },
      prepared.act,
    );
    if (outcome.kind === 'refused') return refusedAs(outcome);
    if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
    return said('AlertSeen', { reference, position: tokenFor(house, outcome.position) });
  }

  private ownerOf(reader: ListReader | undefined, reference: string): string | undefined {
    return reader && this.house.models.emergencies.ownerOf('alert', reader, reference);
  }

  private async alertIn(ownerId: string, reference: string): Promise<Alert | undefined> {
    const row = await this.house.models.emergencies.get(ownerId);
    return row?.state.alerts.find(({ alertId }) => alertId === reference);
  }
}

const sayAlert = (
  alert: Alert,
  as: ListReader['as'],
  reader: Actor,
  personId: string,
): AccessAlert => ({
  reference: alert.alertId,
  at: alert.at,
  kind: alert.kind,
  organisation: alert.by.organisation,
  organisationName: alert.by.organisationName,
  acknowledgedAt: acknowledgementOf(alert, as, reader)?.at ?? null,
  person: as === 'LEAD_PROFESSIONAL' ? { id: personId } : null,
});

const notFound = said('AccessAlertNotFound', { message: 'There is no alert of this reference.' });
