/**
 * The vendor's own client against a server, for tests of the server itself, and its answers as plain
 * values that can be compared. Streams and ids are new in every run, so the server may be shared.
 */
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { AppendStreamState, JSONEventData } from '@kurrent/kurrentdb-client';
import { randomUUID } from 'node:crypto';
import { openStreamsCalls } from '../../events/store/eventstoredb/client';
import type { StreamsCalls } from '../../events/store/eventstoredb/client';
import { readConnectionString } from '../../events/store/eventstoredb/connectionString';
import { uuidOf } from '../support/acts';

const run = randomUUID();
let streams = 0;

export const newStream = (category = 'server'): string => {
  streams += 1;
  return `${category}-${run}-${String(streams)}`;
};

/** `names` as one text, `a b`; the same name in the same stream has the same id. */
export const eventsOf = (stream: string, names: string): JSONEventData[] =>
  names
    .split(' ')
    .filter((name) => name !== '')
    .map((name) =>
      jsonEvent({ id: uuidOf(`${stream} ${name}`), type: 'Happened', data: { name } }),
    );

export interface Vendor {
  readonly client: KurrentDBClient;
  /** The calls below the client, made as our adapter makes them. */
  readonly calls: StreamsCalls;
}

/** Opened before the tests of a group, closed after them. */
export const vendorOf = (urlOf: () => string): (() => Vendor) => {
  let vendor: Vendor | undefined;
  beforeAll(() => {
    const url = urlOf();
    vendor = {
      client: KurrentDBClient.connectionString(url),
      calls: openStreamsCalls(readConnectionString(url)),
    };
  });
  afterAll(async () => {
    await vendor?.client.dispose();
    await vendor?.calls.close();
  });
  return () => {
    if (!vendor) throw new Error('The client is opened before the tests run.');
    return vendor;
  };
};

export type Way = 'BatchAppend' | 'Append';
export const ways: readonly Way[] = ['BatchAppend', 'Append'];

/** With credentials the client takes the call Append; without TLS they are not sent. */
export const optionsOf = (way: Way) =>
  way === 'Append' ? { credentials: { username: 'somebody', password: 'unused' } } : {};

/** `written 2`, `conflict 1`, `conflict none`, or the type of another error. */
export const outcomeOf = async (
  client: KurrentDBClient,
  way: Way,
  stream: string,
  state: AppendStreamState,
  names: string,
): Promise<string> => {
  try {
    const sent = eventsOf(stream, names);
    const options = { streamState: state, ...optionsOf(way) };
    const result = await client.appendToStream(stream, sent, options);
    return `written ${String(result.nextExpectedRevision)}`;
  } catch (error) {
    const { type, actualState } = error as { type?: string; actualState?: bigint | string };
    if (type !== 'wrong-expected-version') return type ?? String(error);
    return `conflict ${actualState === 'no_stream' ? 'none' : String(actualState)}`;
  }
};

/** Names of a stream's events in order, or the type of the error that a read ends with. */
export const namesIn = async (client: KurrentDBClient, stream: string): Promise<string> => {
  const names: string[] = [];
  try {
    for await (const { event } of client.readStream(stream)) {
      names.push((event?.data as { name?: string } | undefined)?.name ?? '?');
    }
    return names.join(' ');
  } catch (error) {
    return (error as { type?: string }).type ?? String(error);
  }
};

const settledWithinMs = 5_000;

/**
 * As `namesIn`, once it is what is awaited or has not become so for a while: what makes a soft-deleted
 * stream readable again is a write of its own, which a busy server indexes after the append's answer.
 */
export const settledNamesIn = async (
  client: KurrentDBClient,
  stream: string,
  awaited: string,
): Promise<string> => {
  const givenUpAt = performance.now() + settledWithinMs;
  for (;;) {
    const names = await namesIn(client, stream);
    if (names === awaited || performance.now() > givenUpAt) return names;
  }
};
