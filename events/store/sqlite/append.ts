/**
 * One append inside a transaction of the embedded log: judged by the expected-revision rules,
 * then written as rows. Returns the answer that is given once the transaction has committed.
 */
import type { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { CuckmereError } from '../../errors';
import type { StreamName } from '../../ids';
import { judgeAppend } from '../expectedRevision';
import type { StreamFacts } from '../expectedRevision';
import type { AppendResult, Expected, NewEvent } from '../eventStore';
import { checksumOf, positionOfSequence } from './record';
import { reading } from './sqliteError';
import type { StreamEntry, StreamTable } from './streamTable';

/** Ids remembered for `any` and `exists` (rule 4). */
const recentIdsMax = 20_000;

export const streamDeleted = (): CuckmereError =>
  new CuckmereError('STREAM_DELETED', 'This stream was deleted for good.');

export const createAppend = (database: DatabaseSync, streams: StreamTable) => {
  const recent = new LRUCache<string, number>({ max: recentIdsMax });
  const touched = new Set<StreamName>();
  const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const selectAt = database.prepare(
    'SELECT sequence, id FROM event WHERE stream = ? AND revision = ?',
  );
  const selectLast = database.prepare('SELECT MAX(sequence) AS last FROM event');
  const readLast = (): number => (selectLast.get()?.['last'] as number | null) ?? 0;
  let lastSequence = readLast();

  const factsOf = (entry: StreamEntry | undefined): StreamFacts => ({
    revision: entry && entry.revision >= 0 ? BigInt(entry.revision) : undefined,
    idAt: (revision) =>
      entry &&
      reading(() => selectAt.get(entry.key, Number(revision))?.['id'] as string | undefined),
    recentRevision: (id) => {
      const revision = entry && recent.get(`${String(entry.key)} ${id}`);
      return revision === undefined ? undefined : BigInt(revision);
    },
  });

  const insertRows = (entry: StreamEntry, events: readonly NewEvent[]): void => {
    touched.add(entry.name);
    for (const event of events) {
      lastSequence += 1;
      entry.revision += 1;
      const metadata = JSON.stringify(event.metadata);
      const sum = checksumOf(
        lastSequence,
        entry.name,
        entry.revision,
        event.id,
        event.type,
        metadata,
        event.data,
      );
      insert.run(
        lastSequence,
        entry.key,
        entry.revision,
        event.id,
        event.type,
        metadata,
        event.data,
        sum,
      );
      recent.set(`${String(entry.key)} ${event.id}`, entry.revision);
    }
  };

  return {
    run: (stream: StreamName, expected: Expected, events: readonly NewEvent[]): AppendResult => {
      const entry = streams.find(stream);
      if (entry?.isTombstoned) throw streamDeleted();
      const ids = events.map((event) => event.id);
      const verdict = judgeAppend(expected, ids, factsOf(entry));
      switch (verdict.kind) {
        case 'conflict': {
          const actual = entry && entry.revision >= 0 ? BigInt(entry.revision) : 'none';
          return { kind: 'conflict', actual };
        }
        case 'repeat': {
          const row = entry && selectAt.get(entry.key, Number(verdict.lastRevision));
          const position = positionOfSequence(row?.['sequence'] as number);
          return { kind: 'appended', revision: verdict.lastRevision, position };
        }
        case 'write': {
          const target = streams.findOrAdd(stream);
          insertRows(target, events);
          return {
            kind: 'appended',
            revision: BigInt(target.revision),
            position: positionOfSequence(lastSequence),
          };
        }
      }
    },
    touch: (stream: StreamName): void => void touched.add(stream),
    lastSequence: (): number => lastSequence,
    committed: (): void => {
      touched.clear();
    },
    rolledBack: (): void => {
      for (const stream of touched) streams.forget(stream);
      touched.clear();
      recent.clear();
      lastSequence = readLast();
    },
  };
};
