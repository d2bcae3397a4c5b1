/**
 * `chain.jsonl` in the data folder: the heads of the hash chain, one a line, only ever added to. A
 * line that a crash cut short is dropped; copies of this file kept elsewhere vouch for the log.
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

const parse = (text: string): Parsed | undefined => {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').slice(0, -1);
  const parsed = lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      throw unreadable(index + 1);
    }
  });
  const [first, ...heads] = parsed as [{ format?: number; generation?: string }?, ...Head[]];
  if (!first) return undefined;
  if (first.format === undefined || first.generation === undefined) throw unreadable(1);
  if (first.format > formatVersion) {
    throw new CuckmereError(
      'STORE_NEWER',
      `${chainFileName} has format ${String(first.format)}; this version of Cuckmere knows up to ${String(formatVersion)}.`,
    );
  }
  return { generation: first.generation, heads, wholeBytes: Buffer.byteLength(whole) };
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
  readonly last: Head | undefined;
  /** Durable when it returns; where it throws the file is as it was. */
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
  const write = (line: object): void => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    // Of a line that a full disk cut short too: half a line in the middle could not be read.
    ftruncateSync(descriptor, wholeBytes);
    if (writeSync(descriptor, bytes) < bytes.byteLength) {
      throw new CuckmereError('STORE_FULL', `${chainFileName} takes no more: the disk is full.`);
    }
    fdatasyncSync(descriptor);
    wholeBytes += bytes.byteLength;
  };
  if (!found) write({ format: formatVersion, generation });
  return {
    last: found?.heads.at(-1),
    append: write,
    close: () => {
      closeSync(descriptor);
    },
  };
};
