/**
 * Gives a log on EventStoreDB a new identity, for after its server was restored from a copy: then
 * positions that clients and read models hold may name other events than before, and must be
 * refused with "read again" (DESIGN.md 4).
 */
import { CuckmereError } from '../../errors';
import { createAppends } from './appends';
import { openStreamsCalls } from './client';
import { readConnectionString } from './connectionString';
import type { EventStoreDbOptions } from './eventStoreDb';
import { eventStoreDbLimits } from './eventStoreDbLimits';
import { readGeneration, writeGeneration } from './identity';
import { openLog } from './openLog';
import { createReads } from './reads';
import { createStreamNames } from './streamNames';

/** Resolves to the new generation. */
export const renewGeneration = async (options: EventStoreDbOptions): Promise<string> => {
  const limits = { ...eventStoreDbLimits, ...options.limits };
  const connection = readConnectionString(options.url);
  const names = createStreamNames(options.namespace);
  const calls = openStreamsCalls(connection);
  const reads = createReads(calls, names, limits);
  const appends = createAppends(calls, limits);
  try {
    const before = await openLog({ connection, reads, appends, names, limits });
    await writeGeneration(appends, names, 'exists');
    const after = await readGeneration(reads, names);
    if (after !== undefined && after !== before) return after;
    throw new CuckmereError('STORE_UNAVAILABLE', 'The new identity of the log was not kept.');
  } finally {
    await calls.close();
  }
};
