/**
 * Subscriptions, as the enumerators of EventStoreDB 24.6 have them: catching up page by page, live,
 * and back to catching up where the reader is slow. Checkpoints come only where there is a filter.
 */
import { randomUUID } from 'node:crypto';
import { tombstoned } from './judgeWrite';
import { isBefore } from './logRecord';
import type { LogPosition, LogRecord, ServerLog } from './logRecord';
import { everything, ordinalFrom } from './readAll';
import type { Wanted } from './readAll';
import { readStream } from './readStream';
import { invalidArgument, streamDeleted } from './failures';

export type Told =
  | { readonly kind: 'confirmed'; readonly id: string }
  | { readonly kind: 'event'; readonly record: LogRecord }
  | { readonly kind: 'checkpoint'; readonly position: LogPosition }
  | { readonly kind: 'caughtUp' };

export interface SubscriptionFilter {
  readonly wanted: Wanted;
  readonly windowEvents: number;
  /** A checkpoint comes each time that so many events were looked at. */
  readonly checkpointEvents: number;
}

const pageEvents = 32;
/** A live reader that is more than so many events behind is sent back to catching up. */
const liveEventsMax = 32;
/** Before everything; on the wire it is the server's "no number". */
const nowhere: LogPosition = { commit: -1n, prepare: -1n };

const unsigned = ({ commit, prepare }: LogPosition): LogPosition => ({
  commit: BigInt.asUintN(64, commit),
  prepare: BigInt.asUintN(64, prepare),
});

interface Page {
  readonly records: readonly LogRecord[];
  readonly nextOrdinal: number;
  readonly lookedAt: number;
  readonly isEnd: boolean;
}

const pageFrom = (log: ServerLog, first: number, wanted: Wanted, windowEvents: number): Page => {
  const records: LogRecord[] = [];
  let ordinal = first;
  while (records.length < pageEvents && ordinal - first < windowEvents) {
    const record = log.recordAt(ordinal);
    if (!record) return { records, nextOrdinal: ordinal, lookedAt: ordinal - first, isEnd: true };
    ordinal += 1;
    if (wanted(record)) records.push(record);
  }
  return { records, nextOrdinal: ordinal, lookedAt: ordinal - first, isEnd: false };
};

/** One subscription to the whole log; `at` is the last event or checkpoint told. */
class AllSubscription {
  #at: LogPosition;
  #ordinal: number;
  #lastCheckpoint: LogPosition | undefined;
  #lookedAtLive = 0;
  readonly #wanted: Wanted;

  constructor(
    readonly log: ServerLog,
    after: LogPosition | 'start' | 'end',
    readonly filter: SubscriptionFilter | undefined,
  ) {
    const last = log.recordAt(log.visibleCount - 1) ?? nowhere;
    this.#at = after === 'start' ? nowhere : after === 'end' ? last : after;
    this.#ordinal = this.isBehind ? ordinalFrom(log, this.#at) : log.visibleCount;
    this.#wanted = filter?.wanted ?? everything;
  }

  get isBehind(): boolean {
    const last = this.log.recordAt(this.log.visibleCount - 1);
    return last !== undefined && isBefore(this.#at, last);
  }

  /** What was told once is not told again: this also silences all after a first "no number". */
  #checkpoint(position: LogPosition): Told[] {
    const wire = unsigned(position);
    if (!this.filter) return [];
    if (this.#lastCheckpoint && !isBefore(this.#lastCheckpoint, wire)) return [];
    this.#lastCheckpoint = wire;
    return [{ kind: 'checkpoint', position }];
  }

  *catchUp(): Generator<Told> {
    const windowEvents = this.filter?.windowEvents ?? Infinity;
    let sinceCheckpoint = 0;
    let pageStart = this.#at === nowhere ? { commit: 0n, prepare: 0n } : this.#at;
    for (;;) {
      const page = pageFrom(this.log, this.#ordinal, this.#wanted, windowEvents);
      for (const record of page.records) {
        if (!isBefore(this.#at, record)) continue;
        yield { kind: 'event', record };
        this.#at = record;
      }
      this.#ordinal = page.nextOrdinal;
      sinceCheckpoint += page.lookedAt;
      if (page.isEnd) {
        yield* this.#checkpoint(this.#at);
        return;
      }
      if (this.filter && sinceCheckpoint >= this.filter.checkpointEvents) {
        sinceCheckpoint %= this.filter.checkpointEvents;
        // How far it had looked when this page was begun: the server is cautious by one page.
        if (isBefore(this.#at, pageStart)) this.#at = pageStart;
        yield* this.#checkpoint(this.#at);
      }
      const lookedTo = this.log.recordAt(page.nextOrdinal - 1);
      if (lookedTo) pageStart = { commit: lookedTo.commit, prepare: lookedTo.prepare + 1n };
    }
  }

  /** Tells what came; false where it is too much, and catching up has to begin anew. */
  *tellNews(): Generator<Told, boolean> {
    const end = this.log.visibleCount;
    const news: LogRecord[] = [];
    for (let ordinal = this.#ordinal; ordinal < end; ordinal += 1) {
      const record = this.log.recordAt(ordinal);
      if (record) news.push(record);
    }
    if (news.filter(this.#wanted).length > liveEventsMax) {
      yield* this.#checkpoint(this.#at);
      return false;
    }
    this.#ordinal = end;
    for (const record of news) {
      const isNew = isBefore(this.#at, record);
      if (isNew && this.#wanted(record)) {
        yield { kind: 'event', record };
        this.#at = record;
      }
      this.#lookedAtLive += 1;
      if (this.#lookedAtLive < (this.filter?.checkpointEvents ?? Infinity)) continue;
      this.#lookedAtLive = 0;
      if (isBefore(record, this.#at)) continue;
      yield* this.#checkpoint(record);
      this.#at = record;
    }
    return true;
  }

  async waitForNews(ended: AbortSignal): Promise<void> {
    await this.log.grown(this.#ordinal, ended);
  }
}

export async function* subscribeToAll(
  log: ServerLog,
  after: LogPosition | 'start' | 'end',
  filter: SubscriptionFilter | undefined,
  ended: AbortSignal,
): AsyncGenerator<Told> {
  const subscription = new AllSubscription(log, after, filter);
  yield { kind: 'confirmed', id: randomUUID() };
  if (typeof after === 'object' && !log.isPlace(after)) {
    throw invalidArgument('Trying to read from an invalid position.');
  }
  let isLive = !subscription.isBehind;
  if (isLive) yield { kind: 'caughtUp' };
  while (!ended.aborted) {
    if (!isLive) {
      yield* subscription.catchUp();
      yield { kind: 'caughtUp' };
    }
    await subscription.waitForNews(ended);
    isLive = yield* subscription.tellNews();
  }
}

export async function* subscribeToStream(
  log: ServerLog,
  stream: string,
  after: bigint | 'start' | 'end',
  ended: AbortSignal,
): AsyncGenerator<Told> {
  const lastOf = (): bigint => log.visible(stream).at(-1)?.revision ?? -1n;
  if (lastOf() === tombstoned) throw streamDeleted(stream);
  yield { kind: 'confirmed', id: randomUUID() };
  let at = after === 'start' ? -1n : after === 'end' ? lastOf() : after;
  let isCaughtUp = false;
  while (!ended.aborted) {
    const seen = log.visibleCount;
    if (lastOf() > at) {
      const from = at + 1n;
      const count = log.visible(stream).length;
      const found = readStream(log, { stream, from, isBackwards: false, count });
      if (found.kind === 'deleted') {
        const record = log.visible(stream).at(-1);
        if (record) yield { kind: 'event', record };
        throw streamDeleted(stream);
      }
      for (const record of found.kind === 'events' ? found.events : []) {
        yield { kind: 'event', record };
        at = record.revision;
      }
    }
    if (!isCaughtUp) yield { kind: 'caughtUp' };
    isCaughtUp = true;
    await log.grown(seen, ended);
  }
}
