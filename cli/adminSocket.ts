/**
 * The admin socket (DESIGN.md 4): commands that write go to the process that has the folder open,
 * over `admin.sock` in the data folder, which only its owner may use.
 */
import { chmodSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { CuckmereError, isCuckmereError } from '../events/errors';
import { readJsonBody } from '../gateway/readBody';
import type { PatientResource } from '../interop/fhir/patientsIn';
import type { House } from '../subgraphs/house';
import { importPatient } from './importPatient';
import type { ImportedPatient } from './importPatient';

/** Longest path that a Unix socket can have, in bytes (sun_path of Linux, less its end). */
const socketPathMax = 107;

export const adminSocketPath = (data: string): string => join(data, 'admin.sock');

export interface AdminSocket {
  close(): Promise<void>;
}

const refuseLongPath = (path: string): void => {
  if (Buffer.byteLength(path) <= socketPathMax) return;
  throw new CuckmereError(
    'CONFIGURATION',
    `The data folder's path is too long for its admin socket (${String(socketPathMax)} bytes); choose a shorter one with --data.`,
  );
};

/** Listens for the commands of this machine's owner; the folder's lock makes it the only one. */
export const openAdminSocket = async (data: string, house: House): Promise<AdminSocket> => {
  const path = adminSocketPath(data);
  refuseLongPath(path);
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    const answer = async (): Promise<object> => {
      if (request.url !== '/import/patient') return { error: 'There is no such admin command.' };
      const resource = (await readJsonBody(request)) as PatientResource;
      return importPatient(house, resource);
    };
    answer()
      .catch((error: unknown) => ({
        error: isCuckmereError(error) ? error.message : 'Something unexpected happened.',
      }))
      .then((body) => {
        response.writeHead('error' in body ? 400 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      })
      .catch(() => {
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          rmSync(path, { force: true });
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

export type AdminAnswer = ImportedPatient | 'not running';

/** Asks the process that has the folder open; `not running` where none listens. */
export const askAdmin = (data: string, command: string, body: unknown): Promise<AdminAnswer> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        socketPath: adminSocketPath(data),
        path: command,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          const answer = JSON.parse(text) as ImportedPatient & { error?: string };
          if (answer.error === undefined) resolve(answer);
          else reject(new CuckmereError('BAD_REQUEST', answer.error));
        });
      },
    );
    asked.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve('not running');
      else reject(error);
    });
    asked.end(JSON.stringify(body));
  });
