/**
 * `cuckmere erase` as an operator types it, with a server running and without: what is done is
 * said with what comes next, what is refused says why, and nothing in the words is about the person.
 */
import { randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '../../events/store/sqlite/sqliteEventStore';
import { ensureBuilt, runCuckmere, startCuckmere } from '../support/cuckmere';
import type { RunningCuckmere } from '../support/cuckmere';
import type { Data } from '../support/app';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { mutationText, nhsNumberAt, personInput } from '../support/writes';

jest.setTimeout(90_000);
beforeAll(ensureBuilt);
afterEach(endAll);

const erase = async (...words: readonly string[]) => {
  const program = runCuckmere(['erase', ...words]);
  return { code: await program.exitCode, said: program.lines.join('\n') };
};
const register = async (server: RunningCuckmere): Promise<string> => {
  const input = { commandId: randomUUID(), ...personInput() };
  const { data } = await server.graphql('gp', mutationText('registerPerson'), { input });
  return (data as Data).registerPerson.person.id as string;
};
const identityOf = async (server: RunningCuckmere, id: string): Promise<string> => {
  const query = 'query($id: ID!) { person(id: $id) { identity { __typename } } }';
  const { data } = await server.graphql('gp', query, { id });
  return (data as Data).person.identity.__typename as string;
};
const jo = ['--by', 'Jo Marsh'];
const wrongPerson = [...jo, '--reason', 'WRONG_PERSON'];

describe('cuckmere erase', () => {
  it('goes through the running server, or opens the folder, and says what comes next', async () => {
    const data = temporaryFolder();
    const here = ['--data', data];
    const server = await startCuckmere(data);
    const id = await register(server);
    const living = await erase(id, ...here, ...wrongPerson);
    expect(living).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^Refused: .*living person.*--retention-checked.*RETENTION_NOT_/),
    });
    const checked = [...wrongPerson, '--retention-checked', 'IG-2026-014'];
    const requested = await erase(id, ...here, ...checked);
    expect(requested).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        new RegExp(`^Restricted.*erase ${id} --undo .*from \\d{4}-.*erase ${id} --confirm`, 's'),
      ),
    });
    expect(await identityOf(server, id)).toBe('Withheld');
    const list = runCuckmere(['erasures', ...here]);
    expect(await list.exitCode).toBe(0);
    expect(list.lines).toEqual([
      expect.stringMatching(new RegExp(`^${id}  requested .* by Jo Marsh; to confirm from `)),
    ]);
    const early = await erase(id, ...here, '--confirm', '--by', 'Ali Reed');
    expect(early).toMatchObject({ code: 1, said: expect.stringContaining('ERASURE_TOO_EARLY') });
    expect([requested, early].filter(({ said }) => said.includes('Pilbeam'))).toEqual([]);
    process.kill(server.program.pid, 'SIGTERM');
    await server.program.exitCode;

    const undone = await erase(id, ...here, '--undo', '--by', 'Ali Reed');
    expect(undone).toMatchObject({ code: 0, said: expect.stringContaining('Undone') });
    const none = runCuckmere(['erasures', ...here]);
    expect([await none.exitCode, none.lines]).toEqual([0, ['No erasure was requested.']]);
    expect(await identityOf(await startCuckmere(data), id)).toBe('Identity');
  });

  it('refuses what it cannot take, in one line, and never takes an NHS number', async () => {
    const folder = temporaryFolder();
    await openSqliteEventStore({ folder }).close();
    const here = ['--data', folder];
    for (const [words, says] of [
      [[nhsNumberAt(0), ...wrongPerson], 'personId is an NHS number; give the person id instead'],
      [['Edith', ...wrongPerson], 'personId is not a person id'],
      [[randomUUID(), '--reason', 'WRONG_PERSON'], 'by is missing'],
      [[randomUUID(), ...jo, '--reason', 'ASKED'], 'reason must be one of RETENTION_ENDED'],
      [[randomUUID(), ...jo, '--undo', '--confirm'], "'--undo' cannot be used with"],
      [[randomUUID(), ...wrongPerson], 'No person with this id is registered here.'],
    ] as const) {
      const { code, said } = await erase(...words, ...here);
      expect([says, code, said]).toEqual([says, 1, expect.stringContaining(says)]);
      expect(said.split('\n')).toHaveLength(1);
    }
  });
});
