/** Damage to the file of a log, as a failing disk or a careless hand does it, past SQLite. */
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const pageBytes = 4096;

export const logFile = (folder: string): string => join(folder, 'events.db');

/** Changes the rows as somebody with an editor would. */
export const editOnDisk = (folder: string, sql: string): void => {
  const database = new DatabaseSync(logFile(folder));
  database.exec(sql);
  database.close();
};

const damageAt = (folder: string, offset: number): void => {
  const descriptor = openSync(logFile(folder), 'r+');
  const start = offset - (offset % pageBytes);
  writeSync(descriptor, Buffer.alloc(pageBytes, 0xa5), 0, pageBytes, start);
  closeSync(descriptor);
};

const rootPages = (folder: string): Map<string, number> => {
  const database = new DatabaseSync(logFile(folder));
  const rows = database.prepare('SELECT name, rootpage FROM sqlite_schema').all();
  database.close();
  return new Map(rows.map(({ name, rootpage }) => [String(name), Number(rootpage)]));
};

/** Writes nonsense over the page of rows that first holds this text; the log must be closed. */
export const damagePageWith = (folder: string, text: string): void => {
  // What was moved between pages leaves copies behind, also in the root above the pages of rows.
  editOnDisk(folder, 'VACUUM');
  const roots = new Set(rootPages(folder).values());
  const bytes = readFileSync(logFile(folder));
  let at = bytes.indexOf(text);
  while (at >= 0 && roots.has(1 + Math.floor(at / pageBytes))) at = bytes.indexOf(text, at + 1);
  if (at < 0) throw new Error('No page of rows holds such a text.');
  damageAt(folder, at);
};

/** Writes nonsense over the first page of the index by stream. */
export const damageIndex = (folder: string): void => {
  damageAt(folder, ((rootPages(folder).get('eventByStream') ?? 0) - 1) * pageBytes);
};

/** Writes nonsense over the page of the last record; the log must be closed. */
export const damageEnd = (folder: string): void => {
  const database = new DatabaseSync(logFile(folder));
  const row = database.prepare('SELECT id FROM event ORDER BY sequence DESC LIMIT 1').get();
  database.close();
  damagePageWith(folder, String(row?.['id']));
};

/** Cuts the file off after this share of it. */
export const cutFile = (folder: string, share: number): void => {
  const { size } = statSync(logFile(folder));
  truncateSync(logFile(folder), Math.floor((size * share) / pageBytes) * pageBytes);
};
