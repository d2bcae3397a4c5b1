/** Walking a log (checksums, streams, hash chain) beside reading its rows only. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EventId } from '../events/ids';
import { streamName } from '../events/ids';
import { readChain } from '../events/store/chain/chainFile';
import { createChainKeeper } from '../events/store/chain/chainKeeper';
import { verifyLog } from '../events/store/chain/verifyLog';
import { storeLimits } from '../events/store/eventStore';
import { randomId } from '../events/store/random';
import { openLogReader } from '../events/store/sqlite/logReader';
import { openSqliteEventStore } from '../events/store/sqlite/sqliteEventStore';
import { perSecond, rate } from './bench';
import type { Bench } from './bench';

const records = 300_000;
const dataBytes = 400;

/** Writes the log in large appends, the chain following. */
const fill = async (folder: string): Promise<void> => {
  const store = openSqliteEventStore({ folder });
  const keeper = createChainKeeper({
    store,
    folder,
    onFault: (error) => {
      throw error;
    },
  });
  keeper.start();
  const data = Buffer.alloc(dataBytes, 7);
  const metadata = { schema: '1', actor: randomId(), commandId: randomId(), keyId: randomId() };
  for (let written = 0; written < records; written += storeLimits.appendEventsMax) {
    const events = Array.from({ length: storeLimits.appendEventsMax }, () => ({
      id: randomId() as EventId,
      type: 'FocusOfCareStated',
      data,
      metadata,
    }));
    await store.append(streamName('endOfLifePlan', randomId()), 'none', events);
  }
  const last = await store.lastPosition();
  while (keeper.reached() !== last) await new Promise((resolve) => setTimeout(resolve, 20));
  await keeper.stop();
  await store.close();
};

export const verify: Bench = {
  name: 'verify',
  says: 'walking the log: checksums, streams, hash chain',
  run: async (folder) => {
    await fill(folder);
    const rows = new DatabaseSync(join(folder, 'events.db'), { readOnly: true });
    const select = rows.prepare(
      'SELECT * FROM event WHERE sequence > ? ORDER BY sequence LIMIT 2000',
    );
    select.setReturnArrays(true);
    const rowsBegan = performance.now();
    for (let at = 0; at < records; at += 2_000) select.all(at);
    const rowsMs = performance.now() - rowsBegan;
    rows.close();
    const reader = openLogReader(folder);
    const began = performance.now();
    const result = await verifyLog({
      pages: reader.pages(),
      generation: reader.generation,
      chain: readChain(folder),
      onProgress: () => undefined,
    });
    const ms = performance.now() - began;
    reader.close();
    if (result.kind !== 'whole' || result.vouchedFor !== records) throw new Error('Not whole.');
    return [
      rate('verify', perSecond(records, ms), 'records/s', 'rows only', perSecond(records, rowsMs)),
    ];
  },
};
