/**
 * Opens a data folder for writing: the event log, the keys, the read models and their runner. What
 * opened before a failure is closed again, so a refusal leaves the folder as it was.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../events/errors';
import { systemClock } from '../events/store/clock';
import type { Clock } from '../events/store/clock';
import { createChainKeeper } from '../events/store/chain/chainKeeper';
import type { EventStore } from '../events/store/eventStore';
import { honourErasures } from '../events/store/honourErasures';
import { openBlindIndex } from '../events/store/keys/blindIndex';
import { createKeyRing } from '../events/store/keys/keyRing';
import { keyFileOf } from '../events/store/keys/keyDatabase';
import { blindIndexKeyId, erasureKeyId } from '../events/store/keys/keyStore';
import type { KeyStore } from '../events/store/keys/keyStore';
import { openSqliteKeyStore } from '../events/store/keys/sqliteKeyStore';
import { watchRecords } from '../events/store/standingFaults';
import type { StandingFault } from '../events/store/standingFaults';
import type { GatewayLog } from '../gateway/log';
import { openReadModels } from '../projections/readModels';
import { accessPrefixes, createRunner } from '../projections/runner';
import type { RunnerOptions } from '../projections/runner';
import { buildHouse } from '../subgraphs/house';
import type { House } from '../subgraphs/house';
import { followErasures } from './followErasures';
import { openLog } from './openLog';
import { createRebuilder } from './rebuilder';
import type { Rebuilder, WorkerProgram } from './rebuilder';
import { refuseShortLog } from './refuseShortLog';

/** The list of who looked is read seldom and written at every look: rows are written together. */
const accessGatherMs = 200;

export interface OpenHouseOptions {
  /** The data folder; made where it does not exist. */
  readonly data: string;
  readonly log: GatewayLog;
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The program of the thread that rebuilds; the built one unless told. */
  readonly worker?: WorkerProgram;
  /** A write or sync failed: nothing more is acknowledged; end the process. */
  readonly onPoisoned?: (cause: CuckmereError) => void;
}

export interface OpenedHouse {
  readonly house: House;
  readonly rebuilder: Rebuilder;
  /** What is wrong with the log until somebody mends it, for `/health/ready`. */
  faults(): readonly StandingFault[];
  close(): Promise<void>;
}

export const openHouse = async (options: OpenHouseOptions): Promise<OpenedHouse> => {
  const { data, log, clock = systemClock, environment = process.env } = options;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.reverse()) await closeOne();
    closers.length = 0;
  };
  try {
    const { store, faults } = watchRecords(
      await openLog({
        data,
        environment,
        ...(options.onPoisoned ? { onPoisoned: options.onPoisoned } : {}),
      }),
    );
    closers.push(() => store.close());
    const chain = createChainKeeper({
      store,
      folder: data,
      onFault: (error) => {
        log.fault('hash chain', error);
      },
    });
    closers.push(() => chain.stop());
    const last = await store.lastPosition();
    refuseShortLog(last, 'the hash chain', chain.reached());
    chain.start();
    const keyStore = await openKeys(options, store);
    closers.push(() => keyStore.close());
    // Before anything is served: a restored log, or restored keys, may not know who was erased.
    const honoured = await honourErasures({ store, keyStore, clock });
    if (honoured.keysDestroyed + honoured.relisted > 0) {
      log.info('erasures honoured that log or keys did not know', { ...honoured });
    }
    const keys = createKeyRing(keyStore);
    const blind = await openBlindIndex(keys);
    // Made now, so that every copy of the keys holds it.
    await keys.ensure(erasureKeyId);
    const { generation } = store;
    const models = openReadModels({ data, generation, keys, blind });
    closers.push(() => {
      for (const model of models.all) model.close();
    });
    // On EventStoreDB a checkpoint may stand past our own last event: among what the server keeps itself.
    const isEmbedded = (environment['EVENTSTORE_URL'] ?? '') === '';
    for (const { name, checkpoint } of isEmbedded ? models.all : []) {
      refuseShortLog(last, name, checkpoint());
    }
    const runnerParts: Omit<RunnerOptions, 'models'> = {
      store,
      keys,
      onHalt: (model, { position, type, reason }) => {
        log.info('halted: one person’s rows stopped at an event that cannot be applied', {
          model,
          position,
          type,
          reason,
        });
      },
      onFault: (error) => {
        log.fault('projections', error);
      },
    };
    const runner = createRunner({ ...runnerParts, models: models.fedBy.care });
    const accessRunner = createRunner({
      ...runnerParts,
      models: models.fedBy.access,
      from: accessPrefixes,
      gatherMs: accessGatherMs,
    });
    const house = buildHouse({
      store,
      keys,
      keyStore,
      blind,
      clock,
      models,
      runner,
      accessRunner,
      namesStaffOf: namesStaffOf(environment),
    });
    closers.push(followErasures(house, log));
    closers.push(() => runner.stop());
    closers.push(() => accessRunner.stop());
    runner.start();
    accessRunner.start();
    const rebuilder = createRebuilder({ ...options, house, environment });
    closers.push(() => rebuilder.stop());
    return { house, rebuilder, faults: () => [chain.fault() ?? [], faults()].flat(), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** No organisation shows the names of its staff in the list of who looked unless it chose to. */
const namesStaffOf = (
  environment: Readonly<Record<string, string | undefined>>,
): ReadonlySet<string> =>
  new Set(
    (environment['CUCKMERE_SHOW_STAFF_NAMES'] ?? '')
      .split(',')
      .map((code) => code.trim())
      .filter((code) => code !== ''),
  );

/** A log whose keys are gone must not be given new ones: what it holds would never open again. */
const openKeys = async (options: OpenHouseOptions, store: EventStore): Promise<KeyStore> => {
  const folder = join(options.data, 'keys');
  const isNewLog = (await store.lastPosition()) === undefined;
  const refuse = (): CuckmereError =>
    new CuckmereError(
      'KEY_MISSING',
      `The event log holds records, but the keys that it is sealed with are not in ${folder}. Bring them back with: cuckmere restore keys DIR. Nothing was changed.`,
    );
  if (!isNewLog && !existsSync(keyFileOf(folder))) throw refuse();
  const keyStore = openSqliteKeyStore(
    folder,
    options.environment ?? process.env,
    options.onPoisoned,
  );
  const hasIndexKey = (await keyStore.unwrap([blindIndexKeyId])).has(blindIndexKeyId);
  if (isNewLog || hasIndexKey) return keyStore;
  await keyStore.close();
  throw refuse();
};
