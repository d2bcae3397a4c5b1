/**
 * `chain.jsonl` in the data folder: the heads of the hash chain, one a line, only ever added to. A last
 * line that a crash, a power cut or a full disk left in part is dropped; copies of this file kept elsewhere vouch for the log.
 */
import {
  closeSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../../errors';
import { syncFolder } from '../durableFiles';
import type { Head } from './chainHash';

export const chainFileName = 'chain.jsonl';
const formatVersion = 1;

export interface ChainRecord {
  readonly generation: string;
  readonly heads: readonly Head[];
}

interface Parsed extends ChainRecord {
  /** Bytes of whole lines: what is after them was cut short. */
  readonly wholeBytes: number;
}

const unreadable = (line: number): CuckmereError =>
  new CuckmereError(
    'STORE_DAMAGED',
    `Line ${String(line)} of ${chainFileName} cannot be read: the file was changed. Restore it from a copy.`,
  );

/** The lines that are whole: of the last one a power cut may have kept any sectors, its end among them. */
const wholeLines = (text: string): { lines: unknown[]; wholeBytes: number } => {
  const ended = text.split('\n').slice(0, -1);
  const lines: unknown[] = [];
  let wholeBytes = 0;
  for (const [index, line] of ended.entries()) {
    try {
      lines.push(JSON.parse(line));
    } catch {
      if (index === ended.length - 1) break;
      throw unreadable(index + 1);
    }
    wholeBytes += Buffer.byteLength(line) + 1;
  }
  return { lines, wholeBytes };
};

const parse = (text: string): Parsed | undefined => {
  const { lines, wholeBytes } = wholeLines(text);
  const [first, ...heads] = lines as [{ format?: number; generation?: string }?, ...Head[]];
  if (!first) return undefined;
  if (first.format === undefined || first.generation === undefined) throw unreadable(1);
  if (first.format > formatVersion) {
    throw new CuckmereError(
      'STORE_NEWER',
      `${chainFileName} has format ${String(first.format)}; this version of Cuckmere knows up to ${String(formatVersion)}.`,
    );
  }
  return { generation: first.generation, heads, wholeBytes };
};

/** What a chain file says, such as a copy kept elsewhere; undefined where there is none. */
export const readChainFile = (file: string): ChainRecord | undefined => read(file);

const read = (file: string): Parsed | undefined => {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** What the chain file says; undefined where there is none yet. */
export const readChain = (folder: string): ChainRecord | undefined =>
  readChainFile(join(folder, chainFileName));

export interface ChainFile {
  /** The last head that is durable. */
  last(): Head | undefined;
  /** Durable when it returns; where it throws, the file is as if it had not been called. */
  append(head: Head): void;
  close(): void;
}

/** Opens the chain of this generation; that of a log before a restore is kept beside it. */
export const openChainFile = (folder: string, generation: string): ChainFile => {
  const file = join(folder, chainFileName);
  let found = read(file);
  if (found && found.generation !== generation) {
    renameSync(file, join(folder, `chain-${found.generation}.jsonl`));
    found = undefined;
  }
  const descriptor = openSync(file, 'a', 0o600);
  let wholeBytes = found?.wholeBytes ?? 0;
  let last = found?.heads.at(-1);
  const write = (line: object): void => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    // Part of a line may be there: of a crash, or of a write that a full disk refused half way.
    ftruncateSync(descriptor, wholeBytes);
    for (let written = 0; written < bytes.length;) {
      written += writeSync(descriptor, bytes, written);
    }
    fdatasyncSync(descriptor);
    wholeBytes += bytes.length;
  };
  if (!found) {
    write({ format: formatVersion, generation });
    syncFolder(folder);
  }
  return {
    last: () => last,
    append: (head) => {
      write(head);
      last = head;
    },
    close: () => {
      closeSync(descriptor);
    },
  };
};
