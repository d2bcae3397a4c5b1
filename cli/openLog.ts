/**
 * Which event log a data folder stands on: EventStoreDB where `EVENTSTORE_URL` names one, else the
 * log embedded in the folder. Keys and read models are in the folder either way, so its lock holds
 * either way; and a folder that began on one log is never opened on another, whose emptiness would
 * read as "nothing recorded".
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../events/errors';
import { writeWhole } from '../events/store/durableFiles';
import type { EventStore } from '../events/store/eventStore';
import { lockFolder } from '../events/store/sqlite/lock';
import { openSqliteEventStore } from '../events/store/sqlite/sqliteEventStore';

export interface OpenLogOptions {
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of the embedded log only: a write or sync failed. */
  readonly onPoisoned?: (cause: CuckmereError) => void;
}

const refuse = (message: string): CuckmereError => new CuckmereError('CONFIGURATION', message);

const unset = 'take EVENTSTORE_URL out of the environment';

/** What a folder says of the log that it began on, if that is EventStoreDB. */
const markOf = (file: string): { readonly namespace: string } | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    const { namespace } = JSON.parse(readFileSync(file, 'utf8')) as { namespace?: unknown };
    if (typeof namespace === 'string') return { namespace };
  } catch {
    // Said below: a mark that cannot be read is no reason to open another log.
  }
  throw refuse(`The file ${file}, which says where the event log is, cannot be read.`);
};

const openRemote = async (data: string, url: string, namespace: string): Promise<EventStore> => {
  const lock = lockFolder(data);
  try {
    const file = join(data, 'log.json');
    const mark = markOf(file);
    if (existsSync(join(data, 'events.db'))) {
      throw refuse(
        `This data folder holds an event log of its own; with EVENTSTORE_URL nothing in it would be seen. Choose another folder with --data, or ${unset}.`,
      );
    }
    if (mark && mark.namespace !== namespace) {
      throw refuse(
        `This data folder belongs to the event log with the namespace "${mark.namespace}": set EVENTSTORE_NAMESPACE to that, or choose another folder with --data.`,
      );
    }
    // The client is a third of the modules: loaded only by whom it serves.
    const { openEventStoreDb } =
      require('../events/store/eventstoredb/eventStoreDb') as typeof import('../events/store/eventstoredb/eventStoreDb');
    const store = await openEventStoreDb({ url, ...(namespace === '' ? {} : { namespace }) });
    if (!mark) writeWhole(file, `${JSON.stringify({ kind: 'EventStoreDB', namespace })}\n`);
    return {
      ...store,
      close: async () => {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};

const urlOf = (environment: OpenLogOptions['environment']): string =>
  environment['EVENTSTORE_URL'] ?? '';
const namespaceOf = (environment: OpenLogOptions['environment']): string =>
  environment['EVENTSTORE_NAMESPACE'] ?? '';

export const openLog = async (options: OpenLogOptions): Promise<EventStore> => {
  const { data, environment } = options;
  const url = urlOf(environment);
  if (url !== '') return openRemote(data, url, namespaceOf(environment));
  if (markOf(join(data, 'log.json'))) {
    throw refuse(
      'The event log of this data folder is in EventStoreDB: set EVENTSTORE_URL, or choose another folder with --data.',
    );
  }
  return openSqliteEventStore({
    folder: data,
    ...(options.onPoisoned ? { onPoisoned: options.onPoisoned } : {}),
  });
};

/**
 * Gives the log on EventStoreDB a new identity, after its server was restored: positions held from
 * before are then refused, read models begin anew. Nobody may have the folder open.
 */
export const renewLog = async ({ data, environment }: OpenLogOptions): Promise<string> => {
  const url = urlOf(environment);
  if (url === '') {
    throw refuse('Only a log on EventStoreDB is renewed this way: set EVENTSTORE_URL.');
  }
  const lock = lockFolder(data);
  try {
    const namespace = namespaceOf(environment);
    const { renewGeneration } =
      require('../events/store/eventstoredb/renewGeneration') as typeof import('../events/store/eventstoredb/renewGeneration');
    return await renewGeneration({ url, ...(namespace === '' ? {} : { namespace }) });
  } finally {
    lock.release();
  }
};
