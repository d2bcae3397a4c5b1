/**
 * A stream's own metadata: the last event of `$$` and its name. What hides events from readers is
 * known here, `$tb` and `$maxCount`; `$maxAge` and rights are not.
 */
import { tombstoned } from './judgeWrite';

export interface StreamMetadata {
  readonly truncateBefore: bigint;
  readonly maxCount: bigint | undefined;
}

export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const originalOf = (metastream: string): string => metastream.slice('$$'.length);

export const noMetadata: StreamMetadata = { truncateBefore: 0n, maxCount: undefined };
/** Of every `$$` stream only the last event is read. */
export const metadataOfMetastreams: StreamMetadata = { truncateBefore: 0n, maxCount: 1n };

/** What the server writes where a stream is soft-deleted. */
export const softDeletedJson = `{"$tb":${String(tombstoned)}}`;
export const isSoftDeleted = ({ truncateBefore }: StreamMetadata): boolean =>
  truncateBefore === tombstoned;

/** JSON has no whole numbers past 2^53: the text of `$tb` is read, and written, as it stands. */
const truncatePattern = /("\$tb"\s*:\s*)(-?\d+)/;

/** Nothing where it is no JSON object, as the server has it. */
export const parseMetadata = (bytes: Uint8Array): StreamMetadata => {
  const text = Buffer.from(bytes).toString('utf8');
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return noMetadata;
  }
  const maxCount = parsed['$maxCount'];
  return {
    truncateBefore: BigInt(truncatePattern.exec(text)?.[2] ?? 0),
    maxCount: typeof maxCount === 'number' ? BigInt(maxCount) : undefined,
  };
};

/** The same metadata with another `$tb`, as the server rewrites it where a stream is reopened. */
export const withTruncateBefore = (bytes: Uint8Array, before: bigint): string => {
  const text = Buffer.from(bytes).toString('utf8');
  if (truncatePattern.test(text)) return text.replace(truncatePattern, `$1${String(before)}`);
  return JSON.stringify({ ...(JSON.parse(text) as object), $tb: Number(before) });
};
