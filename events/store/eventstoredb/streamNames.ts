/**
 * Our stream names on the server and back. A namespace (letters and digits, then `_`) lets several
 * logs that know nothing of each other share one server; without one the names are the same.
 */
import type { StreamName } from '../../ids';
import type { StreamFilter } from './requests';

/** Names this log: not of a category of ours, and no part of what the log tells. */
export const identityStream: StreamName = 'logIdentity-cuckmere';

export interface StreamNames {
  outward(stream: string): string;
  ours(outward: string): StreamName;
  /** Streams that begin with one of the prefixes; none: all of ours, no system stream, no link. */
  filter(prefixes: readonly string[]): StreamFilter;
}

export const isNamespace = (text: string): boolean => /^[A-Za-z][A-Za-z0-9]{0,39}$/.test(text);

export const createStreamNames = (namespace: string | undefined): StreamNames => {
  const before = namespace === undefined ? '' : `${namespace}_`;
  return {
    outward: (stream) => before + stream,
    ours: (outward) => outward.slice(before.length) as StreamName,
    filter: (prefixes) =>
      prefixes.length > 0
        ? { prefixes: prefixes.map((prefix) => before + prefix) }
        : { regex: `^${before}(?!${identityStream})[A-Za-z][A-Za-z0-9]*-` },
  };
};
