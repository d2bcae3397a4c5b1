/**
 * The admin socket (DESIGN.md 4): commands that write go to the process that has the folder open,
 * over `admin.sock` in the data folder, which only its owner may use. The answer is lines of JSON:
 * any number that say how far it is, then the answer or the error.
 */
import { chmodSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CuckmereError, isCuckmereError } from '../events/errors';
import type { ErrorCode } from '../events/errors';
import { readJsonBody } from '../gateway/readBody';
import { adminCommands } from './adminCommands';
import type { AdminContext, AdminProgress } from './adminCommands';

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

/** One line of an answer. */
type AdminLine =
  | { readonly progress: AdminProgress }
  | { readonly answer: object }
  | { readonly error: { readonly code: ErrorCode; readonly message: string } };

const errorLine = (error: unknown): AdminLine => ({
  error: isCuckmereError(error)
    ? { code: error.code, message: error.message }
    : { code: 'INTERNAL', message: 'Something unexpected happened in the running server.' },
});

const carryOut = async (
  context: AdminContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const write = (line: AdminLine): void => {
    response.write(`${JSON.stringify(line)}\n`);
  };
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  try {
    const command = adminCommands[request.url ?? ''];
    if (!command) throw new CuckmereError('BAD_REQUEST', 'There is no such admin command.');
    const answer = await command(context, await readJsonBody(request), (progress) => {
      write({ progress });
    });
    write({ answer });
  } catch (error) {
    write(errorLine(error));
  }
  response.end();
};

/** Listens for the commands of this machine's owner; the folder's lock makes it the only one. */
export const openAdminSocket = async (context: AdminContext): Promise<AdminSocket> => {
  const path = adminSocketPath(context.data);
  refuseLongPath(path);
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    carryOut(context, request, response).catch(() => {
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

export interface AdminQuestion {
  readonly data: string;
  /** A path of `adminCommands`. */
  readonly command: string;
  readonly body: unknown;
  readonly onProgress?: (progress: AdminProgress) => void;
}

const post = (path: string, question: AdminQuestion): Promise<IncomingMessage | undefined> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        socketPath: path,
        path: question.command,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      resolve,
    );
    asked.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    asked.end(JSON.stringify(question.body));
  });

const answerLost = (): CuckmereError =>
  new CuckmereError(
    'OUTCOME_UNKNOWN',
    'The server ended before it answered; run the command again.',
  );

/**
 * Asks the process that has the folder open; `not running` where none listens. Throws what the
 * command threw, or `OUTCOME_UNKNOWN` where the process ended before it answered.
 */
export const askAdmin = async <Answer extends object>(
  question: AdminQuestion,
): Promise<Answer | 'not running'> => {
  const response = await post(adminSocketPath(question.data), question);
  if (!response) return 'not running';
  try {
    for await (const text of createInterface({ input: response })) {
      const line = JSON.parse(text) as AdminLine;
      if ('progress' in line) question.onProgress?.(line.progress);
      else if ('answer' in line) return line.answer as Answer;
      else throw new CuckmereError(line.error.code, line.error.message);
    }
  } catch (error) {
    throw isCuckmereError(error) ? error : answerLost();
  }
  throw answerLost();
};
