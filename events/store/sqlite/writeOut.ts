/**
 * After a sync that failed, the WAL may be in memory only and pass for clean, so that syncing it again
 * does nothing: at opening its pages are written into the file anew. On a full disk that waits.
 */
import type { DatabaseSync } from 'node:sqlite';
import { isFull } from './sqliteError';

/** Writes what the WAL holds into the database's file, and syncs it; readers are not waited for. */
export const writeOut = (database: DatabaseSync): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch (error) {
    if (!isFull(error)) throw error;
  }
};
