/**
 * A right that ends without anything happening to the person: somebody is taken out of a team, or a
 * time is over (H15). Whoever follows is sent what they may see now, at once, with no change to the
 * plan to wait for; and a right that is given is sent in the same way.
 */
import { wholeTeamIdOf } from '../../../events/ids';
import { margaretsNhsNumber, ruthsNhsNumber } from '../../../gateway/demo/demoIds';
import { until } from '../../support/app';
import type { Data } from '../../support/app';
import { demoActorId } from '../../support/callers';
import { follow } from '../../support/live';
import type { Follower } from '../../support/live';
import { openMovedApp } from '../../support/movedClock';
import type { MovedApp } from '../../support/movedClock';
import { openIncidents } from '../../support/relate';
import { delegationInput, keptInput, referralInput } from '../../support/sharingInputs';
import { saved, writePlan } from '../../support/writes';

let moved: MovedApp;
beforeAll(async () => {
  moved = await openMovedApp({ relate: false });
});

const act = (actor: string, name: string, input: object): Promise<Data> =>
  saved(moved.app, actor, name, input as Record<string, unknown>);

const selection = 'cprDecision { __typename }';
const followAs = async (personId: string, actor: string): Promise<Follower> => {
  const follower = follow(moved.app, { personId, actor, selection });
  await follower.heard(1);
  return follower;
};
const toldTo = ({ messages }: Follower): [string, string][] =>
  messages.map(({ kind, person }) => [kind, person.cprDecision.__typename as string]);

const held = ['OPENED', 'CprRecorded'];
const lost = ['ACCESS_CHANGED', 'Withheld'];
const gained = ['ACCESS_CHANGED', 'CprRecorded'];

const nightTeam = async (): Promise<string> =>
  (await act('consultant', 'formTeam', { name: 'Night', kind: 'HOSPICE' })).teamId as string;
const ruth = { actorId: demoActorId('senior-nurse') };
const add = (teamId: string, actorId = ruth.actorId): Promise<Data> =>
  act('consultant', 'addTeamMember', { teamId, actorId, name: 'Ruth Marsh' });
const remove = (teamId: string): Promise<Data> =>
  act('consultant', 'removeTeamMember', { teamId, ...ruth });

const looks = async (): Promise<number> =>
  ((await (await moved.app.fetch('/health/ready')).json()) as Data).live.looks as number;

describe('a follower who is taken out of a team', () => {
  it('is sent for every person of the team that it is withheld; their colleague is sent nothing', async () => {
    const teamId = await nightTeam();
    await add(teamId);
    await add(teamId, demoActorId('consultant'));
    const people = [await writePlan(moved.app), await writePlan(moved.app)];
    for (const { personId } of people) await act('gp', 'joinCareTeam', { personId, teamId });
    const theirs = await Promise.all(
      people.map(({ personId }) => followAs(personId, 'senior-nurse')),
    );
    const others = await Promise.all(
      people.map(({ personId }) => followAs(personId, 'consultant')),
    );

    await remove(teamId);
    for (const follower of theirs) await follower.heard(2);

    for (const follower of theirs) expect(toldTo(follower)).toEqual([held, lost]);
    for (const follower of others) expect(toldTo(follower)).toEqual([held]);
    expect(theirs[0]?.messages[1]?.position).toBe(theirs[0]?.messages[0]?.position);
  });

  it('is sent the content anew once they are put in it again', async () => {
    const teamId = await nightTeam();
    const { personId } = await writePlan(moved.app);
    await act('gp', 'joinCareTeam', { personId, teamId });
    const nurse = await followAs(personId, 'senior-nurse');
    await add(teamId);
    await nurse.heard(2);
    await remove(teamId);
    await nurse.heard(3);

    expect(toldTo(nurse)).toEqual([['OPENED', 'Withheld'], gained, lost]);
  });

  it('makes the access of nobody else be read anew', async () => {
    const teamId = await nightTeam();
    await add(teamId);
    const { personId } = await writePlan(moved.app);
    await act('gp', 'joinCareTeam', { personId, teamId });
    const nurse = await followAs(personId, 'senior-nurse');
    const others = Array.from({ length: 5 }, () => followAs(personId, 'gp'));
    await Promise.all(others);
    const before = await looks();
    await remove(teamId);
    await nurse.heard(2);

    // Their own: once because of the team, and twice round the payload that they are sent.
    expect((await looks()) - before).toBeLessThanOrEqual(3);
  });
});

describe('a follower whose time is over', () => {
  const cases: readonly [string, string, (personId: string) => Promise<unknown>][] = [
    [
      'the care of a team',
      'consultant',
      (personId) =>
        act('gp', 'joinCareTeam', {
          personId,
          teamId: wholeTeamIdOf('X1HSP'),
          until: moved.inHours(1),
        }),
    ],
    [
      'a referral',
      'consultant',
      (personId) => act('gp', 'refer', { personId, ...referralInput({ until: moved.inHours(1) }) }),
    ],
    [
      'a claim',
      'social-worker',
      (personId) =>
        act('social-worker', 'claimRelationship', {
          personId,
          reason: 'On duty tonight',
          until: moved.inHours(1),
        }),
    ],
    [
      'a live incident',
      'paramedic',
      (personId) => openIncidents(moved.app.app.house, personId, ['X4AMB'], moved.inHours(1)),
    ],
    [
      'an opening in an emergency',
      'paramedic',
      async (personId) => {
        const reason = { alertType: '2', reason: '5' };
        await act('paramedic', 'openInEmergency', { personId, ...reason });
      },
    ],
  ];
  it.each(cases)('because of %s is sent that it is withheld', async (_what, actor, give) => {
    const { personId } = await writePlan(moved.app);
    await give(personId);
    const follower = await followAs(personId, actor);
    const gp = await followAs(personId, 'gp');

    moved.passHours(4);
    await follower.heard(2);

    expect(toldTo(follower)).toEqual([held, lost]);
    expect(toldTo(gp)).toEqual([held]);
    await act('gp', 'questionCprDecision', { personId, concern: 'one' });
    await follower.heard(3);
    expect(toldTo(follower)[2]?.[1]).toBe('Withheld');
  });

  it('because of a delegation is ended, and hears nothing more', async () => {
    const { personId } = await writePlan(moved.app);
    const ends = { nhsNumber: ruthsNhsNumber, until: moved.inHours(1) };
    await act('gp', 'delegateAccess', { personId, ...delegationInput(ends) });
    const carer = await followAs(personId, 'ruth');
    const gp = await followAs(personId, 'gp');

    moved.passHours(1);
    await until(() => carer.errors.length > 0, 'the carer was told that it is over');
    await act('gp', 'questionCprDecision', { personId, concern: 'one' });
    await gp.heard(2);

    expect(carer.errors).toMatchObject([{ extensions: { code: 'NOT_PERMITTED' } }]);
    expect(toldTo(carer)).toEqual([held]);
  });
});

describe('a follower from whom something is kept until a day', () => {
  it('is sent it when that day has come', async () => {
    const { personId } = await writePlan(moved.app, { nhsNumber: margaretsNhsNumber });
    await act('gp', 'keepFromPerson', { personId, ...keptInput({ until: moved.inHours(1) }) });
    const self = await followAs(personId, 'margaret');

    moved.passHours(1);
    await self.heard(2);

    expect(toldTo(self)).toEqual([['OPENED', 'NotShared'], gained]);
  });
});
