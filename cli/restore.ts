/**
 * `cuckmere restore DIR`: brings a backup of the log back, whole or up to a moment or position. Every
 * record is verified first. The restored log is a new generation, so that whoever holds a position of
 * the old one is told to read again. Nothing that is there is deleted.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../events/errors';
import { readChain, chainFileName } from '../events/store/chain/chainFile';
import { verifyLog } from '../events/store/chain/verifyLog';
import { isoNow } from '../events/store/clock';
import { isPosition } from '../events/store/eventStore';
import type { RecordedEvent } from '../events/store/eventStore';
import { syncFolder } from '../events/store/durableFiles';
import { readManifest, sha256OfFile } from '../events/store/sqlite/backupManifest';
import { copyLog } from '../events/store/sqlite/copyLog';
import { lockFolder } from '../events/store/sqlite/lock';
import { restoringFolder } from '../events/store/sqlite/logDatabase';
import { openLogReader } from '../events/store/sqlite/logReader';
import type { LogReader } from '../events/store/sqlite/logReader';
import { progressBar } from './progressBar';

export interface RestoreOptions {
  /** The folder of the backup. */
  readonly from: string;
  readonly data: string;
  /** RFC 3339, or 32 hex digits, or a token of the log that was backed up. */
  readonly at?: string | undefined;
  /** Moves the log that is there aside; without it a folder with a log is refused. */
  readonly replace?: boolean;
  readonly say: (line: string) => void;
}

const refuse = (message: string): CuckmereError => new CuckmereError('CONFIGURATION', message);

const logFiles = ['events.db', 'events.db-wal', 'events.db-shm', chainFileName, 'views'];

/** Which records are wanted: all, or those up to `at`. */
const wantedUpTo = (
  at: string | undefined,
  generation: string,
): ((one: RecordedEvent) => boolean) => {
  if (at === undefined) return () => true;
  const position = at.startsWith(`${generation}.`) ? at.slice(generation.length + 1) : at;
  if (isPosition(position)) return (record) => record.position <= position;
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at) ? new Date(at) : new Date(Number.NaN);
  if (Number.isNaN(moment.getTime())) {
    throw refuse(
      '--at is a moment such as 2026-11-24T09:30:00Z, or a position of the log that was backed up.',
    );
  }
  const text = moment.toISOString();
  return (record) => (record.metadata['recordedAt'] ?? '') <= text;
};

const verifyBackup = async (from: string, reader: LogReader): Promise<void> => {
  const bar = progressBar('records verified', reader.records);
  const chain = readChain(from);
  const manifest = readManifest(from);
  // A head that was written while the backup was made vouches for records that are not in it.
  const heads = chain?.heads.filter(({ count }) => count <= manifest.records) ?? [];
  const result = await verifyLog({
    pages: reader.pages(),
    generation: reader.generation,
    chain: chain && { ...chain, heads },
    onProgress: (count) => {
      bar.advance(count);
    },
  });
  bar.stop();
  if (result.kind === 'wrong') {
    throw new CuckmereError(
      'RECORD_CORRUPT',
      `The backup is not whole: the record at position ${result.position} ${result.what}. Nothing was restored.`,
      { details: { position: result.position } },
    );
  }
  const isAsWritten =
    result.records === manifest.records &&
    (await sha256OfFile(join(from, 'events.db'))) === manifest.sha256;
  if (!isAsWritten) {
    throw refuse(
      'The backup is not as it was written: its file was changed or cut. Nothing was restored.',
    );
  }
};

/** Moves what is there into a folder beside it; gives that folder. */
const moveAside = (data: string): string => {
  const aside = join(data, `before-restore-${isoNow().replaceAll(':', '')}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of logFiles) {
    if (existsSync(join(data, name))) renameSync(join(data, name), join(aside, name));
  }
  return aside;
};

export const restore = async (options: RestoreOptions): Promise<void> => {
  const { from, data, at, replace = false, say } = options;
  const manifest = readManifest(from);
  const isWanted = wantedUpTo(at, manifest.generation);
  const lock = lockFolder(data);
  try {
    const hasLog = existsSync(join(data, 'events.db'));
    if (hasLog && !replace) {
      throw refuse(
        `${data} holds an event log. Choose another folder with --data, or move that log aside with --replace.`,
      );
    }
    const unfinished = join(data, restoringFolder);
    rmSync(unfinished, { recursive: true, force: true });
    const reader = openLogReader(from);
    const bar = progressBar('records', reader.records);
    try {
      await verifyBackup(from, reader);
      const copied = await copyLog({
        from: reader,
        folder: unfinished,
        isWanted,
        onProgress: (count) => {
          bar.advance(count);
        },
      });
      bar.stop();
      if (copied.records === 0 && manifest.records > 0) {
        rmSync(unfinished, { recursive: true, force: true });
        throw refuse(
          'Nothing was restored: --at is before the first record of this backup, so that nothing would be left.',
        );
      }
      if (hasLog) say(`What was there is kept in ${moveAside(data)}.`);
      renameSync(join(unfinished, 'events.db'), join(data, 'events.db'));
      syncFolder(data);
      rmSync(unfinished, { recursive: true, force: true });
      say(
        `Restored ${copied.records.toLocaleString('en-GB')} of ${manifest.records.toLocaleString('en-GB')} records, up to position ${copied.last ?? '(none)'}, as log generation ${copied.generation}.`,
      );
      say('Positions that clients hold of the old log are refused: they read again.');
      if (!existsSync(join(data, 'keys', 'keys.db'))) {
        say('The keys are not here yet; bring them back with: cuckmere restore keys DIR.');
      }
    } finally {
      bar.stop();
      reader.close();
    }
  } finally {
    lock.release();
  }
};
