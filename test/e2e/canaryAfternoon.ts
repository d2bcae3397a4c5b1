/**
 * Afternoon of the canary day: everything that was given is taken away again, one by one, and somebody
 * dies; later somebody is erased. After each step it is said how everyone stands.
 */
import { wholeTeamIdOf } from '../../events/ids';
import { demoActorId } from '../support/callers';
import { nowhere, reading } from '../support/canaries/canaries';
import type { Way } from '../support/canaries/canaries';
import { without } from '../support/canaries/step';
import type { Stepping } from '../support/canaries/step';
import { council } from '../support/canaries/world';
import type { World } from '../support/canaries/world';
import { runCuckmere } from '../support/cuckmere';
import type { Midday } from './canaryMidday';

const identity = reading('identity');
/** An ended plan says so wherever its decision or the rest of it is read. */
const planOrDecision: readonly Way[] = [...reading('plan'), ...reading('cprDecision')];

export const liveAfternoon = async (
  world: World,
  { step, plant }: Stepping,
  { teamId, claimId, namingId, nhs111Incident }: Midday,
): Promise<void> => {
  const { canaries } = world;
  const { delegationId } = world.person('ben');
  await step(
    'ben',
    async (personId) => {
      await plant('gp', 'revokeDelegation', {
        personId,
        delegationId,
        reason: canaries.of('ben').words('why the carer may not see it any more', nowhere),
      });
      canaries.change('ben', (what) => / (of|for) the carer$/.test(what), nowhere);
    },
    () => ({ delegated: {} }),
  );
  await step(
    'cyd',
    () =>
      plant('consultant', 'removeTeamMember', {
        teamId,
        actorId: demoActorId('senior-nurse'),
        reason: 'Moved on',
      }),
    without(['senior-nurse'], 'team'),
  );
  await step(
    'cyd',
    (personId) => plant('community-nurse', 'endClaim', { personId, claimId }),
    without(['community-nurse'], 'selfClaimed'),
  );
  await step(
    'dot',
    () => plant('nhs111-system', 'closeIncident', { incidentId: nhs111Incident }),
    without(['nhs111', 'nhs111-system'], 'incident'),
  );
  await step(
    'ada',
    (personId) =>
      plant('gp', 'endNaming', {
        personId,
        namingId,
        reason: canaries.of('ada').words('why the naming of the senior nurse ended', nowhere),
      }),
    () => ({ named: {} }),
  );
  await step(
    'ada',
    async (personId) => {
      await plant('gp', 'leaveCareTeam', {
        personId,
        teamId: wholeTeamIdOf('X6SOC'),
        reason: canaries.of('ada').words('why the council left', nowhere),
      });
      canaries.change('ada', (what) => what.endsWith('lead of X6SOC'), nowhere);
    },
    without(Object.keys(council), 'team'),
  );
  const eve = canaries.of('eve');
  await step('eve', (personId) =>
    plant('gp', 'recordDeath', {
      personId,
      on: eve.day('day of the death', identity),
      place: eve.words('place of the death', identity),
      corrects: false,
    }),
  );
  await step('eve', (personId) =>
    plant('gp', 'endEndOfLifePlan', {
      personId,
      reason: 'DIED',
      detail: eve.words('how the plan ended', planOrDecision),
      endedOn: eve.day('day on which the plan ended', planOrDecision),
    }),
  );
};

/** By the operator's command; what it says is searched as heard by nobody who may see anything. */
export const eraseEve = (
  world: World,
  { step }: Stepping,
  stage: 'requested' | 'erased',
): Promise<void> =>
  step(
    'eve',
    async (personId) => {
      const how =
        stage === 'requested'
          ? ['--by', 'Jo Marsh', '--reason', 'WRONG_PERSON', '--retention-checked', 'IG-2026-1']
          : ['--confirm', '--by', 'Ali Reed'];
      await operate(world, ['erase', personId, ...how]);
    },
    () => ({ erasure: stage }),
  );

/** So that followers hear something of everyone. */
export const questionEverybody = async (
  { canaries }: World,
  { step, plant }: Stepping,
): Promise<void> => {
  for (const name of ['ada', 'ben', 'cyd', 'dot'] as const) {
    const concern = canaries.of(name).words('another question', reading('cprDecision'));
    await step(name, (personId) =>
      plant('community-nurse', 'questionCprDecision', { personId, concern }),
    );
  }
};

/** Runs `cuckmere` beside the server; everything that it says is searched. */
export const operate = async (world: World, words: readonly string[]): Promise<string> => {
  const program = runCuckmere([...words, '--data', world.data]);
  const code = await program.exitCode;
  const said = program.lines.join('\n');
  world.record.answered('operator', `cuckmere ${words[0] ?? ''}`, world.record.now(), said);
  if (code !== 0) throw new Error(`cuckmere ${words.join(' ')}: ${String(code)} ${said}`);
  return said;
};
