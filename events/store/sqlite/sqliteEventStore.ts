/**
 * The embedded event store: one SQLite file, one writer, group commit, subscriptions that read
 * from the log (catch-up and live are one code path). Same contract as EventStoreDB.
 */
import type { DatabaseSync } from 'node:sqlite';
import { CuckmereError } from '../../errors';
import type { StreamName } from '../../ids';
import {
  checkAppend,
  checkLimit,
  checkPosition,
  checkRead,
  checkRevision,
  checkStreamName,
  positionUnknown,
} from '../checkAppend';
import { storeLimits } from '../eventStore';
import type {
  AllSlice,
  EventStore,
  Position,
  ReadOptions,
  StreamSlice,
  SubscriptionMessage,
} from '../eventStore';
import { streamBroken } from '../streamBroken';
import { createAppend, streamDeleted } from './append';
import { createAppendSignal } from './appendSignal';
import { createGroupCommit } from './groupCommit';
import { createLastOf } from './lastOf';
import { lockFolder } from './lock';
import type { FolderLock } from './lock';
import { openLogDatabase } from './logDatabase';
import { createPageReader, prepareRows } from './pageReader';
import {
  positionOfMessage,
  positionOfSequence,
  recordCorrupt,
  recordedFrom,
  sequenceOfPosition,
} from './record';
import { isDamaged, storeDamaged } from './sqliteError';
import { createStreamTable } from './streamTable';

/** Events a subscription reads at once before it lets other work in. */
const subscriptionReadEvents = 500;

export interface SqliteEventStoreOptions {
  /** Made where it does not exist; holds `events.db` and the writer's lock. */
  readonly folder: string;
  /** Called once when a write or sync failed: say why, end the process. */
  readonly onPoisoned?: (cause: CuckmereError) => void;
}

/** Where the log does not open, or its end cannot be read, the folder is left free. */
const openParts = (folder: string, lock: FolderLock) => {
  let database: DatabaseSync | undefined;
  try {
    const opened = openLogDatabase(folder);
    ({ database } = opened);
    const streams = createStreamTable(database, true);
    return { ...opened, streams, append: createAppend(database, streams) };
  } catch (error) {
    database?.close();
    lock.release();
    throw isDamaged(error) ? storeDamaged(error) : error;
  }
};

/** Opens the log of `folder` for writing; throws `STORE_LOCKED` or `STORE_NEWER` untouched. */
export const openSqliteEventStore = (options: SqliteEventStoreOptions): EventStore => {
  const lock = lockFolder(options.folder);
  const { database, generation, streams, append } = openParts(options.folder, lock);
  const signal = createAppendSignal();
  const closing = new AbortController();
  const writes = createGroupCommit({
    database,
    onCommitted: () => {
      append.committed();
      signal.notify();
    },
    onRolledBack: append.rolledBack,
    onPoisoned: options.onPoisoned ?? (() => undefined),
  });

  const rowsForwards = prepareRows(
    database,
    'WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
  );
  const rowsBackwards = prepareRows(
    database,
    'WHERE stream = ? AND revision <= ? AND revision >= ? ORDER BY revision DESC LIMIT ?',
  );
  const readPage = createPageReader(database, streams.nameOf);
  const lastOf = createLastOf(database, streams.nameOf);

  const readStream = (stream: StreamName, read: ReadOptions): StreamSlice | undefined => {
    const entry = streams.find(stream);
    if (entry?.isTombstoned) throw streamDeleted();
    if (!entry || entry.revision < 0) return undefined;
    const limit = read.limit ?? storeLimits.readLimitMax;
    const { key, revision: head, truncatedBefore: first } = entry;
    const from = read.backwards
      ? Math.min(Number(read.from ?? head), head)
      : Math.max(Number(read.from ?? 0n), first);
    const rows = read.backwards
      ? rowsBackwards(key, from, first, limit)
      : rowsForwards(key, from, limit);
    const events = rows.map((row) => recordedFrom(row, stream));
    const step = read.backwards ? -1n : 1n;
    const gap = events.findIndex(
      ({ revision }, at) => revision !== BigInt(from) + step * BigInt(at),
    );
    const length = Math.min(limit, read.backwards ? from - first + 1 : head - from + 1);
    if (gap >= 0 || events.length < length) throw streamBroken(events.at(gap < 0 ? -1 : gap - 1));
    const last = events.at(-1)?.revision;
    const end = read.backwards ? BigInt(first) : BigInt(head);
    return { events, revision: BigInt(head), isEnd: last === undefined || last === end };
  };

  const readLog = (after: Position | 'start', prefixes: readonly string[], limit: number) => {
    const from = after === 'start' ? 0 : sequenceOfPosition(after);
    const last = append.lastSequence();
    if (from > last) throw positionUnknown();
    const { messages, checked, isEnd } = readPage({ after: from, limit, last, prefixes });
    return { messages, checkedTo: positionOfSequence(checked), isEnd };
  };

  const readAllNow = (
    after: Position | 'start',
    prefixes: readonly string[],
    limit: number,
  ): AllSlice => {
    const { messages, checkedTo, isEnd } = readLog(after, prefixes, limit);
    const events = messages.map((message) => {
      if (message.kind === 'event') return message.event;
      throw recordCorrupt(message.position, message.what);
    });
    return { events, checkedTo, isEnd };
  };

  async function* follow(
    after: Position | 'start',
    prefixes: readonly string[],
    ended: AbortSignal,
  ): AsyncGenerator<SubscriptionMessage> {
    checkPosition(after);
    let at = after;
    let isLive = false;
    while (!ended.aborted) {
      const slice = readLog(at, prefixes, subscriptionReadEvents);
      for (const message of slice.messages) {
        yield message;
        if (ended.aborted) return;
      }
      const lastMessage = slice.messages.at(-1);
      const last = lastMessage ? positionOfMessage(lastMessage) : at;
      if (slice.checkedTo !== last) yield { kind: 'checkpoint', position: slice.checkedTo };
      const hasMoved =
        at !== slice.checkedTo && !(at === 'start' && slice.isEnd && !slice.messages.length);
      at = slice.checkedTo;
      if (!slice.isEnd) {
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      if (!isLive || hasMoved) yield { kind: 'caughtUp' };
      isLive = true;
      if (slice.checkedTo === positionOfSequence(append.lastSequence())) await signal.next(ended);
    }
  }

  const refuseClosed = (): void => {
    if (!closing.signal.aborted) return;
    throw new CuckmereError('STORE_UNAVAILABLE', 'The event log is closed.');
  };

  return {
    generation,
    append: async (stream, expected, events) => {
      checkAppend(stream, expected, events);
      return writes.submit(() => append.run(stream, expected, events));
    },
    // Each member is async so that a refusal is a rejection, never a throw at the call.

    read: async (stream, read = {}) => {
      refuseClosed();
      checkRead(stream, read);
      return readStream(stream, read);
    },

    head: async (stream) => {
      refuseClosed();
      checkStreamName(stream);
      const entry = streams.find(stream);
      if (entry?.isTombstoned) throw streamDeleted();
      return entry && entry.revision >= 0 ? BigInt(entry.revision) : undefined;
    },

    lastPosition: async (prefixes = []) => {
      refuseClosed();
      const last = append.lastSequence();
      const found = prefixes.length === 0 ? last : lastOf(prefixes, last);
      return found === 0 ? undefined : positionOfSequence(found);
    },

    readAll: async (after, prefixes, limit) => {
      refuseClosed();
      checkPosition(after);
      checkLimit(limit);
      return readAllNow(after, prefixes, limit);
    },
    subscribe: (after, prefixes, ended) =>
      follow(after, prefixes, AbortSignal.any([ended, closing.signal])),
    truncate: async (stream, before) => {
      checkStreamName(stream);
      checkRevision(before);
      await writes.submit(() => {
        const entry = streams.findOrAdd(stream);
        append.touch(stream);
        // At most past the end of what is there: an event that comes later is always read.
        const end = entry.revision + 1;
        entry.truncatedBefore = Math.max(entry.truncatedBefore, Math.min(Number(before), end));
        streams.saveMarks(entry);
      });
    },
    tombstone: async (stream) => {
      checkStreamName(stream);
      await writes.submit(() => {
        const entry = streams.findOrAdd(stream);
        append.touch(stream);
        entry.isTombstoned = true;
        streams.saveMarks(entry);
      });
    },

    close: async () => {
      if (closing.signal.aborted) return;
      writes.close();
      closing.abort();
      database.close();
      lock.release();
    },
  };
};
