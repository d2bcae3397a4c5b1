/**
 * From a right that ended, durable in the log, to silence: how long until the last content reaches a
 * reader's socket while the record keeps changing, until the reader is told, and how much comes after.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openApp } from '../cli/app';
import type { App, AppOptions } from '../cli/app';
import { createLog } from '../gateway/log';
import { percentile } from './bench';
import type { Bench, Figure } from './bench';
import { createHeaderSignIn } from './headerSignIn';
import { followContent } from './followContent';
import { makePerson, makePlan, revisePlan } from './people';
import { carersKey, recordKinds } from './revocationKinds';
import type { Kind } from './revocationKinds';
import { openSessionKinds } from './revocationSessions';

const rounds = 20;
const changeEveryMs = 20;
/** How long a reader is watched after it fell silent. */
const watchMs = 100;

const untilPast = async (read: () => number, moment: number): Promise<void> => {
  while (read() <= moment) await pause(1);
};

const measure = async (app: App, kind: Kind, number: number): Promise<readonly Figure[]> => {
  const id = await makePerson(app.house, number);
  await makePlan(app.house, id);
  let isChanging = true;
  const changes = (async () => {
    for (let count = 0; isChanging; count += 1) {
      await revisePlan(app.house, id, count);
      await pause(changeEveryMs);
    }
  })();
  const delays: number[] = [];
  const words: number[] = [];
  let late = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { headers, end } = await kind.give(app, id);
    const began = performance.now();
    const reader = followContent(app, id, headers);
    await untilPast(() => reader.contentAt, began);
    const endedAt = (await end()) ?? performance.now();
    await untilPast(() => reader.silentAt, began);
    const { silentAt } = reader;
    delays.push(Math.max(reader.contentAt - endedAt, 0));
    words.push(Math.max(silentAt - endedAt, 0));
    await pause(watchMs);
    if (reader.contentAt > silentAt) late += 1;
    reader.close();
  }
  isChanging = false;
  await changes;
  const note = `${String(rounds)} times; content after that: ${String(late)}`;
  const rows = [
    ['last content after it', delays],
    ['told of it', words],
  ] as const;
  return rows.flatMap(([what, samples]) =>
    [0.5, 0.99].map((share) => ({
      name: `${kind.name}, ${what}, p${String(share * 100)}`,
      value: percentile(samples, share),
      unit: 'ms',
      ...(share === 0.99 ? { note } : {}),
    })),
  );
};

const measureAll = async (
  options: Pick<AppOptions, 'data' | 'signIn' | 'environment'>,
  kinds: readonly Kind[],
): Promise<readonly Figure[]> => {
  const app = await openApp({
    host: '127.0.0.1',
    port: 0,
    withDemo: false,
    log: createLog({ write: () => undefined }),
    socketLimits: { socketsPerCallerMax: 10_000 },
    ...options,
  });
  try {
    const figures: Figure[] = [];
    for (const [number, kind] of kinds.entries()) {
      figures.push(...(await measure(app, kind, number)));
    }
    return figures;
  } finally {
    await app.close();
  }
};

export const revocation: Bench = {
  name: 'revocation',
  says: 'from a right that ended to silence, the plan published again all the while',
  run: async (folder) => {
    const signIn = createHeaderSignIn(() => carersKey);
    const figures = await measureAll({ data: join(folder, 'record'), signIn }, recordKinds);
    const sessions = await openSessionKinds(folder);
    const { environment, kinds } = sessions;
    try {
      const data = join(folder, 'sessions');
      return [...figures, ...(await measureAll({ data, environment }, kinds))];
    } finally {
      sessions.close();
    }
  },
};
