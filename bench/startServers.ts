/** Starts the servers under measurement in a child, turns parts of them off and on, ends them again. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Composition } from './composition';
import type { Spent, Started } from './servers';

export interface RunningServers extends Started {
  /** Leaves out what this says from here on; what the process spent so far. */
  turn(composition: Composition): Promise<Spent>;
  stop(): Promise<void>;
}

export const startServers = async (folder: string): Promise<RunningServers> => {
  const child = fork(join(__dirname, 'servers.js'), [join(folder, 'data')], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const nextMessage = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => {
        reject(new Error(`The servers ended with ${String(code)}.`));
      };
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        resolve(message);
      });
    });
  const started = (await nextMessage()) as Started;
  return {
    ...started,
    turn: async (composition) => {
      const told = nextMessage();
      child.send(composition);
      return (await told) as Spent;
    },
    stop: () =>
      new Promise((stopped) => {
        child.once('exit', () => {
          stopped();
        });
        child.disconnect();
      }),
  };
};
