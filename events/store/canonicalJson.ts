/**
 * One text for one content: keys sorted, absent and undefined alike, bigints as their digits; and
 * its SHA-256, by which a commandId used again with other content is found out.
 */
import { createHash } from 'node:crypto';

export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'bigint') return `"${value.toString()}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const members = value as Record<string, unknown>;
  const written = Object.keys(members)
    .filter((key) => members[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(members[key])}`);
  return `{${written.join(',')}}`;
};

/** 64 hex digits. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
