/**
 * `cuckmere audit export`: access records of a person or a time as CSV or FHIR R4 AuditEvents, read
 * beside a running server page by page into a file for its owner only. What is cut short leaves no
 * file.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { ChainedRecord } from '../events/access-log/events';
import { CuckmereError } from '../events/errors';
import { categoryOf, isUuidText } from '../events/ids';
import { openRecords } from '../events/store/codec';
import { isoNow } from '../events/store/clock';
import { syncFolder } from '../events/store/durableFiles';
import { openKeyReader } from '../events/store/keys/keyReader';
import { csvHead, csvOf } from './auditCsv';
import { auditEventOf } from './auditFhir';
import { openLogSource } from './logSource';
import { progressBar } from './progressBar';

export interface AuditExportOptions {
  readonly data: string;
  readonly out: string;
  readonly format: string;
  readonly person?: string | undefined;
  /** Day (YYYY-MM-DD) or moment in UTC, the first that is exported. */
  readonly from?: string | undefined;
  /** Likewise; of a day all of it, of a moment what is before it. */
  readonly to?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal;
}

/** Records remembered, to leave out the second copy of one that the spool kept as well. */
const rememberedMax = 50_000;

const refuse = (message: string): CuckmereError => new CuckmereError('CONFIGURATION', message);

const momentOf = (name: string, text: string | undefined, isEnd: boolean): string | undefined => {
  if (text === undefined) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = Date.parse(isDay ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(time) || !(isDay || text.endsWith('Z'))) {
    throw refuse(
      `--${name} is a day such as 2026-11-03, or a moment such as 2026-11-03T10:00:00Z.`,
    );
  }
  return new Date(time + (isDay && isEnd ? 24 * 60 * 60 * 1_000 : 0)).toISOString();
};

interface Format {
  readonly begin: string;
  readonly one: (id: string, record: ChainedRecord, isFirst: boolean) => string;
  readonly end: string;
}

const formats = (): Readonly<Record<string, Format>> => ({
  csv: { begin: csvHead, one: csvOf, end: '' },
  fhir: {
    begin: `{"resourceType":"Bundle","type":"collection","timestamp":"${isoNow()}","entry":[`,
    one: (id, record, isFirst) =>
      `${isFirst ? '' : ','}\n${JSON.stringify({ fullUrl: `urn:uuid:${id}`, resource: auditEventOf(id, record) })}`,
    end: '\n]}\n',
  },
});

/** What is wanted of a record; undefined where nothing is. */
const wanted = (
  { person }: AuditExportOptions,
  span: { readonly from: string | undefined; readonly to: string | undefined },
) => {
  const id = person?.toLowerCase();
  return (record: ChainedRecord): ChainedRecord | undefined => {
    if (span.from !== undefined && record.at < span.from) return undefined;
    if (span.to !== undefined && record.at >= span.to) return undefined;
    if (id === undefined) return record;
    const people = record.people.filter(({ personId }) => personId === id);
    return people.length > 0 ? { ...record, people } : undefined;
  };
};

const checkedFormat = (options: AuditExportOptions): Format => {
  const format = Object.hasOwn(formats(), options.format) ? formats()[options.format] : undefined;
  if (!format) throw refuse(`--format is one of ${Object.keys(formats()).join(', ')}.`);
  if (options.person !== undefined && !isUuidText(options.person)) {
    throw refuse('--person is the person id, a UUID; never an NHS number.');
  }
  if (existsSync(options.out)) throw refuse(`${options.out} is there already; name a new file.`);
  return format;
};

const copy = async (
  options: AuditExportOptions,
  format: Format,
  write: (text: string) => void,
): Promise<number> => {
  const { data, environment, from, to } = options;
  const pick = wanted(options, {
    from: momentOf('from', from, false),
    to: momentOf('to', to, true),
  });
  const source = await openLogSource(options);
  const reader = openKeyReader(join(data, 'keys'), environment);
  const bar = progressBar('records', source.records ?? 0);
  const seen = new LRUCache<string, true>({ max: rememberedMax });
  let exported = 0;
  try {
    write(format.begin);
    for await (const page of source.pages()) {
      if (options.signal?.aborted) throw refuse('Ended; no file was written.');
      const own = page.flatMap((one) =>
        one.kind === 'event' && categoryOf(one.event.stream) === 'accessLog' ? [one.event] : [],
      );
      for (const opened of await openRecords(reader.keys, own)) {
        if (opened.kind === 'unreadable') throw opened.error;
        if (opened.kind === 'erased') continue;
        const { id } = opened.record;
        const record = opened.event.data as ChainedRecord;
        const isCopy = record.tried !== undefined && seen.has(id);
        seen.set(id, true);
        const part = isCopy ? undefined : pick(record);
        if (!part) continue;
        write(format.one(id, part, exported === 0));
        exported += 1;
      }
      bar.advance(page.length);
      await new Promise((resume) => setImmediate(resume));
    }
    write(format.end);
    return exported;
  } finally {
    bar.stop();
    reader.close();
    await source.close();
  }
};

export const auditExport = async (options: AuditExportOptions): Promise<void> => {
  const format = checkedFormat(options);
  const unfinished = `${options.out}.unfinished`;
  // A kill may have left one.
  rmSync(unfinished, { force: true });
  const descriptor = openSync(unfinished, 'wx', 0o600);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  try {
    const exported = await copy(options, format, (text) => void writeSync(descriptor, text));
    fsyncSync(descriptor);
    close();
    renameSync(unfinished, options.out);
    syncFolder(dirname(resolve(options.out)));
    options.say(`Exported ${exported.toLocaleString('en-GB')} access records to ${options.out}`);
  } catch (error) {
    close();
    rmSync(unfinished, { force: true });
    throw error;
  }
};
