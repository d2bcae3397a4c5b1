/**
 * The alerts of a privacy officer, and of whoever led a person's care when one was raised. Others
 * have none, and hear of none: an alert of somebody else's is as good as unknown.
 */
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Acknowledgement, Alert } from '../../events/emergency/state';
import { CuckmereError } from '../../events/errors';
import { refuse } from '../../events/refusal';
import { privacyOfficers } from '../../projections/emergencyView';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { holdsWholeLog } from '../people/findPeople';
import { mayEver } from '../shared/access';
import { notPermitted, prepareCommand } from '../shared/command';
import { tokenFor } from '../shared/reading';
import { refusedAs, said, unavailableFor, withheld } from '../shared/saying';
import { AccessAlertsAnswer, AcknowledgeAlertInput, AcknowledgeAlertResult } from './alertTypes';
import type { AccessAlert } from './alertTypes';
import { pageAsked, pageOf } from './listPage';

/** As whom the caller is told; undefined: they are told of nothing. */
const toldAs = (context: ResolverContext): Acknowledgement['as'] | undefined => {
  if (mayEver(context, 'REVIEW_EMERGENCY_ACCESS').effect === 'permit') return 'PRIVACY_OFFICER';
  return context.caller.kind === 'staff' ? 'LEAD_PROFESSIONAL' : undefined;
};

const isToldTo = ({ tell }: Alert, as: Acknowledgement['as'], id: string): boolean =>
  as === 'PRIVACY_OFFICER' || tell.includes(id);

const referenceUnknown = refuse('ENTRY_UNKNOWN', 'reference names no alert of yours.', 'reference');

@Resolver()
export class Alerts {
  constructor(private readonly house: House) {}

  @Query(() => AccessAlertsAnswer, {
    description: 'What the caller must know of who read records.',
  })
  async accessAlerts(
    @Ctx() context: ResolverContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<object> {
    try {
      const as = toldAs(context);
      if (!as) return withheld(mayEver(context, 'REVIEW_EMERGENCY_ACCESS'));
      const asked = pageAsked(first, after);
      if (asked.kind === 'wrong') return asked.answer;
      const isWhole = await holdsWholeLog(this.house);
      const told = as === 'PRIVACY_OFFICER' ? privacyOfficers : context.caller.actor.id;
      const rows = this.house.models.emergencies.alerts(told, first + 1, asked.after);
      const page = await pageOf(rows, first, async ({ reference, personId }) => {
        const alert = await this.alertIn(personId, reference);
        return alert && sayAlert(alert, as, personId);
      });
      return said('AccessAlertConnection', { ...page, isWhole });
    } catch (error) {
      return unavailableFor(error, 'The alerts', context.requestId);
    }
  }

  @Mutation(() => AcknowledgeAlertResult, { description: 'The caller has seen this alert.' })
  async acknowledgeAlert(
    @Arg('input', () => AcknowledgeAlertInput) input: AcknowledgeAlertInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const { house } = this;
    const as = toldAs(context);
    if (!as) return refusedAs(notPermitted(mayEver(context, 'REVIEW_EMERGENCY_ACCESS')));
    const prepared = prepareCommand(house, context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    await holdsWholeLog(house);
    const { reference } = input;
    const personId = house.models.emergencies.personOf(reference);
    const alert = personId === undefined ? undefined : await this.alertIn(personId, reference);
    if (!alert || personId === undefined || !isToldTo(alert, as, context.caller.actor.id)) {
      return refusedAs(referenceUnknown);
    }
    const outcome = await house.loops.emergency.handle(
      personId,
      { type: 'AcknowledgeAlert', reference, as },
      prepared.act,
    );
    if (outcome.kind === 'refused') return refusedAs(outcome);
    if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
    return said('AlertSeen', { reference, position: tokenFor(house, outcome.position) });
  }

  private async alertIn(personId: string, reference: string): Promise<Alert | undefined> {
    const row = await this.house.models.emergencies.get(personId);
    return row?.state.alerts.find(({ alertId }) => alertId === reference);
  }
}

const sayAlert = (alert: Alert, as: Acknowledgement['as'], personId: string): AccessAlert => {
  const { alertId: reference, at, kind, organisation, organisationName, acknowledged } = alert;
  return {
    reference,
    at,
    kind,
    organisation,
    organisationName,
    acknowledgedAt: acknowledged.find((one) => one.as === as)?.at ?? null,
    person: as === 'LEAD_PROFESSIONAL' ? { id: personId } : null,
  };
};
