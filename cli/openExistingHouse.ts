/** The house of a folder that holds one: a mistyped --data is refused, and makes no new folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CuckmereError } from '../events/errors';
import { createLog } from '../gateway/log';
import { openHouse } from './openHouse';

/** Throws `CONFIGURATION` where there is no log: neither an embedded one nor the note of another. */
export const openExistingHouse = (data: string): ReturnType<typeof openHouse> => {
  if (existsSync(join(data, 'events.db')) || existsSync(join(data, 'log.json'))) {
    return openHouse({ data, log: createLog() });
  }
  throw new CuckmereError(
    'CONFIGURATION',
    `There is no event log in ${data}; name the data folder with --data.`,
  );
};
