/**
 * The keys in an operator's hands, as real processes: rotated under a running server, copied beside
 * it, brought back; a master key that is wrong or missing is named by its id (issue 4, bad input).
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, runCuckmere, startCuckmere } from '../support/cuckmere';
import type { RunningCuckmere } from '../support/cuckmere';
import type { Data } from '../support/app';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { mutationText, personInput } from '../support/writes';

jest.setTimeout(90_000);
beforeAll(ensureBuilt);
afterEach(endAll);

const run = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const program = runCuckmere(args, env);
  return { code: await program.exitCode, said: program.lines.join('\n') };
};
const register = async (server: RunningCuckmere): Promise<string> => {
  const input = { commandId: randomUUID(), ...personInput() };
  const { data } = await server.graphql('gp', mutationText('registerPerson'), { input });
  return (data as Data).registerPerson.person.id as string;
};
const familyOf = async (server: RunningCuckmere, id: string): Promise<unknown> => {
  const query =
    'query($id: ID!) { person(id: $id) { identity { ... on Identity { name { family } } } } }';
  const { data } = await server.graphql('gp', query, { id });
  return (data as Data).person.identity.name?.family;
};
const stop = async ({ program }: RunningCuckmere): Promise<void> => {
  process.kill(program.pid, 'SIGTERM');
  await program.exitCode;
};
const masterIn = (data: string): string => readFileSync(join(data, 'keys/master.key'), 'utf8');
/** A folder with one person in it, and no server. */
const filled = async () => {
  const data = temporaryFolder();
  const server = await startCuckmere(data);
  const id = await register(server);
  await stop(server);
  return { data, id };
};

describe('cuckmere keys rotate', () => {
  it('rotates under a running server, which goes on, and starts again with the new one', async () => {
    const data = temporaryFolder();
    const server = await startCuckmere(data);
    const id = await register(server);
    const before = masterIn(data);
    const { code, said } = await run(['keys', 'rotate', '--data', data]);
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^Rotated: 5 keys are wrapped by the master key with id [0-9a-f]{12} /),
    ]);
    expect(masterIn(data)).not.toBe(before);
    expect(said).not.toContain(masterIn(data).trim());
    expect(await familyOf(server, id)).toBe('Pilbeam');
    const another = await register(server);
    await stop(server);
    const again = await startCuckmere(data);
    expect(await familyOf(again, id)).toBe('Pilbeam');
    expect(await familyOf(again, another)).toBe('Pilbeam');
  });

  it('rotates by itself where no server runs, and says what is missing where nothing can be', async () => {
    const { data, id } = await filled();
    const before = masterIn(data);
    expect((await run(['keys', 'rotate', '--data', data])).code).toBe(0);
    expect(masterIn(data)).not.toBe(before);
    expect(await familyOf(await startCuckmere(data), id)).toBe('Pilbeam');
    const empty = temporaryFolder();
    const { code, said } = await run(['keys', 'rotate', '--data', empty]);
    expect([code, said]).toEqual([1, expect.stringContaining('There are no keys in')]);
    expect(readdirSync(empty)).toEqual([]);
  });

  it('takes the new one from CUCKMERE_NEW_MASTER_KEY where the old one comes from the environment', async () => {
    const { data } = await filled();
    const one = masterIn(data).trim();
    const two = '5e'.repeat(32);
    rmSync(join(data, 'keys/master.key'));
    const rotate = ['keys', 'rotate', '--data', data];
    const without = await run(rotate, { CUCKMERE_MASTER_KEY: one });
    expect(without).toMatchObject({ code: 1, said: expect.stringContaining('Set CUCKMERE_NEW') });
    const both = { CUCKMERE_MASTER_KEY: one, CUCKMERE_NEW_MASTER_KEY: two };
    const { code, said } = await run(rotate, both);
    expect([code, said]).toEqual([0, expect.stringContaining('Set CUCKMERE_MASTER_KEY to')]);
    expect([one, two].filter((key) => said.includes(key))).toEqual([]);
    expect((await run(rotate, both)).said).toContain('already');
  });
});

describe('cuckmere backup keys and restore keys', () => {
  it('copy beside a running server what brings a folder back whose keys were lost', async () => {
    const data = temporaryFolder();
    const copy = join(temporaryFolder(), 'new');
    const server = await startCuckmere(data);
    const id = await register(server);
    const backup = await run(['backup', 'keys', copy, '--data', data]);
    expect(backup).toMatchObject({
      code: 0,
      said: expect.stringMatching(/Copied 5 wrapped keys.*NOT in this copy.*master\.key \(id /s),
    });
    expect(readdirSync(copy)).toEqual(['keys.db']);
    const locked = await run(['restore', 'keys', copy, '--data', data]);
    expect(locked).toMatchObject({ code: 1, said: expect.stringContaining('Stop it') });
    await stop(server);

    const master = masterIn(data);
    rmSync(join(data, 'keys'), { recursive: true });
    const start = ['start', '--data', data, '--port', '0', '--empty'];
    const refused = await run(start);
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining('cuckmere restore keys'),
    });
    expect(existsSync(join(data, 'keys'))).toBe(false);
    const restore = ['restore', 'keys', copy, '--data', data];
    const needed = /\(id ([0-9a-f]{12})\)/.exec(backup.said)?.[1];
    expect((await run(restore)).said).toContain(`need the master key with id ${String(needed)}`);
    writeFileSync(join(data, 'keys/master.key'), master, { mode: 0o600 });
    expect(await run(restore)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Brought back 5 keys; 0 were here already; 0 stay destroyed.'),
    });
    expect(await familyOf(await startCuckmere(data), id)).toBe('Pilbeam');
  });

  it('are refused where they would stand beside what they open, or over another copy', async () => {
    const { data } = await filled();
    const backup = async (to: string): Promise<string> => {
      const { code, said } = await run(['backup', 'keys', to, '--data', data]);
      expect(code).toBe(1);
      return said;
    };
    expect(await backup(data)).toContain('is in the data folder');
    expect(await backup(join(data, 'keys', 'copy'))).toContain('is in the data folder');
    expect(existsSync(join(data, 'keys', 'copy'))).toBe(false);
    const withLog = temporaryFolder();
    writeFileSync(join(withLog, 'events.db'), '');
    expect(await backup(withLog)).toContain('holds a log');
    const withKeys = temporaryFolder();
    writeFileSync(join(withKeys, 'keys.db'), 'kept');
    expect(await backup(withKeys)).toContain('holds a copy of keys already');
    expect(readFileSync(join(withKeys, 'keys.db'), 'utf8')).toBe('kept');
  });
});

describe('a start with the master key', () => {
  it('missing or wrong is refused at once, with the id of the one that is needed', async () => {
    const { data, id } = await filled();
    const start = ['start', '--data', data, '--port', '0', '--empty'];
    const master = masterIn(data);
    const wrong = await run(start, { CUCKMERE_MASTER_KEY: 'ab'.repeat(32) });
    const needed = /need the master key with id ([0-9a-f]{12}); the one given has id [0-9a-f]{12}/;
    expect(wrong).toMatchObject({ code: 1, said: expect.stringMatching(needed) });
    const keyId = needed.exec(wrong.said)?.[1] ?? '';

    rmSync(join(data, 'keys/master.key'));
    const missing = await run(start);
    expect(missing.code).toBe(1);
    expect(missing.said).toContain('master.key cannot be read; put it back');
    expect(missing.said).toContain(`need the master key with id ${keyId}`);
    expect(missing.said).not.toContain('ended unexpectedly');
    expect(existsSync(join(data, 'keys/master.key'))).toBe(false);

    writeFileSync(join(data, 'keys/master.key'), master, { mode: 0o600 });
    expect(await familyOf(await startCuckmere(data), id)).toBe('Pilbeam');
  });
});
