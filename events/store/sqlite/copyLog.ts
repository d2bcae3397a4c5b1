/**
 * Copies a log record by record into a new file, each verified on its way, up to a last one: what
 * is written is a prefix of the log, whatever is appended meanwhile. Backup and restore both are
 * such copies.
 */
import { mkdirSync } from 'node:fs';
import { CuckmereError } from '../../errors';
import type { RecordedEvent } from '../eventStore';
import { openLogDatabase } from './logDatabase';
import type { LogReader } from './logReader';
import { checksumOf, recordCorrupt, sequenceOfPosition } from './record';

export interface CopyLogOptions {
  readonly from: LogReader;
  /** Made; must hold no log. */
  readonly folder: string;
  /** Of the copy: that of the source for a backup, a new one for a restore. */
  readonly generation?: string;
  /** False ends the copy before this record. */
  readonly isWanted: (record: RecordedEvent) => boolean;
  readonly onProgress: (records: number) => void;
}

export interface CopiedLog {
  readonly records: number;
  readonly last: RecordedEvent['position'] | undefined;
  readonly generation: string;
}

/** Throws `RECORD_CORRUPT` with the position of the first record that cannot be vouched for. */
export const copyLog = async (options: CopyLogOptions): Promise<CopiedLog> => {
  const { from, isWanted } = options;
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const { database, generation } = openLogDatabase(options.folder, options.generation);
  const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const addStream = database.prepare('INSERT INTO stream VALUES (?, ?, ?, ?)');
  const keys = new Map<string, number>();
  let records = 0;
  let last: RecordedEvent['position'] | undefined;

  const write = (record: RecordedEvent): void => {
    const { stream, id, type, data, position } = record;
    const revision = Number(record.revision);
    const sequence = sequenceOfPosition(position);
    let key = keys.get(stream);
    if (key === undefined) {
      key = keys.size + 1;
      keys.set(stream, key);
      const { truncatedBefore, isTombstoned } = from.marksOf(stream);
      addStream.run(key, stream, truncatedBefore, isTombstoned ? 1 : 0);
    }
    const metadata = JSON.stringify(record.metadata);
    const sum = checksumOf(sequence, stream, revision, id, type, metadata, data);
    insert.run(sequence, key, revision, id, type, metadata, data, sum);
    records += 1;
    last = position;
  };

  /** False once the end of what is wanted was met. */
  const writePage = (events: readonly RecordedEvent[]): boolean => {
    for (const record of events) {
      if (!isWanted(record)) return false;
      write(record);
    }
    return true;
  };

  try {
    for await (const page of from.pages()) {
      const events = page.map((message) => {
        if (message.kind === 'event') return message.event;
        throw recordCorrupt(message.position, message.what);
      });
      database.exec('BEGIN IMMEDIATE');
      const goesOn = writePage(events);
      database.exec('COMMIT');
      options.onProgress(page.length);
      if (!goesOn) break;
    }
    // One file, that can be read where nothing can be written beside it.
    database.exec('PRAGMA journal_mode=DELETE');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error instanceof CuckmereError
      ? error
      : new CuckmereError('INTERNAL', 'The log could not be copied.', { cause: error });
  } finally {
    database.close();
  }
  return { records, last, generation };
};
