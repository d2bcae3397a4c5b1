/** The runner: same rows however often it was stopped, never stuck on what it does not want. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../../events/errors';
import type { EventStore, Position, SubscriptionMessage } from '../../events/store/eventStore';
import type { Applied } from '../../projections/runner';
import { eventNamed, freshStream } from '../contract/contractEvents';
import { actOf, personIdOf } from '../support/acts';
import { temporaryFolder } from '../support/temporaryFolder';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { openLog } from '../events/store/openedLog';
import { writeDemoLog } from './demoLog';
import { doneOf, loopsOf, openData, rowsOf, runToEnd } from './openedData';

/** The store as if its log ended after so many events; a subscription waits there. */
const upTo = (store: EventStore, events: number): EventStore => ({
  ...store,
  async *subscribe(after, prefixes, signal): AsyncGenerator<SubscriptionMessage> {
    const slice = await store.readAll('start', prefixes, 4_000);
    const last = slice.events[events - 1]!.position;
    for (const event of slice.events.slice(0, events)) {
      if (after === 'start' || event.position > after) yield { kind: 'event', event };
    }
    yield { kind: 'checkpoint', position: last };
    yield { kind: 'caughtUp' };
    if (!signal.aborted) {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
    }
  },
  lastPosition: async () => (await store.readAll('start', [], 4_000)).events[events - 1]?.position,
});

describe('a runner that was stopped in the middle', () => {
  it('goes on where it was and gives the same rows as one that was not', async () => {
    const data = await openData();
    const people = await writeDemoLog(data);
    await runToEnd(data);
    const whole = await rowsOf(data.models, people);
    expect(whole.people.every(({ plan, person }) => plan && person)).toBe(true);
    expect(whole.people[0]?.plan?.state.version).toBe(3);
    await data.close();

    for (const cuts of [[1], [2, 3], [10, 11, 12], [25], [4, 20, 40, 51]]) {
      rmSync(join(data.folder, 'views'), { recursive: true });
      for (const cut of cuts) {
        const part = await openData(data.folder);
        await runToEnd(part, upTo(part.store, cut));
        await part.close();
      }
      const rest = await openData(data.folder);
      await runToEnd(rest);
      expect(await rowsOf(rest.models, people)).toEqual(whole);
      await rest.close();
    }
  });

  it('brings a read model that lags behind up to the others, which do not move twice', async () => {
    const data = await openData();
    const people = await writeDemoLog(data);
    await runToEnd(data);
    const whole = await rowsOf(data.models, people);
    await data.close();
    rmSync(data.models.fileOf('endOfLifePlanView'));
    const again = await openData(data.folder);
    expect(again.models.endOfLifePlans.checkpoint()).toBe('start');
    await runToEnd(again);
    expect(await rowsOf(again.models, people)).toEqual(whole);
    expect(again.halts).toEqual([]);
  });

  it('begins anew over the log of another generation, and shows nothing of the old', async () => {
    const old = await openData();
    const people = await writeDemoLog(old);
    await runToEnd(old);
    await old.close();
    for (const ending of ['', '-wal', '-shm']) {
      rmSync(join(old.folder, `events.db${ending}`), { force: true });
    }
    const restored = await openData(old.folder);
    const rows = await rowsOf(restored.models, people);
    expect(rows.checkpoints).toEqual(restored.models.all.map(() => 'start'));
    expect(rows.search).toEqual([]);
    expect(rows.people.flatMap(Object.values).flat()).toEqual(Array(16).fill(undefined));
  });

  it('commits a long catch-up in parts, and reaches its end', async () => {
    const data = await openData();
    const loops = loopsOf(data);
    const id = personIdOf('busy');
    await loops.plans.handle(id, start, actOf('start'));
    await Promise.all(
      Array.from({ length: 1_100 }, (_, index) =>
        loopsOf(data)
          .sharing.handle(
            personIdOf(`p${String(index)}`),
            { type: 'RecordSharingDecision', decision: 'GIVEN', decidedBy: 'PERSON' },
            actOf(`s${String(index)}`),
          )
          .then(doneOf),
      ),
    );
    await runToEnd(data);
    expect(await data.models.sharing.get(personIdOf('p1099'))).toBeDefined();
    expect(data.models.people.checkpoint()).toBe(await data.store.lastPosition());
  });
});

describe('a runner that is live', () => {
  it('applies every change, and tells its listeners after the read models hold it, once and in order', async () => {
    const data = await openData();
    const runner = data.runner();
    const heard: Applied[] = [];
    const held: (number | undefined)[] = [];
    const id = personIdOf('live');
    runner.onApplied((events) => heard.push(...events));
    runner.start();
    const loop = loopsOf(data).plans;
    const commands = [start, question('1'), question('2'), question('3')];
    for (const [index, command] of commands.entries()) {
      const { position } = doneOf(await loop.handle(id, command, actOf(String(index))));
      expect(await runner.waitFor(position)).toBe(true);
      expect(runner.position()).toBe(position);
      held.push((await data.models.endOfLifePlans.get(id))?.revision);
    }
    expect(held).toEqual([0, 1, 2, 3]);
    expect(heard.map(({ revision }) => Number(revision))).toEqual([0, 1, 2, 3]);
    expect(runner.status()).toMatchObject({ isCaughtUp: true, halts: [] });
  });

  it('goes on where a listener fails, and the others hear all the same', async () => {
    const data = await openData();
    const runner = data.runner();
    const heard: string[] = [];
    runner.onApplied(() => {
      throw new Error('a listener broke');
    });
    const stop = runner.onApplied((events) => heard.push(...events.map(({ type }) => type)));
    runner.start();
    const loop = loopsOf(data).plans;
    const first = doneOf(await loop.handle(personIdOf('a'), start, actOf('a')));
    expect(await runner.waitFor(first.position)).toBe(true);
    stop();
    const second = doneOf(await loop.handle(personIdOf('b'), start, actOf('b')));
    expect(await runner.waitFor(second.position)).toBe(true);
    expect(heard).toEqual(['EndOfLifePlanStarted']);
    expect(data.faults).toHaveLength(2);
  });

  it('never hangs on a quiet category: the checkpoint passes what no read model wants', async () => {
    const data = await openData();
    const runner = data.runner();
    runner.start();
    for (const category of ['nhsNumber', 'accessLog']) {
      const event = eventNamed('quiet', { metadata: { schema: '1' }, data: Buffer.from('{}') });
      const result = await data.store.append(freshStream(category), 'none', [event]);
      const position = result.kind === 'appended' ? result.position : undefined;
      expect(await runner.waitFor(position!)).toBe(true);
      expect(runner.status().position).toBe(position);
    }
  });

  it('says that a position was not reached in time', async () => {
    const data = await openData();
    const runner = data.runner();
    const { position } = doneOf(
      await loopsOf(data).plans.handle(personIdOf('a'), start, actOf('a')),
    );
    expect(await runner.waitFor(position, 20)).toBe(false);
    runner.start();
    expect(await runner.waitFor(position)).toBe(true);
    expect(await runner.waitFor('f'.repeat(32) as Position, 20)).toBe(false);
  });

  it('lets those who wait go when it is stopped', async () => {
    const runner = (await openData()).runner();
    runner.start();
    const waiting = runner.waitFor('f'.repeat(32) as Position, 60_000);
    await runner.stop();
    expect(await waiting).toBe(false);
  });

  it('says a fault of the subscription, and goes on after it', async () => {
    const data = await openData();
    const people = await writeDemoLog(data);
    let faults = 2;
    const faulty: EventStore = {
      ...data.store,
      async *subscribe(...asked) {
        let told = 0;
        for await (const message of data.store.subscribe(...asked)) {
          yield message;
          told += 1;
          if (told === 5 && faults > 0) {
            faults -= 1;
            throw new CuckmereError('STORE_UNAVAILABLE', 'gone for a moment');
          }
        }
      },
    };
    await runToEnd(data, faulty);
    expect(data.faults).toMatchObject([
      { code: 'STORE_UNAVAILABLE' },
      { code: 'STORE_UNAVAILABLE' },
    ]);
    const rows = await rowsOf(data.models, people);
    const other = await openData();
    await writeDemoLog(other);
    await runToEnd(other);
    const revisions = (rowsToCompare: typeof rows) =>
      rowsToCompare.people.map(({ plan }) => plan?.revision);
    expect(revisions(rows)).toEqual(revisions(await rowsOf(other.models, people)));
  });

  it('can be stopped after the store was closed under it', async () => {
    const log = openLog(temporaryFolder());
    const data = await openData();
    const runner = data.runner(log.store);
    runner.start();
    await log.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await runner.stop();
    expect(runner.status().isCaughtUp).toBe(false);
  });
});
