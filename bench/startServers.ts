/** Starts the servers under measurement in a child and ends them again. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Started } from './servers';

export interface RunningServers extends Started {
  stop(): Promise<void>;
}

/** `isRecording`: false leaves the access records out, for a peer that has none. */
export const startServers = (folder: string, isRecording = true): Promise<RunningServers> =>
  new Promise((resolve, reject) => {
    const child = fork(
      join(__dirname, 'servers.js'),
      [join(folder, 'data'), isRecording ? 'records' : 'no records'],
      {
        env: { ...process.env, NODE_ENV: 'development' },
      },
    );
    child.once('exit', (code) => {
      reject(new Error(`The servers ended with ${String(code)}.`));
    });
    child.once('message', (message) => {
      resolve({
        ...(message as Started),
        stop: () =>
          new Promise((stopped) => {
            child.once('exit', () => {
              stopped();
            });
            child.disconnect();
          }),
      });
    });
  });
