/**
 * One text for one content: keys sorted, absent and undefined alike, bigints as their digits; and
 * its SHA-256, by which a commandId used again with other content is found out.
 */
import { createHash } from 'node:crypto';

const canonical = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const sorted = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => [key, canonical(member)]);
  return Object.fromEntries(sorted);
};

export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value));

/** 64 hex digits. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
