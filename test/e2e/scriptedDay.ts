/**
 * One day of a plan, told as the people in it live it: written by a GP, a consultant and a nurse,
 * read by a crew, questioned, withdrawn, ended. Every step expects what its reader is told.
 */
import { until } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { follow } from '../support/live';
import {
  contactInput,
  cprInput,
  nhsNumberAt,
  readUrgent,
  register,
  saved,
  write,
} from '../support/writes';

const find = async (app: TestApp, input: object): Promise<Data> => {
  const query = `query($input: FindPeopleInput!) { findPeople(input: $input) { __typename
    ... on PeopleFound { matchedBy mustConfirm people { id } } ... on Refused { field } } }`;
  return (await app.graphql('paramedic', query, { input })).data.findPeople;
};

const draftOf = async (app: TestApp, personId: string): Promise<Data> => {
  const query = `query($id: ID!) { person(id: $id) { endOfLifePlan { ... on EndOfLifePlan { revision
    draft { ... on PlanDraft { draftRevision hasUnpublishedChanges changes } } } } } }`;
  return (await app.graphql('gp', query, { id: personId })).data.person.endOfLifePlan;
};

/**
 * As a reader who presses "Try again": a server that is starved on a busy machine does not answer within
 * the second that a strong read gives it, and then nothing is claimed.
 */
const readSurely = async (app: TestApp, personId: string): Promise<Data> => {
  let seen: Data;
  await until(async () => {
    seen = await readUrgent(app, personId);
    const said = JSON.stringify([seen.cprDecision, seen.endOfLifePlan]);
    return !/"__typename":"Unavailable"|"current":false/.test(said);
  }, 'the leader answered in time');
  return seen;
};

export const liveOneDay = async (app: TestApp): Promise<void> => {
  // Morning: the practice registers Edith and writes what was agreed with her.
  const nhsNumber = nhsNumberAt(40);
  const personId = await register(app, { nhsNumber });
  await saved(app, 'community-nurse', 'recordContact', { personId, ...contactInput() });
  expect((await readSurely(app, personId)).cprDecision.__typename).toBe('NotRecorded');
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  const decision = await saved(app, 'gp', 'recordCprDecision', cprInput({ personId }));
  await saved(app, 'community-nurse', 'statePreferredPlaceOfDeath', {
    personId,
    basedOn: '0',
    first: { place: '110481000000108', name: 'Mill Lane' },
    second: { place: '108401000000102' },
  });
  await saved(app, 'community-nurse', 'recordAnticipatoryMedicines', {
    personId,
    basedOn: '0',
    supply: '376201000000102',
    keptAt: 'Top of the fridge',
  });
  expect((await readSurely(app, personId)).cprDecision.__typename).toBe('NotRecorded');

  // The GP reads the draft, a nurse adds to it: nobody signs what they have not read.
  const before = await draftOf(app, personId);
  await saved(app, 'senior-nurse', 'stateFocusOfCare', {
    personId,
    basedOn: before.revision,
    priority: 'COMFORT',
    wouldWant: ['To be at home'],
    wouldNotWant: ['Another admission'],
  });
  const { draftRevision } = before.draft as { draftRevision: string };
  const unread = await write(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision });
  expect(unread).toMatchObject({ __typename: 'Conflict', fields: [{ field: 'focusOfCare' }] });
  const read = await draftOf(app, personId);
  expect(read.draft.hasUnpublishedChanges).toBe(true);
  await saved(app, 'gp', 'publishEndOfLifePlan', {
    personId,
    draftRevision: read.draft.draftRevision,
  });
  await saved(app, 'consultant', 'endorseCprDecision', { personId, decisionId: decision.entryId });

  // Night: a crew finds her, by number, by particulars and by the sound of her name.
  expect(await find(app, { nhsNumber })).toMatchObject({ people: [{ id: personId }] });
  const particulars = { familyName: 'pilbeam', dateOfBirth: '1938-04-09', postcode: 'bn265tw' };
  expect(await find(app, particulars)).toMatchObject({ matchedBy: 'NAME_BIRTH_POSTCODE' });
  const sound = { familyName: 'Pilbeem', dateOfBirth: '1938-04-09' };
  expect(await find(app, sound)).toMatchObject({ matchedBy: 'SOUND_AND_BIRTH', mustConfirm: true });
  const seen = await readSurely(app, personId);
  expect(seen.cprDecision).toMatchObject({
    __typename: 'CprRecorded',
    decision: {
      decision: { code: '450476008' },
      endorsement: { endorsedAt: expect.any(String) as string },
    },
    reading: { current: true },
  });
  expect(seen.endOfLifePlan).toMatchObject({ focusOfCare: { __typename: 'FocusOfCare' } });

  // Her son says otherwise; then she says so herself, and the crew hears it on the page.
  const crew = follow(app, { personId, after: seen.cprDecision.reading.position as string });
  await crew.heard(1);
  await saved(app, 'paramedic', 'questionCprDecision', { personId, concern: 'Her son disagrees' });
  await saved(app, 'gp', 'withdrawCprDecision', { personId, reason: 'She changed her mind' });
  await crew.heard(4);
  expect(crew.messages.map(({ kind }) => kind)).toEqual([
    'OPENED',
    'CPR_DECISION_QUESTIONED',
    'CPR_DECISION_WITHDRAWN',
    'PUBLISHED',
  ]);
  expect(crew.messages[2]?.person.cprDecision.__typename).toBe('CprWithdrawn');
  await saved(app, 'paramedic', 'acknowledgePlanChange', {
    personId,
    position: crew.messages[2]?.position,
  });

  // Weeks later she dies at home; what stood is still shown, and says that the plan has ended.
  await saved(app, 'community-nurse', 'recordDeath', { personId, place: 'At home' });
  await saved(app, 'gp', 'endEndOfLifePlan', { personId, reason: 'DIED' });
  const after = await readSurely(app, personId);
  expect(after.identity.died).toEqual({ on: null });
  expect(after.endOfLifePlan).toMatchObject({ lifecycle: 'ENDED', version: { number: 2 } });
  expect(after.cprDecision.__typename).toBe('CprWithdrawn');
};
