/**
 * Which records a citizen finds: a person their own, a carer those of people who let them see
 * something and while they do; staff none, and nobody those of others.
 */
import { demoActors } from '../../gateway/demo/actors';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { delegationInput } from '../support/sharingInputs';
import { register, saved } from '../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const nhsNumberOf = (id: string): string =>
  demoActors.find((one) => one.id === id)?.nhsNumber ?? '';

const recordsOf = async (actor: string): Promise<string[]> => {
  const { data, errors } = await app.graphql(actor, '{ me { records { id } } }');
  expect(errors).toBeUndefined();
  return data.me.records.map(({ id }: { id: string }) => id);
};

it('are a person’s own, and to a carer those of whoever lets them see something, while they do', async () => {
  const other = await register(app);
  expect(await recordsOf('margaret')).toEqual([]);
  const own = await register(app, { nhsNumber: nhsNumberOf('margaret') });
  expect(await recordsOf('margaret')).toEqual([own]);
  expect(await recordsOf('ruth')).toEqual([]);

  const nhsNumber = nhsNumberOf('ruth');
  const given = [];
  for (const personId of [own, other]) {
    const input = delegationInput({ nhsNumber });
    given.push(await saved(app, 'gp', 'delegateAccess', { personId, ...input }));
  }
  expect((await recordsOf('ruth')).sort()).toEqual([own, other].sort());
  const [{ entryId: delegationId } = {}] = given as { entryId?: string }[];
  await saved(app, 'gp', 'revokeDelegation', { personId: own, delegationId });
  expect(await recordsOf('ruth')).toEqual([other]);
  expect(await recordsOf('margaret')).toEqual([own]);
  for (const actor of ['gp', 'privacy-officer']) expect(await recordsOf(actor)).toEqual([]);
});
