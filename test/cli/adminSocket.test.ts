/** The admin socket: answers, refusals and a server that ends are told apart. */
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminSocketPath, askAdmin, openAdminSocket } from '../../cli/adminSocket';
import type { AdminContext } from '../../cli/adminCommands';

const folder = (): string => mkdtempSync(join(tmpdir(), 'cuckmere-admin-'));
const folders: string[] = [];
const newFolder = (): string => {
  const made = folder();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

describe('the admin socket', () => {
  it('says that nothing runs where nothing listens', async () => {
    const question = { data: newFolder(), command: '/import/patient', body: {} };
    await expect(askAdmin(question)).resolves.toBe('not running');
  });

  it('refuses a command it does not know, with its code', async () => {
    const data = newFolder();
    const socket = await openAdminSocket({ data } as AdminContext);
    const asked = askAdmin({ data, command: '/no/such', body: {} });
    await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await socket.close();
  });

  it('tells a fault inside a command without its words', async () => {
    const data = newFolder();
    const socket = await openAdminSocket({ data } as AdminContext);
    const asked = askAdmin({ data, command: '/import/patient', body: { id: 'x' } });
    await expect(asked).rejects.toMatchObject({ code: 'INTERNAL' });
    await socket.close();
  });

  it('says that the outcome is unknown where the server ended before it answered', async () => {
    const data = newFolder();
    const dying = createServer((_request, response) => {
      response.write(`${JSON.stringify({ progress: { done: 1, total: 2 } })}\n`, () => {
        response.destroy();
      });
    });
    await new Promise<void>((resolve) => dying.listen(adminSocketPath(data), resolve));
    const told: unknown[] = [];
    const asked = askAdmin({
      data,
      command: '/import/patient',
      body: {},
      onProgress: (progress) => told.push(progress),
    });
    await expect(asked).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(told).toEqual([{ done: 1, total: 2 }]);
    await new Promise((resolve) => dying.close(resolve));
  });
});
