/**
 * Access records of one process (DESIGN.md 7): each is durable before its answer leaves. Where the
 * log takes none, routine answers are withheld, and those of urgent care leave once their record is
 * in the local spool. What a command saved is answered whatever becomes of its record.
 */
import type { AccessRecord } from '../../events/access-log/events';
import { CuckmereError } from '../../events/errors';
import type { StreamName } from '../../events/ids';
import { hashOfRecord } from '../../events/store/access-log/accessEvent';
import { isoNow } from '../../events/store/clock';
import type { Clock } from '../../events/store/clock';
import type { EventStore } from '../../events/store/eventStore';
import { auditKeyId } from '../../events/store/keys/keyStore';
import type { KeyRing } from '../../events/store/keys/keyRing';
import type { AccessNote } from '../../subgraphs/context';
import type { GatewayLog } from '../log';
import { openAccessLogFile } from './accessLogFile';
import { accessRecordsOf } from './accessRecords';
import type { AccessTold } from './accessRecords';
import { openAccessSpool } from './accessSpool';
import type { Spooled } from './accessSpool';
import { createAccessWriter, triedOf } from './accessWriter';
import { createUnkept } from './unkept';
import type { AccessWriterLimits } from './accessWriter';
import type { SpoolLimits } from './spoolFile';

export interface AccessLogOptions {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly log: GatewayLog;
  /** The data folder. */
  readonly folder: string;
  readonly limits?: Partial<AccessWriterLimits>;
  readonly spoolLimits?: SpoolLimits;
  readonly retryMs?: number;
}

export interface ToldNow extends Omit<AccessTold, 'at'> {
  /** Other answers are being made, whose records can share an append with this one. */
  readonly othersCome?: boolean;
}

export interface AccessLogStatus {
  /** False: the log took no record just now; routine answers are withheld. */
  readonly isTaking: boolean;
  /** Records in the spool. */
  readonly spooled: number;
  /** Records of what was saved that neither log nor spool took yet. */
  readonly unkept: number;
  /** Requests without a valid sign-in since the start. */
  readonly refusedSignIns: number;
}

export interface AccessLog {
  /**
   * Keeps the record of what was told; durable when it resolves. Rejects with
   * `ACCESS_LOG_UNAVAILABLE`: then nothing of the answer may leave.
   */
  keep(told: ToldNow): Promise<void>;
  /**
   * Throws `ACCESS_LOG_UNAVAILABLE` where neither the log nor the spool took the last record: then no
   * command may be carried out, since its record could not be kept.
   */
  refuseWhereNoneIsTaken(): void;
  countRefusedSignIn(): void;
  status(): AccessLogStatus;
  close(): Promise<void>;
}

/** Urgent care: every decision that lets something be shown says that its record may wait. */
const mayWait = (notes: readonly AccessNote[]): boolean => {
  const permits = notes.filter(({ effect }) => effect === 'permit');
  return (
    permits.length > 0 &&
    permits.every(({ obligations }) => obligations.includes('RECORD_MAY_WAIT'))
  );
};

const notRecorded = (cause: unknown): CuckmereError =>
  new CuckmereError(
    'ACCESS_LOG_UNAVAILABLE',
    'This look could not be recorded, so nothing is shown. Something may be recorded about the person: do not read this as none. Try again in a moment.',
    { cause },
  );

const notCarriedOut = (): CuckmereError =>
  new CuckmereError(
    'ACCESS_LOG_UNAVAILABLE',
    'It could not be recorded who did this, so it was not done: nothing was changed. Try again in a moment.',
  );

/** What happened must be told of even where an answer is given whatever becomes of its record. */
const isDone = ({ kind }: AccessRecord): boolean => kind === 'MUTATION' || kind === 'LIVE_CLOSED';

export const openAccessLog = async (options: AccessLogOptions): Promise<AccessLog> => {
  const { store, keys, clock, log, folder } = options;
  const now = isoNow(clock);
  // Made now, so that every copy of the keys holds them; next year's too, for the turn of the year.
  await keys.ensure(auditKeyId(now));
  await keys.ensure(auditKeyId(String(Number(now.slice(0, 4)) + 1)));
  const noted = openAccessLogFile(folder, store.generation);
  const onFault = (error: unknown): void => void log.fault('access records', error);
  const writer = createAccessWriter({
    store,
    keys,
    // A record that is damaged there is for audit verify to name, and keeps nobody from care.
    follows: await endOf(store, noted.before).catch((error: unknown) => {
      onFault(error);
      return undefined;
    }),
    note: noted.note,
    onFault,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const spool = openAccessSpool({
    folder,
    store,
    keys,
    note: noted.note,
    onFault,
    onForwarded: (records) => {
      log.info('access records forwarded from the spool', { records });
    },
    ...(options.spoolLimits ? { limits: options.spoolLimits } : {}),
    ...(options.retryMs === undefined ? {} : { retryMs: options.retryMs }),
  });
  spool.start();
  let refusedSignIns = 0;
  /** Of the last record: not taken by the log, not taken by the spool. */
  let hasFailed = false;
  let isSpoolFull = false;

  /** The records that the log did not take. */
  const write = async (
    records: readonly AccessRecord[],
    othersCome: boolean,
  ): Promise<[Spooled[], unknown]> => {
    const writes = records.map((record) => writer.write(record, othersCome));
    const results = await Promise.allSettled(writes);
    const left: Spooled[] = [];
    let cause: unknown;
    for (const [index, result] of results.entries()) {
      const record = records[index];
      if (result.status === 'fulfilled' || !record) continue;
      cause = result.reason;
      const tried = triedOf(cause);
      left.push({ record, ...(tried ? { tried } : {}) });
    }
    return [left, cause];
  };

  const unkept = createUnkept({
    // What the log may have taken already goes by the spool, which says so.
    add: async (spooled) => {
      const [left] = spooled.tried ? [[spooled]] : await write([spooled.record], false);
      if (left.length > 0) await spool.add(left);
    },
    onFault,
    retryMs: options.retryMs,
  });

  return {
    keep: async (told) => {
      const records = accessRecordsOf({ ...told, at: isoNow(clock) });
      const [first] = records;
      if (!first) return;
      const [left, cause] = await write(records, told.othersCome ?? false);
      hasFailed = left.length > 0;
      if (left.length === 0) return;
      if (!isDone(first) && !mayWait(told.notes)) throw notRecorded(cause);
      try {
        await spool.add(left);
        isSpoolFull = false;
      } catch (error) {
        isSpoolFull = true;
        log.fault('access spool', error);
        // The command's own event says who did it; its answer must not look like a failure.
        if (!isDone(first)) throw notRecorded(error);
        unkept.hold(left);
      }
    },
    refuseWhereNoneIsTaken: () => {
      // What was forwarded leaves room: then the spool is asked again.
      if (spool.waiting() === 0) isSpoolFull = false;
      if (unkept.count() > 0 || (hasFailed && isSpoolFull)) throw notCarriedOut();
    },
    countRefusedSignIn: () => {
      refusedSignIns += 1;
    },
    status: () => ({
      isTaking: writer.isTaking(),
      spooled: spool.waiting(),
      unkept: unkept.count(),
      refusedSignIns,
    }),
    close: async () => {
      await unkept.close();
      await writer.close();
      await spool.close();
      noted.close();
    },
  };
};

/** Where the chain that was noted last ends in the log; a kill leaves records that were not noted. */
const endOf = async (
  store: Pick<EventStore, 'read'>,
  before: ReturnType<typeof openAccessLogFile>['before'],
) => {
  if (!before) return undefined;
  const slice = await store.read(before.stream as StreamName, { backwards: true, limit: 1 });
  const [last] = slice?.events ?? [];
  if (!slice || !last) return undefined;
  const count = Number(slice.revision) + 1;
  return { stream: before.stream, count, head: hashOfRecord(before.stream, last) };
};
