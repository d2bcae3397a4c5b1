/**
 * The whole product in a process of its own, with people in it; its parent turns the access records
 * off and on again between rounds, so that both are measured on the same data.
 */
import { openApp } from '../cli/app';
import type { AccessLog } from '../gateway/audit/accessLog';
import { createHeaderSignIn } from './headerSignIn';
import { makePeople } from './people';

export interface AccessServerStarted {
  readonly url: string;
  readonly ids: readonly string[];
}

const peopleCount = 500;
let isOn = true;

const switchable = (accessLog: AccessLog): AccessLog => ({
  ...accessLog,
  keep: (told) => (isOn ? accessLog.keep(told) : Promise.resolve()),
});

const start = async (data: string): Promise<AccessServerStarted> => {
  const app = await openApp({
    data,
    host: '127.0.0.1',
    port: 0,
    withDemo: false,
    signIn: createHeaderSignIn(),
    wrapAccessLog: switchable,
  });
  const ids = await makePeople(app.house, peopleCount);
  process.on('message', (message) => {
    isOn = message === 'on';
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1_000);
  });
  return { url: app.url, ids };
};

process.on('disconnect', () => process.exit(0));
start(process.argv[2] ?? '').then(
  (started) => process.send?.(started),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
