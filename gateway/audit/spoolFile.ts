/**
 * The local spool: access records of urgent care that the log could not take, sealed, each a whole
 * event of one `accessLog-` stream of the spool's own, in the order in which they will be appended.
 * So line n is revision n, and what was forwarded before a kill is never forwarded twice. Its first
 * megabytes are written at the start: a full disk still takes them.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { CuckmereError } from '../../events/errors';
import { streamName } from '../../events/ids';
import type { StreamName } from '../../events/ids';
import { syncFolder } from '../../events/store/durableFiles';
import type { NewEvent } from '../../events/store/eventStore';
import { randomId } from '../../events/store/random';

export const spoolLimits = {
  /** Written when the file is made, so that they are there when the disk is full. */
  reservedBytes: 4 * 2 ** 20,
  /** Records beyond it are refused. */
  bytesMax: 32 * 2 ** 20,
} as const;
export type SpoolLimits = { readonly [Name in keyof typeof spoolLimits]: number };

export const spoolFileName = 'accessLog.spool';

interface Line {
  readonly id: NewEvent['id'];
  readonly type: string;
  readonly metadata: NewEvent['metadata'];
  readonly data: string;
}

interface Place {
  readonly offset: number;
  readonly bytes: number;
}

/** Bound to the stream: a line that an earlier spool left in the file is none of this one. */
const sumOf = (stream: string, json: string): string =>
  crc32(json, crc32(stream)).toString(16).padStart(8, '0');

const eventOf = (json: string): NewEvent => {
  const { data, ...line } = JSON.parse(json) as Line;
  return { ...line, data: Buffer.from(data, 'base64') };
};

const full = (): CuckmereError =>
  new CuckmereError('ACCESS_LOG_UNAVAILABLE', 'The spool of access records is full.');

export const openSpoolFile = (folder: string, limits: SpoolLimits = spoolLimits) => {
  const file = join(folder, spoolFileName);
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  let stream: StreamName = streamName('accessLog', randomId());
  let places: Place[] = [];
  let end = 0;

  const writeAll = (bytes: Buffer, offset: number): void => {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(descriptor, bytes, written, bytes.length - written, offset + written);
    }
  };

  /** A new spool from the file's first byte on; what stands behind it counts no more. */
  const begin = (): void => {
    stream = streamName('accessLog', randomId());
    const head = JSON.stringify({ format: 1, stream });
    const bytes = Buffer.from(`${sumOf('', head)} ${head}\n`);
    writeAll(bytes, 0);
    fdatasyncSync(descriptor);
    places = [];
    end = bytes.length;
  };

  const reserve = (): void => {
    const { size } = fstatSync(descriptor);
    if (size >= limits.reservedBytes) return;
    writeAll(Buffer.alloc(limits.reservedBytes - size), size);
    fdatasyncSync(descriptor);
  };

  /** The whole lines from `offset` on, up to the first that is not one of this spool. */
  const readLines = (): void => {
    const bytes = Buffer.alloc(fstatSync(descriptor).size);
    readSync(descriptor, bytes, 0, bytes.length, 0);
    const lineAt = (offset: number): { json: string; sum: string; next: number } | undefined => {
      const stop = bytes.indexOf(10, offset);
      if (stop < 0) return undefined;
      const text = bytes.toString('utf8', offset, stop);
      return { sum: text.slice(0, 8), json: text.slice(9), next: stop + 1 };
    };
    const head = lineAt(0);
    if (!head || head.sum !== sumOf('', head.json)) {
      // Of a damaged disk, if it is not new: kept for whoever can still read it.
      if (bytes.length > 0 && bytes[0] !== 0) copyFileSync(file, `${file}.unreadable`);
      begin();
      return;
    }
    ({ stream } = JSON.parse(head.json) as { stream: StreamName });
    end = head.next;
    for (let line = lineAt(end); line; line = lineAt(end)) {
      if (line.sum !== sumOf(stream, line.json)) return;
      places.push({ offset: end, bytes: line.next - end });
      end = line.next;
    }
  };

  readLines();
  try {
    reserve();
  } catch {
    // A disk that is full already: what fits is kept, the rest is refused.
  }
  syncFolder(dirname(resolve(file)));

  return {
    stream: (): StreamName => stream,
    count: (): number => places.length,
    /** Durable when it returns; where it throws, none of them was added. */
    add: (events: readonly NewEvent[]): void => {
      const lines = events.map(({ id, type, metadata, data }) => {
        const line: Line = { id, type, metadata, data: Buffer.from(data).toString('base64') };
        const json = JSON.stringify(line);
        return Buffer.from(`${sumOf(stream, json)} ${json}\n`);
      });
      const bytes = Buffer.concat(lines);
      if (end + bytes.length > limits.bytesMax) throw full();
      writeAll(bytes, end);
      fdatasyncSync(descriptor);
      for (const { length } of lines) {
        places.push({ offset: end, bytes: length });
        end += length;
      }
    },
    /** The events from number `from` on, at most `limit` of them. */
    read: (from: number, limit: number): NewEvent[] =>
      places.slice(from, from + limit).map(({ offset, bytes }) => {
        const line = Buffer.alloc(bytes);
        readSync(descriptor, line, 0, bytes, offset);
        return eventOf(line.toString('utf8', 9, bytes - 1));
      }),
    /** Everything in it was forwarded. */
    clear: (): void => {
      const { size } = fstatSync(descriptor);
      if (size > limits.reservedBytes) ftruncateSync(descriptor, limits.reservedBytes);
      begin();
    },
    close: (): void => {
      closeSync(descriptor);
    },
  };
};
export type SpoolFile = ReturnType<typeof openSpoolFile>;
