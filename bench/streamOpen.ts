/** Opening a stream of 100 events (read, verify, open, parse) beside reading its rows only. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { streamName } from '../events/ids';
import { openRecords } from '../events/store/codec';
import { createLog } from '../gateway/log';
import { openHouse } from '../cli/openHouse';
import { perSecond, rate } from './bench';
import type { Bench } from './bench';
import { makePerson, makePlan, revisePlan } from './people';

const streamEvents = 100;
const rounds = 1_000;

export const streamOpen: Bench = {
  name: 'stream',
  says: 'opening a 100-event stream',
  run: async (folder) => {
    const { house, close } = await openHouse({ data: folder, log: createLog() });
    const id = await makePerson(house, 1);
    let revision = await makePlan(house, id);
    for (let count = 1; revision < BigInt(streamEvents - 1); count += 1) {
      revision = await revisePlan(house, id, count);
    }
    const stream = streamName('endOfLifePlan', id);
    const rows = new DatabaseSync(join(folder, 'events.db'), { readOnly: true });
    const select = rows.prepare(
      'SELECT sequence, revision, id, type, metadata, data FROM event WHERE stream = (SELECT key FROM stream WHERE name = ?) ORDER BY revision LIMIT 100',
    );
    select.setReturnArrays(true);
    let openMs = 0;
    let rowsMs = 0;
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const slice = await house.store.read(stream, { limit: streamEvents });
      const opened = await openRecords(house.keys, slice?.events ?? []);
      openMs += performance.now() - began;
      if (opened.length !== streamEvents) throw new Error('The stream is not whole.');
      const rowsBegan = performance.now();
      select.all(stream);
      rowsMs += performance.now() - rowsBegan;
    }
    rows.close();
    await close();
    const total = rounds * streamEvents;
    return [
      rate(
        'open a 100-event stream',
        perSecond(total, openMs),
        'events/s',
        'rows only',
        perSecond(total, rowsMs),
      ),
    ];
  },
};
