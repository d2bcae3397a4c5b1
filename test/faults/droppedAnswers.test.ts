/**
 * Hazard H6 on EventStoreDB: of every five answers to an append one never comes, some appends never
 * arrive, some are in flight for longer than anybody waits. Each command has exactly one effect.
 */
import { join } from 'node:path';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { isCuckmereError } from '../../events/errors';
import { streamName } from '../../events/ids';
import { openEventStoreDb } from '../../events/store/eventstoredb/eventStoreDb';
import type { EventStore } from '../../events/store/eventStore';
import { readStreamFrom } from '../../events/store/fold';
import { commandLoop } from '../../events/store/handle';
import type { Done, Log } from '../../events/store/handle';
import { createKeyRing } from '../../events/store/keys/keyRing';
import { openSqliteKeyStore } from '../../events/store/keys/sqliteKeyStore';
import { seed } from '../crash/seededRandom';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { actOf, personIdOf } from '../support/acts';
import { endAll, startNode } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { faultCases } from './faultCases';

const { commands, plans, timeoutMs } = faultCases;
const appendTimeoutMs = 50;
const writersAtOnce = 48;
afterEach(endAll);

/** The double in a process of its own, over which a fifth of all answers is dropped. */
const serveDropping = async (): Promise<string> => {
  const fates = ['--dropped', '0.2', '--lost', '0.01', '--held', '0.001', '--held-ms', '80'];
  const program = startNode([
    join(__dirname, '../support/eventstoredb/serve.cjs'),
    ...['--seed', String(seed), '--write-timeout-ms', '100', ...fates],
  ]);
  const [, url = ''] = await program.heard(/^serving (.+)$/);
  return url;
};

const personOf = (number: number) => personIdOf(`dropped ${String(number % plans)}`);
const actNumber = (number: number) => actOf(`${String(seed)} ${String(number)}`);
/** The first command of each plan starts it, all others ask a question of it. */
const commandNumber = (number: number) =>
  number < plans ? start : question(`concern ${String(number)}`);

const loopOf = (log: Log) => commandLoop(log, endOfLifePlanDecider);

/** As a client does that was told nothing: sends the same command again until it is answered. */
const carryOut = async (loop: ReturnType<typeof loopOf>, number: number): Promise<Done> => {
  for (;;) {
    try {
      const outcome = await loop.handle(personOf(number), commandNumber(number), actNumber(number));
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      return outcome;
    } catch (error) {
      const mayPass =
        isCuckmereError(error, 'OUTCOME_UNKNOWN') || isCuckmereError(error, 'STORE_UNAVAILABLE');
      if (!mayPass) throw error;
    }
  }
};

/** Every event of every plan, by its commandId; more than one where it was done twice. */
const effectsIn = async (store: EventStore): Promise<Map<string, bigint[]>> => {
  const effects = new Map<string, bigint[]>();
  for (let plan = 0; plan < plans; plan += 1) {
    const records = await readStreamFrom(store, streamName('endOfLifePlan', personOf(plan)), -1n);
    for (const { metadata, revision } of records) {
      const id = metadata['commandId'] ?? '';
      effects.set(id, [...(effects.get(id) ?? []), revision]);
    }
  }
  return effects;
};

describe(`${String(commands)} commands, a fifth of all answers dropped (CRASH_SEED=${String(seed)})`, () => {
  it(
    'have exactly as many effects, each where it was said to be',
    async () => {
      const url = await serveDropping();
      let unknown = 0;
      const opened = await openEventStoreDb({ url, limits: { appendTimeoutMs } });
      const store: EventStore = {
        ...opened,
        append: async (...sent) => {
          try {
            return await opened.append(...sent);
          } catch (error) {
            unknown += 1;
            throw error;
          }
        },
      };
      const keyStore = openSqliteKeyStore(`${temporaryFolder()}/keys`, {});
      const loop = loopOf({ store, keys: createKeyRing(keyStore) });
      const done = new Map<string, bigint>();
      let next = 0;
      const write = async (last: number): Promise<void> => {
        for (let number = next; number < last; number = next) {
          next += 1;
          const { revision } = await carryOut(loop, number);
          done.set(actNumber(number).commandId, revision);
        }
      };
      const began = performance.now();
      for (const last of [plans, commands]) {
        await Promise.all(Array.from({ length: writersAtOnce }, () => write(last)));
      }
      const seconds = (performance.now() - began) / 1_000;

      const effects = await effectsIn(store);
      expect(done.size).toBe(commands);
      expect(effects.size).toBe(commands);
      expect([...effects.values()].filter((revisions) => revisions.length !== 1)).toEqual([]);
      for (const [commandId, revision] of done) expect(effects.get(commandId)).toEqual([revision]);
      // A run in which nothing was lost would prove nothing.
      expect(unknown).toBeGreaterThan(commands * 0.15);
      await store.close();
      await keyStore.close();
      console.log(
        `${String(commands)} commands in ${seconds.toFixed(1)} s, ${String(unknown)} appends unanswered`,
      );
    },
    timeoutMs,
  );
});
