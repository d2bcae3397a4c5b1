/**
 * How somebody stands to a person follows from what was recorded, and ends with it at the next call:
 * teams, referrals, claims, carers (H15). Unauthorised mutations tell nothing of anybody.
 */
import { randomUUID } from 'node:crypto';
import { wholeTeamIdOf } from '../../events/ids';
import { margaretsNhsNumber, ruthsNhsNumber } from '../../gateway/demo/demoIds';
import { openRecords } from '../../events/store/codec';
import type { Data } from '../support/app';
import { openMovedApp } from '../support/movedClock';
import type { MovedApp } from '../support/movedClock';
import { delegationInput, referralInput } from '../support/sharingInputs';
import { personInput, readUrgent, refusedBy, register, saved, writePlan } from '../support/writes';
import { demoActorId } from '../support/callers';

let moved: MovedApp;
beforeAll(async () => {
  moved = await openMovedApp({ relate: false });
});

/** What this demo person is told of the decision: the member of the union. */
const decisionFor = async (actor: string, personId: string): Promise<string> =>
  (await readUrgent(moved.app, personId, actor)).cprDecision.__typename as string;

const act = (actor: string, name: string, input: object): Promise<Data> =>
  saved(moved.app, actor, name, input as Record<string, unknown>);

const hospice = wholeTeamIdOf('X1HSP');

describe('a team', () => {
  it('that registered a person goes on caring for them; nobody else does', async () => {
    const { personId } = await writePlan(moved.app);

    expect(await decisionFor('gp', personId)).toBe('CprRecorded');
    for (const other of ['consultant', 'community-nurse', 'social-worker']) {
      expect(await decisionFor(other, personId)).toBe('Withheld');
    }
  });

  it('of a whole organisation cares for them from when it joined until it left', async () => {
    const { personId } = await writePlan(moved.app);

    await act('gp', 'joinCareTeam', { personId, teamId: hospice });
    expect(await decisionFor('consultant', personId)).toBe('CprRecorded');
    expect(await decisionFor('community-nurse', personId)).toBe('Withheld');

    await act('gp', 'leaveCareTeam', { personId, teamId: hospice });
    expect(await decisionFor('consultant', personId)).toBe('Withheld');
  });

  it('that joined until a day cares for them no longer', async () => {
    const { personId } = await writePlan(moved.app);
    const until = moved.inHours(1);
    await act('gp', 'joinCareTeam', { personId, teamId: hospice, until });
    expect(await decisionFor('consultant', personId)).toBe('CprRecorded');

    moved.passHours(1);

    expect(await decisionFor('consultant', personId)).toBe('Withheld');
  });

  it('of some of an organisation lets in who is in it, until they are taken out', async () => {
    const { personId } = await writePlan(moved.app);
    const { teamId } = await act('consultant', 'formTeam', { name: 'Night', kind: 'HOSPICE' });
    await act('gp', 'joinCareTeam', { personId, teamId });
    expect(await decisionFor('senior-nurse', personId)).toBe('Withheld');

    const member = { teamId, actorId: demoActorId('senior-nurse') };
    await act('consultant', 'addTeamMember', { ...member, name: 'Ruth Marsh' });
    expect(await decisionFor('senior-nurse', personId)).toBe('CprRecorded');
    expect(await decisionFor('consultant', personId)).toBe('Withheld');

    await act('consultant', 'removeTeamMember', member);
    expect(await decisionFor('senior-nurse', personId)).toBe('Withheld');
  });

  it('takes nobody in by the word of another organisation, which hears what it would of none', async () => {
    const { teamId } = await act('consultant', 'formTeam', { name: 'Day', kind: 'HOSPICE' });
    const mine = { actorId: demoActorId('gp'), name: 'Dr Sam Khan' };

    const ofOthers = await refusedBy(moved.app, 'gp', 'addTeamMember', { teamId, ...mine });
    const ofNobody = await refusedBy(moved.app, 'gp', 'addTeamMember', {
      teamId: randomUUID(),
      ...mine,
    });

    expect(ofOthers).toMatchObject({ code: 'TEAM_UNKNOWN', field: 'teamId' });
    expect(ofNobody).toEqual(ofOthers);
  });

  it('and who leads it are told, and one that is not known cannot join', async () => {
    const personId = await register(moved.app);
    const lead = { name: 'Dr Abena Osei', telephone: '01323 000 101' };
    await act('gp', 'joinCareTeam', { personId, teamId: hospice, lead });
    await act('gp', 'refer', { personId, ...referralInput({ organisation: 'RXC' }) });
    const query = `query($id: ID!) { person(id: $id) { careTeam { __typename ... on CareTeam {
      teams { name organisation lead { name telephone } } referrals { organisationName }
      referralsWithheld { rule } } } } }`;
    const careTeamFor = async (actor: string): Promise<Data> =>
      (await moved.app.graphql(actor, query, { id: personId })).data.person.careTeam;

    expect(await careTeamFor('gp')).toEqual({
      __typename: 'CareTeam',
      teams: [
        { name: 'Meads Surgery (made up)', organisation: 'X2GPP', lead: null },
        { name: 'Seven Sisters Hospice (made up)', organisation: 'X1HSP', lead },
      ],
      referrals: [{ organisationName: 'East Sussex Healthcare NHS Trust' }],
      referralsWithheld: null,
    });
    expect(await careTeamFor('paramedic')).toMatchObject({
      referrals: [],
      referralsWithheld: { rule: 'default-deny' },
    });
    const unknown = { personId, teamId: randomUUID() };
    expect(await refusedBy(moved.app, 'gp', 'joinCareTeam', unknown)).toMatchObject({
      code: 'TEAM_UNKNOWN',
      field: 'teamId',
    });
  });

  it('is not put in by an administrator of an organisation that has nothing to do with the person', async () => {
    const personId = (await saved(moved.app, 'consultant', 'registerPerson', personInput())).person
      .id;
    const join = { personId, teamId: wholeTeamIdOf('X2GPP') };
    const refused = await refusedBy(moved.app, 'administrator', 'joinCareTeam', join);
    expect(refused.code).toBe('NOT_PERMITTED');
    expect(await decisionFor('gp', personId)).toBe('Withheld');
    await saved(moved.app, 'consultant', 'refer', {
      personId,
      ...referralInput({ organisation: 'X2GPP' }),
    });
    await saved(moved.app, 'administrator', 'joinCareTeam', join);
  });
});

describe('a referral', () => {
  it('lets the organisation in until it is over, or ended', async () => {
    const { personId } = await writePlan(moved.app);
    const refer = (hours: number): Promise<Data> =>
      act('gp', 'refer', { personId, ...referralInput({ until: moved.inHours(hours) }) });
    await refer(24);
    expect(await decisionFor('consultant', personId)).toBe('CprRecorded');
    moved.passHours(24);
    expect(await decisionFor('consultant', personId)).toBe('Withheld');

    const { entryId: referralId } = await refer(24);
    expect(await decisionFor('consultant', personId)).toBe('CprRecorded');
    await act('gp', 'endReferral', { personId, referralId });
    expect(await decisionFor('consultant', personId)).toBe('Withheld');
  });

  it('goes to an organisation that is known', async () => {
    const personId = await register(moved.app);
    const wrong = { personId, ...referralInput({ organisation: 'ZZZ99' }) };
    expect(await refusedBy(moved.app, 'gp', 'refer', wrong)).toMatchObject({
      code: 'ORGANISATION_UNKNOWN',
      field: 'organisation',
    });
  });
});

describe('a claim to care for a person', () => {
  it('lets in who made it, for a shift, and stands in the record for the alert', async () => {
    const { personId } = await writePlan(moved.app);
    await act('social-worker', 'claimRelationship', { personId, reason: 'On duty' });

    expect(await decisionFor('social-worker', personId)).toBe('CprRecorded');
    expect(await decisionFor('community-nurse', personId)).toBe('Withheld');
    const { store, keys } = moved.app.app.house;
    const { events } = await store.readAll('start', ['relationship-'], 1_000);
    const own = events.filter(({ stream }) => stream === `relationship-${personId}`);
    const [opened] = (await openRecords(keys, own.slice(-1))) as Data[];
    expect(opened.event).toMatchObject({
      type: 'RelationshipClaimed',
      data: {
        actorId: demoActorId('social-worker'),
        organisation: 'X6SOC',
        until: moved.inHours(12),
      },
    });

    moved.passHours(12);
    expect(await decisionFor('social-worker', personId)).toBe('Withheld');
  });
});

describe('a carer', () => {
  const setUp = async (): Promise<{ personId: string; delegationId: string }> => {
    const { personId } = await writePlan(moved.app);
    const delegate = (nhsNumber: string, more: object = {}): Promise<Data> =>
      act('gp', 'delegateAccess', {
        personId,
        ...delegationInput({ nhsNumber, until: moved.inHours(48), ...more }),
      });
    await delegate(margaretsNhsNumber);
    const { entryId } = await delegate(ruthsNhsNumber, { sections: ['cprDecision'] });
    return { personId, delegationId: entryId as string };
  };

  it('reads the sections that they were given, and no other', async () => {
    const { personId } = await setUp();
    const person = await readUrgent(moved.app, personId, 'ruth');

    expect(person.identity.__typename).toBe('Identity');
    expect(person.cprDecision.__typename).toBe('CprRecorded');
    expect(person.endOfLifePlan.__typename).toBe('Withheld');
    expect(person.contacts.__typename).not.toBe('Contacts');
    expect(person.identity.address.__typename).toBe('Withheld');
  });

  it('whose access is revoked reads nothing at the next call; another carer still does', async () => {
    const { personId, delegationId } = await setUp();
    const others = moved.app.app.house.blind.of('nhsNumber', margaretsNhsNumber);
    const standing = async (): Promise<string[]> =>
      (await moved.app.app.house.loops.sharing.load(personId)).state.delegations.map(
        ({ carerKey }) => carerKey,
      );
    expect(await decisionFor('ruth', personId)).toBe('CprRecorded');

    await act('gp', 'revokeDelegation', { personId, delegationId });

    expect(await decisionFor('ruth', personId)).toBe('Withheld');
    expect((await readUrgent(moved.app, personId, 'ruth')).identity.__typename).toBe('Withheld');
    expect(await standing()).toEqual([others]);
  });

  it('reads nothing from the moment on that it was for', async () => {
    const { personId } = await setUp();
    moved.passHours(48);
    expect(await decisionFor('ruth', personId)).toBe('Withheld');
  });

  it('reads nothing of anybody who did not let them', async () => {
    const { personId } = await writePlan(moved.app);
    const { identity, cprDecision } = await readUrgent(moved.app, personId, 'ruth');
    expect([identity.__typename, cprDecision.__typename]).toEqual(['Withheld', 'Withheld']);
  });

  it('cannot be the person themself', async () => {
    const nhsNumber = '9990000344';
    const personId = await register(moved.app, { nhsNumber });
    const input = { personId, ...delegationInput({ nhsNumber, until: moved.inHours(1) }) };
    expect(await refusedBy(moved.app, 'gp', 'delegateAccess', input)).toMatchObject({
      code: 'INVALID',
      field: 'nhsNumber',
    });
  });
});
