/**
 * `cuckmere` as an operator runs it: real processes of the built program, on folders and ports of
 * the test's own. A build that is not of these sources is made first.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNode } from './program';
import { tokenFor } from './signedIn';
import type { Program } from './program';

const root = join(__dirname, '../..');
const main = join(root, 'dist', 'cli', 'main.js');

const buildWhereStale = `import('./scripts/build.mjs').then((build) => {
  process.exitCode = build.isBuildCurrent() || build.buildServer() ? 0 : 1;
});`;

/** For `beforeAll`: builds the server where what is built is not of these sources. */
export const ensureBuilt = (): void => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', buildWhereStale], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed: ${stdout}${stderr}`);
};

const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { NODE_ENV: _ofJest, ...rest } = process.env;
  return { ...rest, ...more };
};

export const runCuckmere = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Program =>
  startNode(['--disable-warning=ExperimentalWarning', main, ...args], environment(env));

export interface RunningCuckmere {
  readonly program: Program;
  readonly url: string;
  graphql(actor: string, query: string, variables?: object): Promise<{ data?: unknown }>;
}

/** Starts a server on a free port and waits until it says where it is. */
export const startCuckmere = async (
  data: string,
  args: readonly string[] = ['--empty'],
  env: NodeJS.ProcessEnv = {},
): Promise<RunningCuckmere> => {
  const program = runCuckmere(['start', '--data', data, '--port', '0', ...args], env);
  const [, url = ''] = await program.heard(/GraphQL\s+(http:\S+)\/graphql/);
  await program.heard(/Ctrl-C ends it/);
  return {
    program,
    url,
    graphql: async (actor, query, variables = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenFor(url, actor)}`,
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data?: unknown };
    },
  };
};

/** Ids of the processes that this one started (Linux). */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
    .split(' ')
    .filter((text) => text !== '')
    .map(Number);
