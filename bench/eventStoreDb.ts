/**
 * The EventStoreDB adapter against the server that `EVENTSTORE_TEST_URL` names, beside a write and
 * sync of the same bytes on this machine's disk: appends, reads, catch-up, live delay. Without one
 * against the double of the tests, which keeps all in memory: that is the cost of the way alone.
 */
import { spawn } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EventId, StreamName } from '../events/ids';
import { openEventStoreDb } from '../events/store/eventstoredb/eventStoreDb';
import type { EventStore, NewEvent } from '../events/store/eventStore';
import { storeLimits } from '../events/store/eventStore';
import { randomBytes, randomId } from '../events/store/random';
import { perSecond, percentile, rate } from './bench';
import type { Bench, Figure } from './bench';

const dataBytes = 400;
const single = 3_000;
const writersMany = [32, 128] as const;
const appendsOfWriter = 150;
const reads = 1_000;
const liveEvents = 1_000;

const someEvent = (): NewEvent => ({
  id: randomId() as EventId,
  type: 'Measured',
  data: randomBytes(dataBytes),
  metadata: { schema: '1', recordedAt: '2026-01-01T00:00:00.000Z' },
});
const someStream = (): StreamName => `measured-${randomId()}`;

const ms = (name: string, samples: readonly number[]): Figure[] =>
  [0.5, 0.99].map((share) => ({
    name: `${name}, p${String(share * 100)}`,
    value: percentile(samples, share),
    unit: 'ms',
  }));

const timed = async (delays: number[], work: () => Promise<unknown>): Promise<void> => {
  const at = performance.now();
  await work();
  delays.push(performance.now() - at);
};

const write = async (store: EventStore, count: number, delays: number[]): Promise<StreamName> => {
  const stream = someStream();
  for (let revision = 0; revision < count; revision += 1) {
    const expected = revision === 0 ? 'none' : BigInt(revision - 1);
    await timed(delays, () => store.append(stream, expected, [someEvent()]));
  }
  return stream;
};

const floorDelays = (folder: string): number[] => {
  const file = openSync(join(folder, 'floor.log'), 'a');
  const bytes = randomBytes(dataBytes);
  const delays = Array.from({ length: single }, () => {
    const at = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    return performance.now() - at;
  });
  closeSync(file);
  return delays;
};

const appendFigures = async (store: EventStore, folder: string): Promise<Figure[]> => {
  const delays: number[] = [];
  await write(store, single, delays);
  const figures: Figure[] = [
    ...ms('append, one at a time', delays),
    ...ms('write + fdatasync of as many bytes', floorDelays(folder)),
  ];
  for (const writers of writersMany) {
    const many: number[] = [];
    const began = performance.now();
    await Promise.all(Array.from({ length: writers }, () => write(store, appendsOfWriter, many)));
    const taken = performance.now() - began;
    const name = `append, ${String(writers)} at once`;
    figures.push({ name, value: perSecond(many.length, taken), unit: '/s' }, ...ms(name, many));
  }
  return figures;
};

const readFigures = async (store: EventStore): Promise<Figure[]> => {
  const stream = await write(store, 100, []);
  const heads: number[] = [];
  const ones: number[] = [];
  const whole: number[] = [];
  for (let count = 0; count < reads; count += 1) {
    await timed(heads, () => store.head(stream));
    await timed(ones, () => store.read(stream, { backwards: true, limit: 1 }));
    if (count % 4 === 0) await timed(whole, () => store.read(stream));
  }
  return [
    ...ms('head of a stream', heads),
    ...ms('read one event', ones),
    ...ms('read 100 events', whole),
  ];
};

const catchUpFigures = async (store: EventStore): Promise<Figure[]> => {
  let began = performance.now();
  let told = 0;
  const ended = new AbortController();
  for await (const { kind } of store.subscribe('start', ['measured-'], ended.signal)) {
    if (kind === 'event') told += 1;
    if (kind === 'caughtUp') ended.abort();
  }
  const bySubscription = perSecond(told, performance.now() - began);
  began = performance.now();
  let read = 0;
  for (let after: Parameters<EventStore['readAll']>[0] = 'start'; ;) {
    const slice = await store.readAll(after, ['measured-'], storeLimits.readLimitMax);
    read += slice.events.length;
    if (slice.isEnd) break;
    after = slice.checkedTo;
  }
  if (read !== told) throw new Error(`Told ${String(told)} events, read ${String(read)}.`);
  const byReading = perSecond(read, performance.now() - began);
  return [
    rate('catch up by subscription', bySubscription, 'events/s', 'by readAll', byReading),
    { name: 'events in the log', value: told, unit: '' },
  ];
};

const liveFigures = async (store: EventStore): Promise<Figure[]> => {
  const ended = new AbortController();
  const after = (await store.lastPosition()) ?? 'start';
  const messages = store.subscribe(after, ['measured-'], ended.signal)[Symbol.asyncIterator]();
  const next = async (wanted: 'event' | 'caughtUp'): Promise<void> => {
    while ((await messages.next()).value?.kind !== wanted);
  };
  await next('caughtUp');
  const delays: number[] = [];
  const stream = someStream();
  for (let count = 0; count < liveEvents; count += 1) {
    const expected = count === 0 ? 'none' : BigInt(count - 1);
    await timed(delays, () =>
      Promise.all([store.append(stream, expected, [someEvent()]), next('event')]),
    );
  }
  ended.abort();
  return ms('append until a live reader has it', delays);
};

/** The double in a process of its own; it ends with its input. */
const startDouble = async (): Promise<{ readonly url: string; stop(): void }> => {
  const program = join(__dirname, '../../test/support/eventstoredb/serve.cjs');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    const [, url] = /^serving (.+)$/.exec(line) ?? [];
    if (url) return { url, stop: () => child.stdin.end() };
  }
  throw new Error('The double did not start.');
};

export const eventStoreDb: Bench = {
  name: 'eventStoreDb',
  says: 'the EventStoreDB adapter, on the server that EVENTSTORE_TEST_URL names or on the double',
  run: async (folder) => {
    const named = process.env['EVENTSTORE_TEST_URL'];
    const double = named ? undefined : await startDouble();
    const url = named ?? double?.url ?? '';
    const store = await openEventStoreDb({ url, namespace: `b${randomBytes(8).toString('hex')}` });
    // A server's first burst stalls for seconds while its threads start (EVENTSTORE.md A5.22).
    await Promise.all(Array.from({ length: 256 }, () => write(store, 4, [])));
    const figures = [
      ...(await appendFigures(store, folder)),
      ...(await readFigures(store)),
      ...(await catchUpFigures(store)),
      ...(await liveFigures(store)),
    ];
    await store.close();
    double?.stop();
    return double ? figures.map((one) => ({ ...one, note: 'the double' })) : figures;
  },
};
