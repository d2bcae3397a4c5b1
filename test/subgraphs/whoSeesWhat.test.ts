/**
 * Who sees what, through the whole graph: withheld is said, by the reader's right alone, and never
 * looks like "nothing recorded" (H4, H10, H15). A person's own reading is asked of the subgraphs.
 */
import { parse } from 'graphql';
import { demoActors } from '../../gateway/demo/actors';
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import type { Caller } from '../../subgraphs/context';
import { reservationIdOf } from '../../subgraphs/people/registerPerson';
import { subgraphsOf } from '../../subgraphs/subgraphs';
import { openTestApp } from '../support/app';
import { callerFor } from '../support/callers';
import type { Data, TestApp } from '../support/app';
import {
  contactInput,
  cprInput,
  nhsNumberAt,
  readUrgent,
  register,
  saved,
  write,
  writePlan,
} from '../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

/** Everyone who may sign in and cares for people: what they see is the team's or the crew's. */
const others = ['PATIENT', 'CARER', 'PRIVACY_OFFICER', 'ADMINISTRATOR', 'URGENT_CARE_SYSTEM'];
const staff = demoActors.filter(({ role }) => !others.includes(role));

const dissent = (personId: string, decision = 'REFUSED') =>
  saved(app, 'gp', 'recordSharingDecision', { personId, decision, decidedBy: 'PERSON' });

/** What one subgraph tells this caller of a person. */
const tells = async (
  subgraph: string,
  caller: Caller,
  personId: string,
  selection: string,
): Promise<Data> => {
  const found = subgraphsOf(app.app.house).find(({ name }) => name === subgraph);
  const { data } = (await found?.execute({
    document: parse(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Person { ${selection} } } }`,
    ),
    variables: { r: [{ __typename: 'Person', id: personId }] },
    context: { caller, requestId: 'r' },
  })) as { data: Data };
  return data._entities[0];
};

/** Which ways on from the urgent view the graph says there are for this caller. */
const waysFor = async (actor: string, personId: string): Promise<unknown> => {
  const query = `query($id: ID!) { person(id: $id) { endOfLifePlan {
    ... on EndOfLifePlan { readerMayOpen } } } }`;
  return (await app.graphql(actor, query, { id: personId })).data.person.endOfLifePlan
    .readerMayOpen as unknown;
};

describe('the ways on from the urgent view', () => {
  it('are those that the reader may follow, and no other', async () => {
    const { personId } = await writePlan(app);
    expect(await waysFor('gp', personId)).toEqual(['DRAFT', 'HISTORY']);
    expect(await waysFor('paramedic', personId)).toEqual([]);
  });
});

const edith: Actor = {
  id: 'patient-1' as ActorId,
  name: 'Edith Pilbeam',
  role: 'PATIENT',
  organisation: 'X9NHS',
  organisationName: 'NHS login (made up)',
};
/** The person themself, as a citizen's sign-in knows them: by the hash of their NHS number. */
const patient = (nhsNumber: string): Caller =>
  callerFor(edith, 'citizen', { nhsNumberKey: reservationIdOf(app.app.house, nhsNumber) });

const planSelection = `cprDecision { __typename ... on Withheld { rule } }
  endOfLifePlan { __typename ... on EndOfLifePlan { focusOfCare { __typename } } }`;

describe('a person who limits who sees their plan', () => {
  it('is known to every clinician, and decision and plan are withheld, whichever role asks', async () => {
    const { personId } = await writePlan(app);
    await dissent(personId);

    for (const { id } of staff) {
      const person = await readUrgent(app, personId, id);
      expect(person.identity).toMatchObject({
        __typename: 'Identity',
        name: { family: 'Pilbeam' },
      });
      expect(person.cprDecision).toMatchObject({ __typename: 'Withheld', rule: 'D3-dissent' });
      expect(person.endOfLifePlan).toMatchObject({ __typename: 'Withheld', rule: 'D3-dissent' });
    }
  });

  it('with a plan and without one are told of in the very same words', async () => {
    const withPlan = (await writePlan(app)).personId;
    const without = await register(app);
    await saved(app, 'gp', 'recordContact', { personId: without, ...contactInput() });
    for (const personId of [withPlan, without]) await dissent(personId);

    const [one, other] = [await readUrgent(app, withPlan), await readUrgent(app, without)];

    expect(one.cprDecision).toEqual(other.cprDecision);
    expect(one.endOfLifePlan).toEqual(other.endOfLifePlan);
    expect(JSON.stringify(one)).not.toMatch(/NotRecorded|Nobody has/);
  });

  it('who consents again is told of again', async () => {
    const { personId } = await writePlan(app);
    await dissent(personId, 'WITHDRAWN');
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('Withheld');

    await dissent(personId, 'GIVEN');

    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprRecorded');
  });

  it('can withdraw a decision to a crew that may not read it', async () => {
    const { personId } = await writePlan(app);
    await dissent(personId);

    await saved(app, 'paramedic', 'withdrawCprDecision', { personId, reason: 'She said so' });

    await dissent(personId, 'GIVEN');
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprWithdrawn');
  });

  it('has the family’s numbers withheld and the services’ shown, and no count told', async () => {
    const { personId } = await writePlan(app);
    const daughter = contactInput({ kind: 'PERSONAL', name: 'Joan', telephone: '01323 555 099' });
    await saved(app, 'gp', 'recordContact', { personId, ...daughter });
    await dissent(personId);

    const { contacts } = await readUrgent(app, personId);

    expect(contacts.contacts.map(({ name }: Data) => name as string)).toEqual([
      'Seven Sisters night team',
    ]);
    expect(contacts.personalWithheld).toEqual({ rule: 'D3-dissent' });
  });
});

describe('a person marked restricted', () => {
  it('is shown where they live to a GP and a consultant, and to nobody else', async () => {
    const { personId } = await writePlan(app, { restricted: true });

    for (const { id, role } of staff) {
      const { identity } = await readUrgent(app, personId, id);
      const isShown = role === 'GP' || role === 'CONSULTANT';
      const { address, telephone } = identity;
      expect([id, address.__typename, telephone.__typename]).toEqual(
        isShown ? [id, 'Address', 'Telephone'] : [id, 'Withheld', 'Withheld'],
      );
      expect(JSON.stringify(identity).includes('Mill Lane')).toBe(isShown);
    }
  });

  it('without an address is told of in the same words as one who has one', async () => {
    const withAddress = await register(app, { restricted: true });
    const without = await register(app, { restricted: true, address: undefined });

    const [one, other] = [await readUrgent(app, withAddress), await readUrgent(app, without)];

    expect(one.identity.address).toEqual(other.identity.address);
    expect((await readUrgent(app, without, 'gp')).identity.address.__typename).toBe('NotRecorded');
  });
});

describe('a person who reads their own record', () => {
  it('without a decision is told that nothing is shared, never that none is recorded', async () => {
    const nhsNumber = nhsNumberAt(20);
    const personId = await register(app, { nhsNumber });

    const own = await tells('end-of-life-plan', patient(nhsNumber), personId, planSelection);

    expect(own.cprDecision.__typename).toBe('NotShared');
    expect(own.endOfLifePlan.__typename).toBe('NotShared');
  });

  it('sees their decision, also where they limit who else does; empty sections are not shared', async () => {
    const nhsNumber = nhsNumberAt(21);
    const { personId } = await writePlan(app, { nhsNumber });
    await dissent(personId);

    const own = await tells('end-of-life-plan', patient(nhsNumber), personId, planSelection);

    expect(own.cprDecision.__typename).toBe('CprRecorded');
    expect(own.endOfLifePlan.focusOfCare.__typename).toBe('NotShared');
  });

  it('sees nothing of anybody else, not even who they are', async () => {
    const { personId } = await writePlan(app);
    await register(app, { nhsNumber: nhsNumberAt(22) });
    const stranger = patient(nhsNumberAt(22));

    const plan = await tells('end-of-life-plan', stranger, personId, planSelection);
    const who = await tells(
      'people',
      stranger,
      personId,
      'identity { __typename } contacts { __typename }',
    );

    expect(plan.cprDecision).toEqual({ __typename: 'Withheld', rule: 'default-deny' });
    expect(plan.endOfLifePlan.__typename).toBe('Withheld');
    expect(who).toEqual({
      identity: { __typename: 'Withheld' },
      contacts: { __typename: 'Withheld' },
    });
  });
});

describe('the draft', () => {
  it('is for those who write it: withheld from urgent care, which is shown what is published', async () => {
    const { personId } = await writePlan(app);
    await saved(app, 'gp', 'stateFocusOfCare', { personId, basedOn: '2', statement: 'Comfort' });
    const query = `query($id: ID!) { person(id: $id) { endOfLifePlan { ... on EndOfLifePlan {
      focusOfCare { __typename } draft { __typename ... on PlanDraft { focusOfCare { __typename } } }
      versions { __typename } } } } }`;
    const planFor = async (actor: string): Promise<Data> =>
      (await app.graphql(actor, query, { id: personId })).data.person.endOfLifePlan;

    expect(await planFor('paramedic')).toEqual({
      focusOfCare: { __typename: 'NotRecorded' },
      draft: { __typename: 'Withheld' },
      versions: { __typename: 'Withheld' },
    });
    expect((await planFor('gp')).draft).toEqual({
      __typename: 'PlanDraft',
      focusOfCare: { __typename: 'FocusOfCare' },
    });
  });
});

describe('a person who died', () => {
  it('is said to have died on every view, and takes no new decision and no edit', async () => {
    const { personId, decisionId } = await writePlan(app);
    await saved(app, 'paramedic', 'recordDeath', { personId, place: 'At home' });

    const person = await readUrgent(app, personId);
    expect(person.identity.died).toEqual({ on: null });
    const refused = { __typename: 'Refused', code: 'PERSON_HAS_DIED', field: 'personId' };
    for (const [name, input] of [
      ['recordCprDecision', cprInput({ basedOn: '2' })],
      ['endorseCprDecision', { decisionId }],
      ['stateFocusOfCare', { basedOn: '2', statement: 'x' }],
      ['publishEndOfLifePlan', { draftRevision: '2' }],
    ] as const) {
      expect(await write(app, 'gp', name, { personId, ...input })).toMatchObject(refused);
    }
    await saved(app, 'gp', 'endEndOfLifePlan', { personId, reason: 'DIED' });
    const { cprDecision, endOfLifePlan } = await readUrgent(app, personId);
    expect(cprDecision).toMatchObject({ planEnded: { reason: 'DIED' } });
    expect(endOfLifePlan).toMatchObject({ lifecycle: 'ENDED', ended: { reason: 'DIED' } });
  });
});
