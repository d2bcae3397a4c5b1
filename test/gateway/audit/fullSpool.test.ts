/**
 * Neither the log of access records nor the spool takes any: a command that was saved is answered and
 * its record is kept as soon as one of them does; meanwhile health is red and no other is carried out.
 */
import { CuckmereError } from '../../../events/errors';
import { accessRecordsIn } from '../../support/accessRecords';
import { openTestApp, until } from '../../support/app';
import type { Data } from '../../support/app';
import { readUrgent, send, unchanged, writePlan } from '../../support/writes';

it('the record of what was saved is written later, once, and no command is carried out until then', async () => {
  let isRefusing = false;
  const app = await openTestApp({
    accessLogOptions: (options) => ({
      ...options,
      retryMs: 20,
      limits: { restMs: 10 },
      spoolLimits: { reservedBytes: 256, bytesMax: 256 },
      store: {
        ...options.store,
        append: (...asked) =>
          isRefusing
            ? Promise.reject(new CuckmereError('STORE_FULL', 'Nothing was written.'))
            : options.store.append(...asked),
      },
    }),
  });
  const { personId } = await writePlan(app);
  const question = (concern: string) =>
    send(app, 'paramedic', 'questionCprDecision', { personId, concern });
  const health = async (): Promise<[number, Data]> => {
    const response = await app.fetch('/health/ready');
    return [response.status, ((await response.json()) as Data).accessLog];
  };
  isRefusing = true;

  const saved = await question('one');
  expect(saved.data.questionCprDecision.__typename).toBe('EndOfLifePlanSaved');
  expect(await health()).toEqual([503, expect.objectContaining({ unkept: 1, spooled: 0 })]);

  const refused = await unchanged(app, () => question('two'));
  expect(refused).toMatchObject({
    status: 503,
    errors: [{ extensions: { code: 'ACCESS_LOG_UNAVAILABLE' } }],
  });

  isRefusing = false;
  await until(async () => (await health())[1].unkept === 0, 'the record was kept');
  const mutations = (await accessRecordsIn(app.app.house)).filter(
    ({ kind, operation, people }) =>
      kind === 'MUTATION' &&
      operation === undefined &&
      people.some(({ looks }) => looks.some(({ action }) => action === 'QUESTION_CPR_DECISION')),
  );
  expect(mutations).toHaveLength(1);
  expect((await health())[0]).toBe(200);
  expect((await question('three')).data.questionCprDecision.__typename).toBe('EndOfLifePlanSaved');
  expect((await readUrgent(app, personId)).id).toBe(personId);
});
