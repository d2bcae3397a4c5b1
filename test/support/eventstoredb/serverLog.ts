/**
 * The log of the double: what was written, in order. A writer's check knows what is written at
 * once, readers once it is indexed. It outlives the server that serves it; two servers may share it.
 */
import { randomUUID } from 'node:crypto';
import { judgeWrite, noStream, tombstoned } from './judgeWrite';
import type { ExpectedRevision, WriterFacts } from './judgeWrite';
import type { LogPosition, LogRecord, ProposedEvent, ServerLog, Written } from './logRecord';
import {
  isMetastream,
  isSoftDeleted,
  metadataOfMetastreams,
  metastreamOf,
  noMetadata,
  originalOf,
  parseMetadata,
  softDeletedJson,
  withTruncateBefore,
} from './streamMetadata';
import type { StreamMetadata } from './streamMetadata';
import { createVisibility } from './visibility';

/** What a real server holds before anybody wrote to it. */
const firstRecord = {
  stream: '$$$scavenges',
  json: '{"$maxAge":2592000,"$acl":{"$r":"$ops","$w":[],"$d":[],"$mr":[],"$mw":[]}}',
};
/** Where that record stands; before it are records that nobody reads. */
const firstOffset = 548n;
const recordHeadBytes = 87;
const commitRecordBytes = 58n;
/** The server's memory of recent ids holds about so many. */
const recentIdsMax = 100_000;

const noBytes = new Uint8Array();

const sizeOf = (stream: string, event: ProposedEvent): bigint =>
  BigInt(
    recordHeadBytes +
      2 * (stream.length + event.type.length) +
      event.data.length +
      event.metadata.length,
  );

const metadataEvent = (json: string): ProposedEvent => ({
  id: randomUUID(),
  type: '$metadata',
  isJson: true,
  data: Buffer.from(json),
  metadata: noBytes,
});

const tombstoneEvent = (): ProposedEvent => ({
  id: randomUUID(),
  type: '$streamDeleted',
  isJson: false,
  data: noBytes,
  metadata: noBytes,
});

export const createServerLog = (): ServerLog => {
  const records: LogRecord[] = [];
  const streams = new Map<string, LogRecord[]>();
  const recent = new Map<string, LogRecord>();
  const seen = createVisibility();
  /** Where records begin: nothing else is a place to read from. */
  const boundaries = new Set([0n, firstOffset]);
  let offset = firstOffset;

  const written = (stream: string): readonly LogRecord[] => streams.get(stream) ?? [];
  const isVisible = ({ ordinal }: LogRecord): boolean => ordinal < seen.count;
  const visible = (stream: string): readonly LogRecord[] => {
    const all = written(stream);
    const last = all.at(-1);
    return !last || isVisible(last) ? all : all.filter(isVisible);
  };
  const currentOf = (stream: string): bigint => written(stream).at(-1)?.revision ?? noStream;
  const metadataOf = (stream: string, look: typeof written): StreamMetadata => {
    if (isMetastream(stream)) return metadataOfMetastreams;
    const last = look(metastreamOf(stream)).at(-1);
    return last?.isJson ? parseMetadata(last.data) : noMetadata;
  };

  const factsOf = (stream: string): WriterFacts => ({
    current: currentOf(stream),
    isSoftDeleted: isSoftDeleted(metadataOf(stream, written)),
    hasMetadata: written(metastreamOf(stream)).length > 0,
    idAt: (revision) => written(stream)[Number(revision)]?.id,
    recentRevision: (id) => {
      const record = recent.get(id);
      return record?.stream === stream ? record.revision : undefined;
    },
  });

  const remember = (record: LogRecord): void => {
    // The first writing of an id is the one that is remembered.
    if (!recent.has(record.id)) recent.set(record.id, record);
    if (recent.size > recentIdsMax) recent.delete(recent.keys().next().value ?? '');
  };

  /** Gives the place of the last event; no events at all take a place too. */
  const write = (stream: string, first: bigint, events: readonly ProposedEvent[]): LogPosition => {
    const prepares = events.map((event) => {
      const prepare = offset;
      offset += sizeOf(stream, event);
      boundaries.add(offset);
      return prepare;
    });
    const commit = offset;
    offset += commitRecordBytes;
    boundaries.add(offset);
    const ofStream = streams.get(stream) ?? [];
    if (events.length > 0) streams.set(stream, ofStream);
    for (const [index, event] of events.entries()) {
      const record: LogRecord = {
        ...event,
        stream,
        revision: first + BigInt(index),
        createdMs: Date.now(),
        commit,
        prepare: prepares[index] ?? commit,
        ordinal: records.length,
      };
      records.push(record);
      ofStream.push(record);
      remember(record);
    }
    return { commit, prepare: prepares.at(-1) ?? commit };
  };

  /** Makes a soft-deleted stream readable again, from a revision on. */
  const reopen = (stream: string, from: bigint): void => {
    const metastream = metastreamOf(stream);
    const last = written(metastream).at(-1);
    if (!last) return;
    write(metastream, last.revision + 1n, [metadataEvent(withTruncateBefore(last.data, from))]);
  };

  const repeat = (stream: string, revision: bigint): Written => {
    const last = written(stream)[Number(revision)];
    return last && !isVisible(last) ? { kind: 'dropped' } : { kind: 'repeat', revision, last };
  };

  const append: ServerLog['append'] = (stream, expected, events, inFlight) => {
    const ids = events.map(({ id }) => id);
    const verdict = judgeWrite(expected, ids, factsOf(stream));
    if (verdict.kind === 'repeat') return repeat(stream, verdict.lastRevision);
    if (verdict.kind !== 'write') return verdict;
    const original = isMetastream(stream) ? originalOf(stream) : undefined;
    const reopensOriginal = original !== undefined && isSoftDeleted(metadataOf(original, written));
    const last = write(stream, verdict.current + 1n, events);
    const revision = verdict.current + BigInt(events.length);
    if (verdict.reopens) reopen(stream, verdict.current + 1n);
    if (reopensOriginal) reopen(original, currentOf(original) + 1n);
    return {
      kind: 'written',
      // No events at all are a success too, at 0 where there is no stream.
      revision: revision < 0n ? 0n : revision,
      last,
      indexed: seen.show(records.length, inFlight),
    };
  };

  /** `carryOut` writes and gives what it wrote; undefined where there is nothing to delete. */
  const deleting = (
    stream: string,
    expected: ExpectedRevision,
    carryOut: () => LogPosition | undefined,
  ): Written => {
    const verdict = judgeWrite(expected, [randomUUID()], factsOf(stream));
    if (verdict.kind === 'repeat') return repeat(stream, verdict.lastRevision);
    if (verdict.kind !== 'write') return verdict;
    const last = carryOut();
    if (!last) return { kind: 'conflict', current: noStream };
    const indexed = seen.show(records.length, undefined);
    return { kind: 'written', revision: verdict.current, last, indexed };
  };

  write(firstRecord.stream, 0n, [metadataEvent(firstRecord.json)]);
  void seen.show(records.length, undefined);

  return {
    append,
    delete: (stream, expected) =>
      deleting(stream, expected, () => {
        const metastream = metastreamOf(stream);
        const marks = written(metastream);
        if (written(stream).length === 0 && marks.length === 0) return undefined;
        return write(metastream, BigInt(marks.length), [metadataEvent(softDeletedJson)]);
      }),
    tombstone: (stream, expected) =>
      deleting(stream, expected, () => write(stream, tombstoned, [tombstoneEvent()])),
    get visibleCount() {
      return seen.count;
    },
    isPlace: ({ commit }) => commit > offset || boundaries.has(commit),
    recordAt: (ordinal) => (ordinal < seen.count ? records[ordinal] : undefined),
    visible,
    metadata: (stream) => metadataOf(stream, visible),
    grown: (count, ended) => seen.grown(count, ended),
    forgetUnindexed: () => {
      for (const { stream } of records.splice(seen.count)) streams.get(stream)?.pop();
      seen.loseHeld();
      recent.clear();
    },
  };
};
