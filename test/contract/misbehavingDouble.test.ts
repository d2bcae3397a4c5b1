/** Each misbehaviour of the double, seen by the vendor's own client. */
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { AppendFate } from '../support/eventstoredb/misbehaviour';
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double, DoubleOptions } from '../support/eventstoredb/startDouble';
import { selfSignedCertificate } from '../support/selfSignedCertificate';
import { eventsOf, namesIn, newStream, outcomeOf } from './vendorClient';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const openDouble = async (options: DoubleOptions = {}): Promise<Double> => {
  const double = await startDouble(options);
  closers.push(() => double.close());
  return double;
};
const clientOf = (url: string): KurrentDBClient => {
  const client = KurrentDBClient.connectionString(url);
  closers.push(() => client.dispose());
  return client;
};
const opened = async (options: DoubleOptions = {}) => {
  const double = await openDouble(options);
  const client = clientOf(double.url);
  // The client's first append opens its call; those after it come in the order they are sent.
  await client.appendToStream(newStream(), eventsOf(newStream(), 'a'));
  return { double, client };
};
const signal = () => {
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { settled, settle };
};
/** This fate for the next append, then all goes well. Resolves when that append has come. */
const once = (double: Double, fate: AppendFate): Promise<void> =>
  new Promise((resolve) => {
    double.misbehave({
      onCall: resolve,
      append: ({ number }) => (number === 0 ? fate : 'answered'),
    });
  });
/** Settles to `unanswered` where the other has not by the time that a later append is answered. */
const byThen = async (client: KurrentDBClient, asked: Promise<string>): Promise<string> => {
  const other = newStream();
  const later = outcomeOf(client, 'BatchAppend', other, 'no_stream', 'a');
  return Promise.race([asked, later.then(() => 'unanswered')]);
};
const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error;
  }
};

describe('an append to the double', () => {
  it('whose answer is dropped is committed: sent again under its ids it is answered', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    void once(double, 'answerDropped');
    const lost = outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a');
    expect(await byThen(client, lost)).toBe('unanswered');
    expect(await namesIn(client, stream)).toBe('a');
    expect(await outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a')).toBe('written 0');
    expect(await namesIn(client, stream)).toBe('a');
  });

  it('that is lost is not written', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    void once(double, 'lost');
    const lost = outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a');
    expect(await byThen(client, lost)).toBe('unanswered');
    expect(await namesIn(client, stream)).toBe('stream-not-found');
  });

  it('that is answered late can be read before that', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    const { settled, settle } = signal();
    void once(double, { answeredAfter: settled });
    const late = outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a');
    expect(await byThen(client, late)).toBe('unanswered');
    expect(await namesIn(client, stream)).toBe('a');
    settle();
    expect(await late).toBe('written 0');
  });

  it.each(['BatchAppend', 'Append'] as const)(
    'in flight is not read, and its ids sent again over %s are dropped and time out',
    async (way) => {
      const { double, client } = await opened({ writeTimeoutMs: 50 });
      const stream = newStream();
      const { settled, settle } = signal();
      void once(double, { committedAfter: settled });
      const first = outcomeOf(client, way, stream, 'no_stream', 'a');
      const again = outcomeOf(client, way, stream, 'no_stream', 'a');
      const timedOut = way === 'Append' ? 'unknown' : 'deadline-exceeded';
      expect(await Promise.all([first, again])).toEqual([timedOut, timedOut]);
      expect(await namesIn(client, stream)).toBe('stream-not-found');
      settle();
      await double.log.grown(double.log.visibleCount, new AbortController().signal);
      expect(await outcomeOf(client, way, stream, 'no_stream', 'a')).toBe('written 0');
      expect(await namesIn(client, stream)).toBe('a');
    },
  );

  it('in flight keeps what was written after it from readers too', async () => {
    const { double, client } = await opened();
    const [held, after] = [newStream(), newStream()];
    const { settled, settle } = signal();
    void once(double, { committedAfter: settled });
    const first = outcomeOf(client, 'BatchAppend', held, 'no_stream', 'a');
    const second = outcomeOf(client, 'BatchAppend', after, 'no_stream', 'b');
    expect(await namesIn(client, after)).toBe('stream-not-found');
    settle();
    expect(await Promise.all([first, second])).toEqual(['written 0', 'written 0']);
    expect(await namesIn(client, after)).toBe('b');
  });
});

describe('a double that goes away', () => {
  it('fails what is asked of it, and comes back on its port with its log', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    await outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a');
    double.goAway();
    expect(await outcomeOf(client, 'BatchAppend', stream, 0n, 'b')).toBe('unavailable');
    await double.comeBack();
    const again = clientOf(double.url);
    expect(await namesIn(again, stream)).toBe('a');
    expect(await outcomeOf(again, 'BatchAppend', stream, 0n, 'b')).toBe('written 1');
  });

  it('loses what was in flight and forgets recent ids, as a server that was killed', async () => {
    const { double, client } = await opened();
    const [held, kept] = [newStream(), newStream()];
    await outcomeOf(client, 'BatchAppend', kept, 'any', 'a');
    const hasCome = once(double, { committedAfter: signal().settled });
    const first = outcomeOf(client, 'BatchAppend', held, 'no_stream', 'a');
    await hasCome;
    double.goAway();
    expect(await first).toBe('unavailable');
    await double.comeBack();
    const again = clientOf(double.url);
    expect(await namesIn(again, held)).toBe('stream-not-found');
    expect(await outcomeOf(again, 'BatchAppend', held, 'no_stream', 'a')).toBe('written 0');
    expect(await outcomeOf(again, 'BatchAppend', kept, 'any', 'a')).toBe('written 1');
  });

  it('in the middle of a subscription ends it, after exactly so many answers', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    await client.appendToStream(stream, eventsOf(stream, 'a b c d'));
    double.misbehave({ goesAwayAfterAnswers: 3 });
    const subscription = client.subscribeToStream(stream);
    const told: string[] = [];
    const end = await failureOf(
      (async () => {
        for await (const { event } of subscription) told.push(String(event?.revision));
      })(),
    );
    expect(told.length).toBeLessThanOrEqual(2);
    expect(end).toMatchObject({ type: 'unavailable' });
    await double.comeBack();
    expect(await namesIn(clientOf(double.url), stream)).toBe('a b c d');
  });
});

describe('a double that follows', () => {
  const cluster = async () => {
    const leader = await openDouble();
    const follower = await openDouble({ log: leader.log });
    follower.misbehave({ notLeader: leader.endpoint });
    return { leader, follower };
  };

  it('sends calls that require the leader there, and the client goes', async () => {
    const { leader, follower } = await cluster();
    const client = clientOf(follower.url);
    const stream = newStream();
    const options = { requiresLeader: true, streamState: 'no_stream' } as const;
    const sent = () => client.appendToStream(stream, eventsOf(stream, 'a'), options);
    expect(await failureOf(sent())).toMatchObject({
      type: 'not-leader',
      leader: { address: leader.endpoint.host, port: leader.endpoint.port },
    });
    expect(await sent()).toMatchObject({ nextExpectedRevision: 0n });
    expect(await namesIn(clientOf(leader.url), stream)).toBe('a');
  });

  it('takes appends that do not require the leader, as it forwards them', async () => {
    const { leader, follower } = await cluster();
    const stream = newStream();
    const written = await outcomeOf(clientOf(follower.url), 'BatchAppend', stream, 'any', 'a');
    expect(written).toBe('written 0');
    expect(await namesIn(clientOf(leader.url), stream)).toBe('a');
  });

  it('says by gossip who leads, so that a client of the cluster asks the leader at once', async () => {
    const { leader, follower } = await cluster();
    const nodes = [follower, leader].map(({ endpoint }) => `127.0.0.1:${String(endpoint.port)}`);
    const client = clientOf(`kurrentdb://${nodes.join(',')}?tls=false`);
    const stream = newStream();
    const options = { requiresLeader: true, streamState: 'no_stream' } as const;
    await expect(
      client.appendToStream(stream, eventsOf(stream, 'a'), options),
    ).resolves.toMatchObject({ nextExpectedRevision: 0n });
    expect(await namesIn(client, stream)).toBe('a');
  });
});

describe('a double', () => {
  it('that is not ready says so, to appends and to reads', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    await outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a');
    double.misbehave({ isNotReady: true });
    expect(await failureOf(client.appendToStream(stream, eventsOf(stream, 'b')))).toMatchObject({
      message: expect.stringContaining('Server Is Not Ready') as string,
    });
    expect(await namesIn(client, stream)).toBe('unavailable');
    double.misbehave({});
    expect(await namesIn(clientOf(double.url), stream)).toBe('a');
  });

  it('that is silent answers nothing and does nothing', async () => {
    const { double, client } = await opened();
    const stream = newStream();
    await outcomeOf(client, 'BatchAppend', newStream(), 'no_stream', 'a');
    const hasCome = new Promise<void>((onCall) => {
      double.misbehave({ isSilent: true, onCall });
    });
    const asked = outcomeOf(client, 'BatchAppend', stream, 'no_stream', 'a');
    await hasCome;
    double.misbehave({});
    expect(await byThen(client, asked)).toBe('unanswered');
    expect(await namesIn(client, stream)).toBe('stream-not-found');
  });

  it('with TLS and users lets in who has the password, and nobody else', async () => {
    const double = await openDouble({ tls: selfSignedCertificate(), users: { crew: 'right' } });
    const address = `127.0.0.1:${String(double.endpoint.port)}?tlsVerifyCert=false`;
    const stream = newStream();
    const right = clientOf(`kurrentdb://crew:right@${address}`);
    expect(await outcomeOf(right, 'BatchAppend', stream, 'no_stream', 'a')).toBe('written 0');
    const wrong = clientOf(`kurrentdb://crew:wrong@${address}`);
    expect(await outcomeOf(wrong, 'BatchAppend', stream, 'any', 'b')).toBe('access-denied');
    expect(await namesIn(right, stream)).toBe('a');
  });
});
