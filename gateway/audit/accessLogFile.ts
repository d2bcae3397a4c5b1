/**
 * `accessLog.jsonl` in the data folder: how far the chain of each writer of access records went, one
 * line each time that was noted. It stands apart from the log, so that a copy of it kept elsewhere
 * tells where records were cut off.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ChainPoint } from '../../events/access-log/events';
import { syncFolder } from '../../events/store/durableFiles';

export const accessLogFileName = 'accessLog.jsonl';

interface First {
  readonly format: number;
  readonly generation: string;
}

export interface NotedChains {
  readonly generation: string;
  /** In the order in which they were noted. */
  readonly points: readonly ChainPoint[];
}

const generationIn = (line: string): string | undefined => {
  try {
    return (JSON.parse(line) as First).generation;
  } catch {
    return undefined;
  }
};

/** What such a file says; a last line that a crash cut short is dropped. */
export const readAccessLogFile = (file: string): NotedChains | undefined => {
  if (!existsSync(file)) return undefined;
  const [first, ...lines] = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  if (first === undefined) return undefined;
  const generation = generationIn(first);
  if (generation === undefined) return { generation: 'unreadable', points: [] };
  const points = lines.flatMap((line): ChainPoint[] => {
    try {
      return [JSON.parse(line) as ChainPoint];
    } catch {
      return [];
    }
  });
  return { generation, points };
};

export interface AccessLogFile {
  /** The chain that was noted last, of another process that is gone by now. */
  readonly before: ChainPoint | undefined;
  /** Durable when it returns. */
  note(point: ChainPoint): void;
  close(): void;
}

/** Opens the file of this log's generation; that of a log before a restore is kept beside it. */
export const openAccessLogFile = (folder: string, generation: string): AccessLogFile => {
  const file = join(folder, accessLogFileName);
  let found = readAccessLogFile(file);
  if (found && found.generation !== generation) {
    renameSync(file, join(folder, `accessLog-${found.generation}.jsonl`));
    found = undefined;
  }
  const descriptor = openSync(file, 'a', 0o600);
  const write = (line: object, begin = ''): void => {
    writeSync(descriptor, `${begin}${JSON.stringify(line)}\n`);
    fdatasyncSync(descriptor);
  };
  if (found) {
    // What a crash cut short is ended, so that the next line stands alone.
    const text = readFileSync(file, 'utf8');
    if (!text.endsWith('\n')) writeSync(descriptor, '\n');
  } else {
    write({ format: 1, generation });
    syncFolder(folder);
  }
  return {
    before: found?.points.at(-1),
    note: write,
    close: () => {
      closeSync(descriptor);
    },
  };
};
