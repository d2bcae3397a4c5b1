/**
 * Opening a record in an emergency. It needs this service and nothing else: whatever cannot be found
 * out about who leads the person's care does not keep it shut (hazard H16).
 */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { parseEmergencyContent } from '../../events/emergency/commands';
import { openAccessOf } from '../../events/emergency/state';
import { CuckmereError } from '../../events/errors';
import { entryIdFor, streamName } from '../../events/ids';
import type { CommandId } from '../../events/ids';
import { refuse } from '../../events/refusal';
import { isoNow } from '../../events/store/clock';
import type { Section } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo } from '../shared/access';
import { notPermitted, prepareCommand, refusalWhereErased } from '../shared/command';
import { revisionFor, tokenFor } from '../shared/reading';
import { relationshipFacts } from '../shared/relationshipFacts';
import { refusedAs, said } from '../shared/saying';
import { OpenInEmergencyInput, OpenInEmergencyResult } from './accessTypes';
import type { LeadsOf } from '../shared/leads';

/** What an opening shows first: a no to any of them is a no that it overrides. */
const openedSections: readonly Section[] = ['cprDecision', 'plan', 'personalContacts'];

@Resolver()
export class OpenInEmergency {
  constructor(
    private readonly house: House,
    private readonly leadsOf: LeadsOf,
  ) {}

  @Mutation(() => OpenInEmergencyResult, {
    description: 'Opens the record to the caller for four hours; who must know is told.',
  })
  async openInEmergency(
    @Arg('input', () => OpenInEmergencyInput) input: OpenInEmergencyInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const { house } = this;
    const prepared = prepareCommand(house, context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const { act, personId } = prepared;
    const decision = await mayDo(house, context, personId, 'OPEN_IN_EMERGENCY', 'identity').catch(
      refusalWhereErased,
    );
    if ('kind' in decision) return refusedAs(decision);
    if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
    if (!(await house.loops.person.load(personId)).state.registered) return refusedAs(unknown);
    const parsed = parseEmergencyContent('OpenInEmergency', prepared.content);
    if (parsed.kind === 'refused') return refusedAs(parsed);
    const command = {
      type: 'OpenInEmergency' as const,
      ...parsed.content,
      ...(await this.circumstances(context, personId, act.commandId)),
    };
    const outcome = await house.loops.emergency.handle(personId, command, act);
    if (outcome.kind === 'refused') return refusedAs(outcome);
    if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
    const { state } = await house.loops.emergency.load(personId);
    const access =
      openAccessOf(state, act.actor, isoNow(house.clock)) ??
      state.accesses.find(({ accessId }) => accessId === outcome.entryId(0));
    return said('OpenedInEmergency', {
      person: { id: personId },
      reference: access?.accessId ?? outcome.entryId(0),
      until: access?.until ?? act.at,
      position: tokenFor(house, outcome.position),
      revision: revisionFor(house, outcome.revision),
    });
  }

  /** As they are now; of a command that is sent again, as they were: else it would be another. */
  private async circumstances(
    context: ResolverContext,
    personId: string,
    commandId: CommandId,
  ): Promise<{ overridesDissent: boolean; tell: readonly string[] }> {
    const accessId = entryIdFor(commandId, streamName('emergency', personId), 0);
    const { state } = await this.house.loops.emergency.load(personId);
    const before = state.accesses.find((one) => one.accessId === accessId);
    if (before) return { overridesDissent: before.overridesDissent, tell: before.tell };
    const { consentOn } = await relationshipFacts(this.house, context, personId);
    return {
      overridesDissent: openedSections.some((section) => consentOn(section) === 'DISSENT'),
      tell: await this.leadsOf(this.house, context, personId).catch(() => []),
    };
  }
}

const unknown = refuse('PERSON_UNKNOWN', 'personId names no person registered here', 'personId');
