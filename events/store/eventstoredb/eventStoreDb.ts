/**
 * The event store on EventStoreDB / KurrentDB: one node or a cluster. Same contract as the embedded
 * one (test/contract/storeContract.ts); what the server does differently ends here.
 */
import { CuckmereError } from '../../errors';
import type { StreamName } from '../../ids';
import {
  checkAppend,
  checkLimit,
  checkPosition,
  checkRead,
  checkRevision,
  checkStreamName,
} from '../checkAppend';
import { firstPosition, storeLimits } from '../eventStore';
import type {
  AppendResult,
  EventStore,
  NewEvent,
  Position,
  ReadOptions,
  RecordedEvent,
  StreamSlice,
} from '../eventStore';
import { createAppends } from './appends';
import { openStreamsCalls } from './client';
import { readConnectionString } from './connectionString';
import { eventStoreDbLimits } from './eventStoreDbLimits';
import type { EventStoreDbLimits } from './eventStoreDbLimits';
import { streamDeleted, writeFault } from './faults';
import { follow, refusePastEnd } from './follow';
import { openLog } from './openLog';
import { createReads } from './reads';
import { receivedFrom, recordedFrom } from './received';
import { allRequest, streamRequest, tombstoneRequest } from './requests';
import type { OutgoingEvent } from './requests';
import { readStreamMarks, truncateStream } from './streamMarks';
import { createStreamNames, isNamespace } from './streamNames';

export interface EventStoreDbOptions {
  /** A connection string; it may hold a password and is never logged. */
  readonly url: string;
  /** Keeps this log apart from others on the same server. */
  readonly namespace?: string;
  readonly limits?: Partial<EventStoreDbLimits>;
}

const outgoing = (event: NewEvent): OutgoingEvent => ({
  id: event.id,
  type: event.type,
  // As plain bytes, and before the call: what cannot be written must fail here.
  data: new Uint8Array(event.data.buffer, event.data.byteOffset, event.data.byteLength),
  metadata: new Uint8Array(Buffer.from(JSON.stringify(event.metadata))),
});

/** Rejects with `CONFIGURATION` or `STORE_UNAVAILABLE` and one sentence that says what to do. */
export const openEventStoreDb = async (options: EventStoreDbOptions): Promise<EventStore> => {
  const limits = { ...eventStoreDbLimits, ...options.limits };
  const { namespace } = options;
  if (namespace !== undefined && !isNamespace(namespace)) {
    throw new CuckmereError('CONFIGURATION', 'A namespace is up to 40 letters and digits.');
  }
  const connection = readConnectionString(options.url);
  const names = createStreamNames(namespace);
  const calls = openStreamsCalls(connection);
  const reads = createReads(calls, names, limits);
  const appends = createAppends(calls, limits);
  const closing = new AbortController();
  let generation: string;
  try {
    generation = await openLog({ connection, reads, appends, names, limits });
  } catch (error) {
    await calls.close();
    throw error;
  }

  const refuseClosed = (): void => {
    if (!closing.signal.aborted) return;
    throw new CuckmereError('STORE_UNAVAILABLE', 'The event log is closed.');
  };

  const askStream = async (
    stream: StreamName,
    from: bigint | 'start' | 'end',
    backwards: boolean,
    count: number,
  ): Promise<{ events: RecordedEvent[]; revision: bigint } | undefined> => {
    const events: RecordedEvent[] = [];
    let revision: bigint | undefined;
    const outward = names.outward(stream);
    const answers = await reads.ask(streamRequest({ stream: outward, from, backwards, count }));
    for (const answer of answers) {
      const received = receivedFrom(answer);
      if (received.kind === 'notFound') {
        // A stream that somebody deleted must not read as one that never was.
        if ((await readStreamMarks(reads, outward)).isDeleted) throw streamDeleted();
        return undefined;
      }
      if (received.kind === 'event') events.push(recordedFrom(names, received.event));
      if (received.kind === 'lastRevision') revision = received.revision;
    }
    if (revision === undefined) {
      throw new CuckmereError('STORE_UNAVAILABLE', 'EventStoreDB did not say where a stream ends.');
    }
    return { events, revision };
  };

  const readStream = async (
    stream: StreamName,
    read: ReadOptions,
  ): Promise<StreamSlice | undefined> => {
    const limit = read.limit ?? storeLimits.readLimitMax;
    const backwards = read.backwards ?? false;
    const from = read.from ?? (backwards ? 'end' : 'start');
    // One more than wanted tells whether there is more.
    const found = await askStream(stream, from, backwards, limit + 1);
    if (!found) return undefined;
    const events = found.events.slice(0, limit);
    return { events, revision: found.revision, isEnd: found.events.length <= limit };
  };

  const lastPosition = async (prefixes: readonly string[] = []): Promise<Position | undefined> => {
    const [answer] = await reads.ask(allRequest('end', names.filter(prefixes), 1));
    const received = answer && receivedFrom(answer);
    return received?.kind === 'event' ? recordedFrom(names, received.event).position : undefined;
  };

  /** The server may answer a repeat without its position. */
  const positionAt = async (stream: StreamName, revision: bigint): Promise<Position> => {
    const found = await askStream(stream, revision, true, 1);
    const [event] = found?.events ?? [];
    if (event?.revision === revision) return event.position;
    // Truncated since: no place of its own is left, the log's end is after it.
    return (await lastPosition()) ?? firstPosition;
  };

  const write = async (
    stream: StreamName,
    expected: Parameters<EventStore['append']>[1],
    events: readonly OutgoingEvent[],
  ): Promise<AppendResult> => {
    const written = await appends.write(names.outward(stream), expected, events);
    if (written.kind === 'conflict') return written;
    const position = written.position ?? (await positionAt(stream, written.revision));
    return { kind: 'appended', revision: written.revision, position };
  };

  return {
    generation,

    append: async (stream, expected, events) => {
      refuseClosed();
      checkAppend(stream, expected, events);
      return write(stream, expected, events.map(outgoing));
    },

    read: async (stream, read = {}) => {
      refuseClosed();
      checkRead(stream, read);
      return readStream(stream, read);
    },

    head: async (stream) => {
      refuseClosed();
      checkStreamName(stream);
      return (await askStream(stream, 'end', true, 1))?.revision;
    },

    lastPosition: async (prefixes) => {
      refuseClosed();
      return lastPosition(prefixes);
    },

    readAll: async (after, prefixes, limit) => {
      refuseClosed();
      checkPosition(after);
      checkLimit(limit);
      // Before the read: whatever stood there then has been looked through when it ends.
      const head = await reads.head();
      refusePastEnd(after, head);
      const answers = await reads.ask(allRequest(after, names.filter(prefixes), limit + 1));
      const found = answers.flatMap((answer) => {
        const received = receivedFrom(answer);
        return received.kind === 'event' ? [recordedFrom(names, received.event)] : [];
      });
      const isEnd = found.length <= limit;
      // The server reads from a position with it, the port after it.
      const events = found
        .filter(({ position }) => after === 'start' || position > after)
        .slice(0, limit);
      const last = events.at(-1)?.position ?? (after === 'start' ? firstPosition : after);
      const checkedTo = isEnd && head !== undefined && head > last ? head : last;
      return { events, checkedTo, isEnd };
    },

    subscribe: (after, prefixes, ended) => {
      const either = AbortSignal.any([ended, closing.signal]);
      return follow({ calls, reads, names }, after, prefixes, either);
    },

    truncate: async (stream, before) => {
      refuseClosed();
      checkStreamName(stream);
      checkRevision(before);
      const revision = (await askStream(stream, 'end', true, 1))?.revision ?? -1n;
      const end = revision + 1n;
      await truncateStream({ reads, appends }, names.outward(stream), before < end ? before : end);
    },

    tombstone: async (stream) => {
      refuseClosed();
      checkStreamName(stream);
      try {
        await calls.tombstone(tombstoneRequest(names.outward(stream)), limits.appendTimeoutMs);
      } catch (error) {
        throw writeFault(error);
      }
    },

    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await appends.settled();
      await calls.close();
    },
  };
};
