/**
 * What somebody may not read is not told to them on a way round: by a conflict, as of an earlier
 * time, in a list of changes, by why a part is kept (H4, H15, H17). Each was found by the canary day.
 */
import { openTestApp, until } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { demoActorId } from '../support/callers';
import { follow } from '../support/live';
import { inDays, keptInput } from '../support/sharingInputs';
import { cprInput, nhsNumberAt, refusedBy, register, saved, writePlan } from '../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const dissent = (personId: string, more: object) =>
  saved(app, 'gp', 'recordSharingDecision', {
    personId,
    decision: 'REFUSED',
    decidedBy: 'PERSON',
    ...more,
  });
const ask = async (
  actor: string,
  personId: string,
  selection: string,
  variables: Readonly<Record<string, unknown>> = {},
  declared = '',
): Promise<Data> => {
  const query = `query($id: ID!${declared}) { person(id: $id) { ${selection} } }`;
  const answer = await app.graphql(actor, query, { id: personId, ...variables });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.person;
};

describe('the marking of a restricted person', () => {
  it('is taken away only by who may read where they live, so that nobody lets themselves in', async () => {
    const personId = await register(app, { restricted: true });
    const address =
      'identity { ... on Identity { restricted address { __typename ... on Withheld { rule } } } }';
    const before = await ask('community-nurse', personId, address);
    for (const restricted of [false, null]) {
      const lifted = { personId, basedOn: '0', restricted };
      const refused = await refusedBy(app, 'community-nurse', 'changeDemographics', lifted);
      expect(refused).toMatchObject({ code: 'NOT_PERMITTED', rule: 'D4-restricted-address' });
    }
    expect(before.identity).toMatchObject({
      restricted: true,
      address: { __typename: 'Withheld' },
    });
    expect(await ask('community-nurse', personId, address)).toEqual(before);

    await saved(app, 'gp', 'changeDemographics', { personId, basedOn: '0', restricted: false });
    const after = await ask('community-nurse', personId, address);
    expect(after.identity).toMatchObject({ restricted: false });
  });

  it('is set by anybody of the team', async () => {
    const personId = await register(app);
    const marked = { personId, basedOn: '0', restricted: true };
    await saved(app, 'community-nurse', 'changeDemographics', marked);
    const told = await ask('gp', personId, 'identity { ... on Identity { restricted } }');
    expect(told.identity).toEqual({ restricted: true });
  });
});

describe('a stale edit of somebody who may write there and not read', () => {
  it('is refused and does not tell where a restricted person lives; a name is told', async () => {
    const personId = await register(app, { restricted: true });
    const other = { lines: ['9 Elsewhere'], postcode: 'BN21 3YA' };
    const edit = { personId, basedOn: '0', address: other };
    await saved(app, 'gp', 'changeDemographics', {
      personId,
      basedOn: '0',
      name: { family: 'Ashdown', given: ['Renee'] },
      address: { lines: ['1 Hidden Close'], postcode: 'BN26 5TW' },
    });

    const refused = await refusedBy(app, 'community-nurse', 'changeDemographics', edit);
    expect(refused).toMatchObject({
      __typename: 'Refused',
      code: 'CHANGED_UNSEEN',
      rule: 'D4-restricted-address',
    });
    expect(JSON.stringify(refused)).not.toContain('Hidden');

    const named = { personId, basedOn: '0', name: { family: 'Noakes', given: ['Renee'] } };
    const conflict = await refusedBy(app, 'community-nurse', 'changeDemographics', named);
    expect(JSON.stringify(conflict)).toContain('Ashdown');
    const own = await refusedBy(app, 'gp', 'changeDemographics', edit);
    expect(JSON.stringify(own)).toContain('Hidden');
  });

  it('of a plan, a decision or a contact is refused where the person limits who sees it', async () => {
    const { personId } = await writePlan(app);
    const plan = { personId, basedOn: '1' };
    await saved(app, 'gp', 'stateFocusOfCare', { ...plan, statement: 'Comfort at home' });
    const contact = { name: 'Joan', kind: 'PERSONAL', telephone: '01323 555 099' };
    const added = await saved(app, 'gp', 'recordContact', {
      personId,
      ...contact,
      availability: 'ANY_HOUR',
    });
    const revised = { personId, contactId: added.contactId as string, basedOn: '0' };
    await dissent(personId, { audience: 'CARE_TEAM' });

    for (const [name, input] of [
      ['stateFocusOfCare', { ...plan, statement: 'x' }],
      ['recordCprDecision', cprInput({ personId })],
      ['publishEndOfLifePlan', { personId, draftRevision: '0' }],
      ['reviseContact', { ...revised, telephone: '111' }],
    ] as const) {
      const refused = await refusedBy(app, 'consultant', name, input);
      expect([name, refused]).toMatchObject([
        name,
        { __typename: 'Refused', rule: expect.stringMatching(/^D3-dissent/) },
      ]);
      expect(JSON.stringify(refused)).not.toMatch(/Comfort|attempted|01323/);
    }
  });
});

describe('a crew with a live incident', () => {
  const times = 'cprDecision(asOf: $asOf) { __typename } endOfLifePlan(asOf: $asOf) { __typename }';

  it('is shown what stands and not what stood at another time, which a team may read', async () => {
    const { personId } = await writePlan(app);
    const variables = { asOf: '2126-01-01T00:00:00Z' };
    const read = (actor: string) => ask(actor, personId, times, variables, ', $asOf: DateTime');

    expect(await read('paramedic')).toEqual({
      cprDecision: { __typename: 'Withheld' },
      endOfLifePlan: { __typename: 'Withheld' },
    });
    expect(await read('gp')).toEqual({
      cprDecision: { __typename: 'CprRecorded' },
      endOfLifePlan: { __typename: 'EndOfLifePlan' },
    });
    const now = { asOf: null };
    expect(await ask('paramedic', personId, times, now, ', $asOf: DateTime')).toEqual({
      cprDecision: { __typename: 'CprRecorded' },
      endOfLifePlan: { __typename: 'EndOfLifePlan' },
    });
  });

  it('is told of what changed as it stands now, and of no word that was taken back since', async () => {
    const personId = await register(app);
    const { position } = await saved(app, 'gp', 'startEndOfLifePlan', { personId });
    let revision = '0';
    for (const statement of ['Everything that may be tried', 'Comfort at home']) {
      const said = { personId, basedOn: revision, statement };
      ({ revision } = await saved(app, 'gp', 'stateFocusOfCare', said));
      await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: revision });
    }
    const question = { personId, concern: 'Her son says otherwise' };
    const { entryId } = await saved(app, 'gp', 'questionCprDecision', question);
    await saved(app, 'gp', 'takeBackCprQuestion', { personId, questionId: entryId as string });
    await saved(app, 'gp', 'questionCprDecision', { personId, concern: 'She says so too' });
    const changes = `planChanges(after: $after) { ... on PlanChanges { changes { sentence by { name } } } }`;
    const told = async (actor: string): Promise<string[]> => {
      const variables = { after: position as string };
      const { planChanges } = await ask(actor, personId, changes, variables, ', $after: String!');
      return planChanges.changes.map(({ sentence }: Data) => sentence as string);
    };

    expect(await told('paramedic')).toEqual([
      'Focus of care: Comfort at home.',
      'Resuscitation: a question about the decision was taken back by who had asked it.',
      'Resuscitation: somebody questioned the decision: "She says so too"',
    ]);
    expect(await told('gp')).toEqual([
      'Focus of care: Everything that may be tried.',
      'Focus of care: Comfort at home.',
      'Resuscitation: somebody questioned the decision: "Her son says otherwise"',
      'Resuscitation: a question about the decision was taken back by who had asked it.',
      'Resuscitation: somebody questioned the decision: "She says so too"',
    ]);
  });
});

describe('why a part of a record is kept from the person', () => {
  const sharing = `sharing { ... on Sharing { kept { section flag reason reasonWithheld { rule } }
    decisions { section reason } } }`;

  it('is told to who may read that part, and of safeguarding to who is named for it', async () => {
    const personId = await register(app, { nhsNumber: nhsNumberAt(60) });
    const keep = (section: string, flag: string, reason: string) =>
      saved(app, 'gp', 'keepFromPerson', keptInput({ personId, section, flag, reason }));
    await keep('plan', 'NOT_YET_DISCUSSED', 'On Thursday');
    await keep('carePlan', 'SAFEGUARDING', 'Her nephew');
    await keep('thirdPartyInformation', 'THIRD_PARTY', 'Her sister said');
    await keep('safeguarding', 'SAFEGUARDING', 'An enquiry');
    await saved(app, 'gp', 'recordSharingDecision', {
      personId,
      decision: 'REFUSED',
      decidedBy: 'BEST_INTERESTS',
      section: 'safeguarding',
      reason: 'Not before the enquiry',
    });
    const plain = { section: 'plan', flag: 'NOT_YET_DISCUSSED', reason: 'On Thursday' };
    const sealed = { section: 'carePlan', flag: 'SAFEGUARDING', reason: null };
    const reasonWithheld = { rule: 'D4-sealed' };

    expect((await ask('community-nurse', personId, sharing)).sharing).toEqual({
      kept: [
        { ...plain, reasonWithheld: null },
        { ...sealed, reasonWithheld },
      ],
      decisions: [],
    });
    await saved(app, 'gp', 'nameForSealed', {
      personId,
      actorId: demoActorId('consultant'),
      name: 'Dr Abena Osei',
      section: 'safeguarding',
      reason: 'Leads the enquiry',
      until: inDays(1),
    });
    const named = (await ask('consultant', personId, sharing)).sharing;
    expect(named.kept.map(({ reason }: Data) => reason as string)).toEqual([
      'On Thursday',
      'Her nephew',
      'Her sister said',
      'An enquiry',
    ]);
    await dissent(personId, { section: 'plan', audience: 'CARE_TEAM' });
    const limited = (await ask('community-nurse', personId, sharing)).sharing;
    expect(limited.kept).toEqual([{ ...sealed, reasonWithheld }]);
    expect(limited.decisions).toMatchObject([{ section: 'plan' }]);
  });
});

describe('a subscription of somebody without right', () => {
  it('is refused as that, not as a fault of the product', async () => {
    const personId = await register(app);
    const before = app.logLines.length;
    const follower = follow(app, { personId, actor: 'ambulance-system' });
    await until(() => follower.errors.length > 0, 'they were refused');

    expect(follower.errors).toMatchObject([{ extensions: { code: 'NOT_PERMITTED' } }]);
    expect(app.logLines.length).toBe(before);
  });
});
