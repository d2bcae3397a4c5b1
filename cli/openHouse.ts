/**
 * Opens a data folder for writing: the event log, the keys, the read models and their runner. What
 * opened before a failure is closed again, so a refusal leaves the folder as it was.
 */
import { join } from 'node:path';
import type { CuckmereError } from '../events/errors';
import { systemClock } from '../events/store/clock';
import type { Clock } from '../events/store/clock';
import { createChainKeeper } from '../events/store/chain/chainKeeper';
import { openBlindIndex } from '../events/store/keys/blindIndex';
import { createKeyRing } from '../events/store/keys/keyRing';
import { openSqliteKeyStore } from '../events/store/keys/sqliteKeyStore';
import type { GatewayLog } from '../gateway/log';
import { openReadModels } from '../projections/readModels';
import { createRunner } from '../projections/runner';
import { buildHouse } from '../subgraphs/house';
import type { House } from '../subgraphs/house';
import { openLog } from './openLog';

export interface OpenHouseOptions {
  /** The data folder; made where it does not exist. */
  readonly data: string;
  readonly log: GatewayLog;
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A write or sync failed: nothing more is acknowledged; end the process. */
  readonly onPoisoned?: (cause: CuckmereError) => void;
}

export interface OpenedHouse {
  readonly house: House;
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
    const store = await openLog({
      data,
      environment,
      ...(options.onPoisoned ? { onPoisoned: options.onPoisoned } : {}),
    });
    closers.push(() => store.close());
    const chain = createChainKeeper({
      store,
      folder: data,
      onFault: (error) => {
        log.fault('hash chain', error);
      },
    });
    closers.push(() => chain.stop());
    chain.start();
    const keyStore = openSqliteKeyStore(join(data, 'keys'), environment, options.onPoisoned);
    closers.push(() => keyStore.close());
    const keys = createKeyRing(keyStore);
    const blind = await openBlindIndex(keys);
    const { generation } = store;
    const models = openReadModels({ data, generation, keys, blind });
    closers.push(() => {
      for (const model of models.all) model.close();
    });
    const runner = createRunner({
      store,
      keys,
      models: models.all,
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
    });
    closers.push(() => runner.stop());
    runner.start();
    return { house: buildHouse({ store, keys, blind, clock, models, runner }), close };
  } catch (error) {
    await close();
    throw error;
  }
};
