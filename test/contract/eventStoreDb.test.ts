/**
 * The EventStoreDB adapter: the parts of the vendor's client that are not its public face, which a
 * new version may move (EVENTSTORE.md A5.1); and, where `EVENTSTORE_TEST_URL` names a server,
 * everything that the adapter and the product must do on it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { unpackToCommandError } from '@kurrent/kurrentdb-client/dist/streams/appendToStream/unpackError';
import { debug } from '@kurrent/kurrentdb-client/dist/utils/debug';
import { StreamsClient } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { serverGone } from '../e2e/serverGone';
import { eventStoreDbContract } from './eventStoreDbContract';
import { eventStoreDbLine } from './eventStoreDbLine';
import { eventStoreDbWays } from './eventStoreDbWays';

const url = process.env['EVENTSTORE_TEST_URL'];
if (url) {
  for (const suite of [eventStoreDbContract, eventStoreDbWays, eventStoreDbLine, serverGone]) {
    suite('a real server', () => url);
  }
}

const root = join(__dirname, '../..');
const json = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;

describe('the client of EventStoreDB', () => {
  it('is exactly the version that the adapter was written and measured against', () => {
    expect(json('package.json')['dependencies']).toMatchObject({
      '@kurrent/kurrentdb-client': '1.3.1',
    });
    expect(json('node_modules/@kurrent/kurrentdb-client/package.json')['version']).toBe('1.3.1');
  });

  it('is the only one: a second would overwrite the definitions of the first', () => {
    expect(Object.keys(json('package-lock.json')['packages'] as object)).not.toContain(
      'node_modules/@eventstore/db-client',
    );
  });

  it('still has the members behind its face that the adapter calls', async () => {
    const client = KurrentDBClient.connectionString('kurrentdb://127.0.0.1:1?tls=false');
    const members = client as unknown as Record<string, (...words: unknown[]) => unknown>;
    expect(typeof members['GRPCStreamCreator']).toBe('function');
    expect(typeof members['execute']).toBe('function');
    const [metadata, options] = members['callArguments']!(
      { requiresLeader: true },
      { deadline: Infinity },
    ) as [{ getMap(): object }, { deadline: unknown }];
    expect(metadata.getMap()).toMatchObject({ 'requires-leader': 'true' });
    expect(options.deadline).toBe(Infinity);
    await client.dispose();
  });

  it('still has the calls and the words that the adapter sends and reads', () => {
    const calls = StreamsClient.prototype as unknown as Record<string, unknown>;
    for (const call of ['read', 'batchAppend', 'tombstone']) {
      expect(typeof calls[call]).toBe('function');
    }
    expect(typeof ReadReq.Options.ControlOption.prototype.setCompatibility).toBe('function');
    expect(typeof unpackToCommandError).toBe('function');
    expect(debug.connection.namespace).toBe('kdb:connection');
  });
});
