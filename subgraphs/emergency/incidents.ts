/**
 * Incidents of 999 and 111: opened by the system or by urgent care itself, closed by the same
 * organisation. The link leads to the urgent view and names nobody; to anyone but the crew every
 * incident is answered alike, whether or not there is one.
 */
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { incidentsOf } from '../../events/emergency/state';
import { CuckmereError } from '../../events/errors';
import { incidentIdFor, isUuidText } from '../../events/ids';
import { parseOpenIncident } from '../../events/incident/commands';
import type { OpenIncident } from '../../events/incident/commands';
import { incidentUnknown } from '../../events/incident/incidentDecider';
import type { Act } from '../../events/decider';
import { isoNow } from '../../events/store/clock';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo, mayEver, noteSearch } from '../shared/access';
import { notPermitted, prepareCommand, refusalWhereErased } from '../shared/command';
import { readEmergency } from '../shared/emergencyFacts';
import { tokenFor } from '../shared/reading';
import { refusedAs, said, unavailableFor } from '../shared/saying';
import { findForIncident } from './findForIncident';
import type { Whom } from './findForIncident';
import {
  CloseIncidentInput,
  CloseIncidentResult,
  IncidentAnswer,
  OpenIncidentInput,
  OpenIncidentResult,
} from './incidentTypes';

/** The urgent view of an incident's person: a path of these pages. */
const linkTo = (incidentId: string): string => `/urgent#incident=${incidentId}`;

const withoutRecord = {
  none: said('IncidentWithoutRecord', {
    why: 'NONE',
    message: 'We hold no such person. This is not the same as “no decision”.',
  }),
  several: said('IncidentWithoutRecord', {
    why: 'SEVERAL',
    message: 'Several people match, so none was opened. Give the NHS number, or find the person.',
  }),
  notCertain: said('IncidentWithoutRecord', {
    why: 'NOT_CERTAIN',
    message:
      'Nobody matches for certain, so nothing was opened. Give the NHS number, or find the person.',
  }),
} as const satisfies Record<Exclude<Whom['kind'], 'certain' | 'behind' | 'refused'>, object>;

@Resolver()
export class Incidents {
  constructor(private readonly house: House) {}

  @Mutation(() => OpenIncidentResult, {
    description: 'Gives the crew of a case the urgent view of its person for some hours.',
  })
  async openIncident(
    @Arg('input', () => OpenIncidentInput) input: OpenIncidentInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const ever = mayEver(context, 'OPEN_INCIDENT');
    if (ever.effect === 'deny') return refusedAs(notPermitted(ever));
    const prepared = prepareCommand(this.house, context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const { act } = prepared;
    const { nhsNumber, identity, address, ...content } = input;
    const whom = await findForIncident(this.house, { nhsNumber, identity, address });
    switch (whom.kind) {
      case 'refused':
        return refusedAs(whom);
      case 'behind':
        throw new CuckmereError('STORE_UNAVAILABLE', 'The search could not see the whole record.');
      case 'certain':
        return this.openFor(whom.personId, content, act, context);
      case 'none':
      case 'several':
      case 'notCertain':
        // That we hold nobody, or several, is an answer as to a search.
        noteSearch(context, undefined, ever, false);
        return withoutRecord[whom.kind];
    }
  }

  @Mutation(() => CloseIncidentResult, { description: 'From here on it opens nothing.' })
  async closeIncident(
    @Arg('input', () => CloseIncidentInput) input: CloseIncidentInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const ever = mayEver(context, 'OPEN_INCIDENT');
    if (ever.effect === 'deny') return refusedAs(notPermitted(ever));
    const prepared = prepareCommand(this.house, context, { commandId: input.commandId });
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const incidentId = input.incidentId.toLowerCase();
    const { loops } = this.house;
    const { state } = isUuidText(incidentId)
      ? await loops.incident.load(incidentId)
      : { state: { kind: 'none' } as const };
    if (state.kind === 'none' || state.organisation !== context.caller.actor.organisation) {
      return refusedAs(incidentUnknown);
    }
    // The right to read goes first; one that is over, or never came to be, is gone already.
    await loops.emergency.handle(state.personId, { type: 'EndIncident', incidentId }, prepared.act);
    const outcome = await loops.incident.handle(
      incidentId,
      { type: 'CloseIncident' },
      prepared.act,
    );
    if (outcome.kind === 'refused') return refusedAs(outcome);
    if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
    const position = tokenFor(this.house, outcome.position);
    return said('IncidentEnded', { incidentId, position });
  }

  @Query(() => IncidentAnswer, {
    description: 'Where the link of an incident leads: its crew only.',
  })
  async incident(
    @Arg('id', () => ID) id: string,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    try {
      const incidentId = id.toLowerCase();
      if (!isUuidText(incidentId)) return notTheCrew;
      const { state } = await this.house.loops.incident.load(incidentId);
      const { actor } = context.caller;
      const isCrew =
        state.kind !== 'none' &&
        state.organisation === actor.organisation &&
        (state.crew.length === 0 || state.crew.includes(actor.id));
      if (!isCrew) return notTheCrew;
      const { personId, until } = state;
      const read = await readEmergency(this.house, context, personId);
      const live = incidentsOf(read.state, actor, isoNow(this.house.clock));
      if (state.kind === 'closed' || !live.some((one) => one.incidentId === incidentId)) {
        return said('IncidentOver', {
          message: 'This case is closed, or its time is over. It opens nothing any more.',
        });
      }
      const decision = await mayDo(this.house, context, personId, 'READ', 'identity');
      if (decision.effect === 'deny') return notTheCrew;
      return said('LiveIncident', { incidentId, until, person: { id: personId } });
    } catch (error) {
      return unavailableFor(error, 'The case', context.requestId);
    }
  }

  private async openFor(
    personId: string,
    { caseId, crew, hours }: Pick<OpenIncidentInput, 'caseId' | 'crew' | 'hours'>,
    act: Act,
    context: ResolverContext,
  ): Promise<object> {
    const decision = await mayDo(this.house, context, personId, 'OPEN_INCIDENT', 'identity').catch(
      refusalWhereErased,
    );
    if ('kind' in decision) return refusedAs(decision);
    if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
    const command = parseOpenIncident({
      caseId,
      personId,
      ...(crew ? { crew } : {}),
      ...(typeof hours === 'number' ? { hours } : {}),
    });
    return 'kind' in command ? refusedAs(command) : this.attach(command, act);
  }

  /** The incident first, then what it opens: sent again, the same command finishes what it began. */
  private async attach(command: OpenIncident, act: Act): Promise<object> {
    const { loops } = this.house;
    const incidentId = incidentIdFor(act.commandId);
    const opened = await loops.incident.handle(incidentId, command, act);
    if (opened.kind === 'refused') return refusedAs(opened);
    const { state } = await loops.incident.load(incidentId);
    if (opened.kind === 'conflict' || state.kind === 'none') {
      throw new CuckmereError('STORE_UNAVAILABLE', 'The incident kept changing; send it again.');
    }
    const { personId, organisation, crew, until } = state;
    const attached = await loops.emergency.handle(
      personId,
      { type: 'AttachIncident', incidentId, caseId: command.caseId, organisation, crew, until },
      act,
    );
    if (attached.kind === 'refused') return refusedAs(attached);
    if (attached.kind === 'conflict') {
      throw new CuckmereError('STORE_UNAVAILABLE', attached.message);
    }
    const position = tokenFor(this.house, attached.position);
    return said('IncidentOpened', { incidentId, link: linkTo(incidentId), until, position });
  }
}

const notTheCrew = said('Withheld', {
  message: 'This is not a case of your crew.',
  rule: 'incident-crew',
  canOpenInEmergency: false,
});
