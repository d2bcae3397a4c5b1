/**
 * What a case tells leaves a record: whose it is to the crew that follows its link, that nobody is held
 * to the system that asked, and that a number is taken to who would register it.
 */
import { accessRecordsIn } from '../../support/accessRecords';
import { openTestApp } from '../../support/app';
import type { TestApp } from '../../support/app';
import { nhsNumberAt, personInput, register, write } from '../../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ relate: false });
});

/** Whom the records of `work` name, and what for. */
const recordedBy = async <Value>(work: () => Promise<Value>) => {
  const before = (await accessRecordsIn(app.app.house)).length;
  const value = await work();
  const records = (await accessRecordsIn(app.app.house)).slice(before);
  const looks = records.flatMap(({ people }) =>
    people.flatMap(({ personId, looks: some }) =>
      some.map(({ action, effect }) => [personId, action, effect]),
    ),
  );
  return { value, looks };
};

it('of a case whose link the crew follows, and of one that nobody is held for', async () => {
  const nhsNumber = nhsNumberAt(78);
  const personId = await register(app, { nhsNumber });
  const opened = await write(app, 'ambulance-system', 'openIncident', { caseId: 'C1', nhsNumber });
  const query =
    'query($id: ID!) { incident(id: $id) { __typename ... on LiveIncident { person { id } } } }';
  const followed = await recordedBy(() =>
    app.graphql('paramedic', query, { id: opened.incidentId as string }),
  );
  expect(followed.value.data.incident).toEqual({
    __typename: 'LiveIncident',
    person: { id: personId },
  });
  expect(followed.looks).toContainEqual([personId, 'READ', 'permit']);

  const nobody = { caseId: 'C2', nhsNumber: nhsNumberAt(300) };
  const asked = await recordedBy(() => write(app, 'ambulance-system', 'openIncident', nobody));
  expect(asked.looks).toEqual([['', 'SEARCH', 'permit']]);
});

it('of a number that is taken', async () => {
  const nhsNumber = nhsNumberAt(77);
  const personId = await register(app, { nhsNumber });
  const { value, looks } = await recordedBy(() =>
    write(app, 'community-nurse', 'registerPerson', personInput({ nhsNumber })),
  );
  expect(value).toMatchObject({ code: 'NHS_NUMBER_TAKEN' });
  expect(looks).toEqual([[personId, 'SEARCH', 'permit']]);
});
