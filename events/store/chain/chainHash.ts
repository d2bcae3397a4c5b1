/**
 * The hash chain over a log: one SHA-256 over every record in log order, each block begun with the
 * head before it. A mark of four bytes a record tells which one differs; the head is the proof
 * (docs/decisions/0008).
 */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Position, RecordedEvent } from '../eventStore';

/** Records of one block at the most; its head is written down. */
export const blockRecordsMax = 1_000;

/** What the chain vouches for: `records` since the head before, `count` since the log began. */
export interface Head {
  readonly count: number;
  /** Of the last record in it. */
  readonly position: Position;
  /** SHA-256, 64 hex digits. */
  readonly head: string;
  /** Four bytes a record, base64. */
  readonly marks: string;
}

export const noHead = '0'.repeat(64);

/** Bytes gathered before they are hashed: one call for many records costs a fifth. */
const gatherBytes = 256 * 1024;

/** Everything that a record says but its data, each part ended, so that no two records share it. */
const clearOf = ({
  position,
  stream,
  revision,
  id,
  type,
  metadata,
  data,
}: RecordedEvent): string => {
  let clear = `${position}\n${stream}\n${String(revision)}\n${id}\n${type}\n${String(data.byteLength)}\n`;
  for (const key in metadata) clear += `${key}\n${JSON.stringify(metadata[key])}\n`;
  return `${clear}\n`;
};

export const createChainHash = (after: { readonly count: number; readonly head: string }) => {
  let { count, head } = after;
  let block: Hash = createHash('sha256').update(head);
  let marks: number[] = [];
  let last: Position | undefined;
  const gathered = Buffer.allocUnsafe(gatherBytes);
  let gatheredTo = 0;

  const hashGathered = (): void => {
    block.update(gathered.subarray(0, gatheredTo));
    gatheredTo = 0;
  };

  return {
    /** Gives the record's mark. */
    add: (record: RecordedEvent): number => {
      const clear = clearOf(record);
      // At most three bytes a character of UTF-16.
      const bytesMax = clear.length * 3 + record.data.byteLength;
      if (gatheredTo + bytesMax > gatherBytes) hashGathered();
      let mark: number;
      if (bytesMax > gatherBytes) {
        const bytes = Buffer.concat([Buffer.from(clear), record.data]);
        block.update(bytes);
        mark = crc32(bytes);
      } else {
        const start = gatheredTo;
        gatheredTo += gathered.write(clear, gatheredTo);
        gathered.set(record.data, gatheredTo);
        gatheredTo += record.data.byteLength;
        mark = crc32(gathered.subarray(start, gatheredTo));
      }
      marks.push(mark);
      count += 1;
      last = record.position;
      return mark;
    },
    pending: (): number => marks.length,
    /** Ends the block; undefined where no record came since the last head. */
    end: (): Head | undefined => {
      if (!last || marks.length === 0) return undefined;
      hashGathered();
      head = block.digest('hex');
      const bytes = Buffer.alloc(marks.length * 4);
      marks.forEach((mark, index) => bytes.writeUInt32BE(mark, index * 4));
      block = createHash('sha256').update(head);
      marks = [];
      return { count, position: last, head, marks: bytes.toString('base64') };
    },
  };
};
export type ChainHash = ReturnType<typeof createChainHash>;

/** The marks of a head as numbers, in log order. */
export const marksOf = ({ marks }: Head): number[] => {
  const bytes = Buffer.from(marks, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32BE(index * 4));
};
