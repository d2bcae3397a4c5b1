/** The adapter where the server asks who calls, and where the server is a cluster: on the double. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStore } from '../../events/store/eventStore';
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double, DoubleOptions } from '../support/eventstoredb/startDouble';
import { selfSignedCertificate } from '../support/selfSignedCertificate';
import { temporaryFolder } from '../support/temporaryFolder';
import {
  collect,
  eventsNamed,
  eventsOf,
  freshStream,
  namesOf,
  untilCaughtUp,
} from './contractEvents';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const openDouble = async (options: DoubleOptions = {}): Promise<Double> => {
  const double = await startDouble(options);
  closers.push(() => double.close());
  return double;
};
const open = async (url: string): Promise<EventStore> => {
  const store = await openEventStoreDb({ url });
  closers.push(() => store.close());
  return store;
};

describe('a server with TLS and users', () => {
  const secured = async () => {
    const tls = selfSignedCertificate();
    const { endpoint } = await openDouble({ tls, users: { crew: 'pa:ss@word' } });
    const authority = join(temporaryFolder(), 'authority.pem');
    writeFileSync(authority, tls.cert);
    const at = `127.0.0.1:${String(endpoint.port)}?tlsVerifyCert=false&tlsCAFile=${encodeURIComponent(authority)}`;
    return (user: string) => `kurrentdb://${user}@${at}`;
  };

  it('is written to and read with the right password, percent-encoded', async () => {
    const urlFor = await secured();
    const store = await open(urlFor('crew:pa%3Ass%40word'));
    const stream = freshStream();
    await store.append(stream, 'none', eventsNamed('a'));
    expect(namesOf((await store.read(stream))!.events)).toEqual(['a']);
  });

  it('refuses another at once, in one line that says what to do and holds no password', async () => {
    const urlFor = await secured();
    for (const user of ['crew:wrongword', 'nobody:pa%3Ass%40word']) {
      const refused: unknown = await openEventStoreDb({ url: urlFor(user) }).catch(
        (error: unknown) => error,
      );
      expect(refused).toMatchObject({
        code: 'CONFIGURATION',
        message: expect.stringMatching(/refused the user of EVENTSTORE_URL: correct/) as string,
      });
      expect(JSON.stringify([refused, String(refused)])).not.toMatch(/wrongword|ss@word|pa%3A/);
    }
  });
});

describe('a cluster', () => {
  const cluster = async () => {
    const leader = await openDouble();
    const follower = await openDouble({ log: leader.log });
    follower.misbehave({ notLeader: leader.endpoint });
    const nodes = [follower, leader].map(({ endpoint }) => `127.0.0.1:${String(endpoint.port)}`);
    return { leader, follower, url: `kurrentdb://${nodes.join(',')}?tls=false` };
  };

  it('is asked at its leader, and at the new one when the old one is gone', async () => {
    const { leader, follower, url } = await cluster();
    const store = await open(url);
    const stream = freshStream();
    await store.append(stream, 'none', eventsNamed('a'));
    follower.misbehave({});
    leader.goAway();
    let again;
    while (!again) again = await store.append(stream, 0n, eventsNamed('b')).catch(() => undefined);
    expect(again).toMatchObject({ kind: 'appended', revision: 1n });
    expect(namesOf((await store.read(stream))!.events)).toEqual(['a', 'b']);
    const told = await collect(store, 'start', [], untilCaughtUp);
    expect(namesOf(eventsOf(told))).toEqual(['a', 'b']);
  });

  it('whose leader steps down is read and written at the next, from the follower’s address too', async () => {
    const { leader, follower } = await cluster();
    const store = await open(follower.url);
    const stream = freshStream();
    await store.append(stream, 'none', eventsNamed('a'));
    follower.misbehave({});
    leader.misbehave({ notLeader: follower.endpoint });
    expect(await store.head(stream)).toBe(0n);
    // Told by the call that it leads no more, the adapter cannot know what became of the append.
    await expect(store.append(stream, 0n, eventsNamed('b'))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(await store.append(stream, 0n, eventsNamed('b'))).toMatchObject({ revision: 1n });
  });

  it('whose leader steps down before a tombstone leaves that unknown, never refused', async () => {
    const { leader, follower } = await cluster();
    const store = await open(leader.url);
    const stream = freshStream();
    await store.append(stream, 'none', eventsNamed('a'));
    follower.misbehave({});
    leader.misbehave({ notLeader: follower.endpoint });
    await expect(store.tombstone(stream)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await store.tombstone(stream);
    await expect(store.head(stream)).rejects.toMatchObject({ code: 'STREAM_DELETED' });
  });
});
