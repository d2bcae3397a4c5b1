/** Questions beside a decision through the graph: shown with what was added, gone when taken back. */
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { refusedBy, saved, writePlan } from '../support/writes';

const questionsOf = async (app: TestApp, id: string): Promise<Data[]> => {
  const query = `query($id: ID!) { person(id: $id) { cprDecision { ... on CprRecorded {
    questions { id concern saidBy follows askedBy { name } } } } } }`;
  return (await app.graphql('gp', query, { id })).data.person.cprDecision.questions as Data[];
};

describe('a question beside a decision', () => {
  it('stands with the words added to it until who asked takes it back', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const ask = (more: object): Promise<Data> =>
      saved(app, 'paramedic', 'questionCprDecision', { personId, ...more });
    const first = await ask({ concern: 'They say otherwise' });
    await ask({ concern: 'He wants it tried', saidBy: 'Ruth', follows: first.entryId });
    expect(await questionsOf(app, personId)).toMatchObject([
      { id: first.entryId, follows: null },
      { concern: 'He wants it tried', saidBy: 'Ruth', follows: first.entryId },
    ]);

    const takeBack = { personId, questionId: first.entryId as string };
    expect(await refusedBy(app, 'gp', 'takeBackCprQuestion', takeBack)).toMatchObject({
      code: 'NOT_PERMITTED',
      field: 'questionId',
    });
    expect(await questionsOf(app, personId)).toHaveLength(2);

    await saved(app, 'paramedic', 'takeBackCprQuestion', takeBack);
    expect(await questionsOf(app, personId)).toEqual([]);
  });
});
