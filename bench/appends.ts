/**
 * Durable appends, sealing and checksum on: one at a time beside a raw write + fdatasync of the
 * same bytes; 64 writers beside SQLite batches into the same table and indexes; and the delay of
 * an append at 500 a second, offered evenly whatever the log does.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { DomainEvent } from '../events/decider';
import { streamName } from '../events/ids';
import type { CommandId, EventId, StreamName } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { contentHash } from '../events/store/canonicalJson';
import { encodeEvent, sealingKeyId } from '../events/store/codec';
import type { EventStore, NewEvent } from '../events/store/eventStore';
import { createKeyRing } from '../events/store/keys/keyRing';
import type { KeyRing } from '../events/store/keys/keyRing';
import { openSqliteKeyStore } from '../events/store/keys/sqliteKeyStore';
import { randomId } from '../events/store/random';
import { openSqliteEventStore } from '../events/store/sqlite/sqliteEventStore';
import { openLogDatabase } from '../events/store/sqlite/logDatabase';
import { perSecond, percentile, rate } from './bench';
import type { Bench, Figure } from './bench';
import { benchActor, cprDecision } from './people';

const blocks = 10;
const appendsInBlock = 200;
const writers = 64;
const appendsOfWriter = 200;
const offeredPerSecond = 500;
const offeredMs = 6_000;

const event: DomainEvent = { type: 'CprDecisionRecorded', data: cprDecision };

/** Ids and the hash of the content are the command's, not the append's: made beforehand. */
const hash = contentHash(event);

const sealed = async (keys: KeyRing, stream: StreamName): Promise<NewEvent> => {
  const recordedAt = isoNow();
  return encodeEvent(event, {
    stream,
    eventId: randomId() as EventId,
    act: { commandId: randomId() as CommandId, actor: benchActor, at: recordedAt },
    contentHash: hash,
    recordedAt,
    key: await keys.ensure(sealingKeyId(stream) ?? ''),
  });
};

const oneAtATime = async (store: EventStore, keys: KeyRing, folder: string): Promise<Figure[]> => {
  const stream = streamName('endOfLifePlan', randomId());
  const sample = await sealed(keys, stream);
  const bytes = Buffer.concat([sample.data, Buffer.from(JSON.stringify(sample.metadata))]);
  const file = openSync(join(folder, 'floor.log'), 'a');
  let appendMs = 0;
  let floorMs = 0;
  const delays: number[] = [];
  let revision = -1n;
  for (let block = 0; block < blocks; block += 1) {
    const began = performance.now();
    for (let count = 0; count < appendsInBlock; count += 1) {
      const at = performance.now();
      const expected = revision < 0n ? 'none' : revision;
      await store.append(stream, expected, [await sealed(keys, stream)]);
      revision += 1n;
      delays.push(performance.now() - at);
    }
    appendMs += performance.now() - began;
    const floorBegan = performance.now();
    for (let count = 0; count < appendsInBlock; count += 1) {
      writeSync(file, bytes);
      fdatasyncSync(file);
    }
    floorMs += performance.now() - floorBegan;
  }
  closeSync(file);
  const total = blocks * appendsInBlock;
  return [
    rate(
      'append, one at a time',
      perSecond(total, appendMs),
      '/s',
      'write + fdatasync',
      perSecond(total, floorMs),
      `${String(bytes.byteLength)} bytes each`,
    ),
    { name: 'append, one at a time, p99', value: percentile(delays, 0.99), unit: 'ms' },
  ];
};

/** The floor: the same rows into the same table and index, 64 to a transaction, no checks. */
const batchesPerSecond = (folder: string, sample: NewEvent, rows: number): number => {
  const { database } = openLogDatabase(join(folder, 'floor'));
  const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const metadata = JSON.stringify(sample.metadata);
  const began = performance.now();
  for (let row = 0; row < rows;) {
    database.exec('BEGIN IMMEDIATE');
    for (let count = 0; count < writers; count += 1, row += 1) {
      const stream = row % writers;
      const revision = Math.floor(row / writers);
      insert.run(row + 1, stream, revision, randomId(), sample.type, metadata, sample.data, 0);
    }
    database.exec('COMMIT');
  }
  const taken = performance.now() - began;
  database.close();
  return perSecond(rows, taken);
};

const manyWriters = async (store: EventStore, keys: KeyRing, folder: string): Promise<Figure[]> => {
  const total = writers * appendsOfWriter;
  const write = async (): Promise<void> => {
    const stream = streamName('endOfLifePlan', randomId());
    for (let revision = 0; revision < appendsOfWriter; revision += 1) {
      const expected = revision === 0 ? 'none' : BigInt(revision - 1);
      await store.append(stream, expected, [await sealed(keys, stream)]);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  const taken = performance.now() - began;
  const sample = await sealed(keys, streamName('endOfLifePlan', randomId()));
  const floor = batchesPerSecond(folder, sample, total);
  return [rate('append, 64 writers', perSecond(total, taken), '/s', 'SQLite batches', floor)];
};

const offered = async (store: EventStore, keys: KeyRing): Promise<Figure[]> => {
  const delays: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const waiting: Promise<void>[] = [];
  loop.enable();
  const began = performance.now();
  const total = (offeredMs / 1000) * offeredPerSecond;
  for (let count = 0; count < total; count += 1) {
    const due = began + (count * 1000) / offeredPerSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    const stream = streamName('endOfLifePlan', randomId());
    const append = async (): Promise<void> => {
      await store.append(stream, 'none', [await sealed(keys, stream)]);
      delays.push(performance.now() - due);
    };
    waiting.push(append());
  }
  await Promise.all(waiting);
  loop.disable();
  return [
    {
      name: 'append at 500/s, p99 from when it was due',
      value: percentile(delays, 0.99),
      unit: 'ms',
      note: 'a new person, and so a new key, each time',
    },
    { name: 'event loop delay meanwhile, p99', value: loop.percentile(99) / 1e6, unit: 'ms' },
  ];
};

export const appends: Bench = {
  name: 'appends',
  says: 'durable appends, sealing and checksum on',
  run: async (folder) => {
    const keyStore = openSqliteKeyStore(join(folder, 'keys'));
    const keys = createKeyRing(keyStore);
    const store = openSqliteEventStore({ folder });
    const figures = [
      ...(await oneAtATime(store, keys, folder)),
      ...(await manyWriters(store, keys, folder)),
      ...(await offered(store, keys)),
    ];
    await store.close();
    await keyStore.close();
    return figures;
  },
};
