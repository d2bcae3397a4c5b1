/**
 * `cuckmere backup DIR`: a copy of the log as it stands, beside a running server that goes on
 * writing. Every record is verified on its way. Keys are never in it.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CuckmereError } from '../events/errors';
import { chainFileName } from '../events/store/chain/chainFile';
import { isoNow } from '../events/store/clock';
import { syncLeftBehind } from '../events/store/durableFiles';
import { sha256OfFile, writeManifest } from '../events/store/sqlite/backupManifest';
import { copyLog } from '../events/store/sqlite/copyLog';
import { openLogReader } from '../events/store/sqlite/logReader';
import { progressBar } from './progressBar';

export interface BackupOptions {
  readonly data: string;
  /** Empty or not there yet, outside the data folder. */
  readonly to: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

const refuse = (message: string): CuckmereError => new CuckmereError('CONFIGURATION', message);

/** Throws where a backup here would be mixed with something else, or lost with what it is of. */
export const refusePlace = (data: string, to: string): void => {
  const way = relative(data, to);
  if (way === '' || !way.startsWith('..')) {
    throw refuse(
      `${to} is inside the data folder; choose a folder elsewhere, best on another disk.`,
    );
  }
  if (existsSync(to) && readdirSync(to).length > 0) {
    throw refuse(`${to} is not empty; choose a new folder for each backup.`);
  }
};

export const backup = async ({ data, to, environment, say }: BackupOptions): Promise<void> => {
  if ((environment['EVENTSTORE_URL'] ?? '') !== '') {
    throw refuse(
      'The log of this installation is in EventStoreDB, which is backed up its own way: see docs/eventstoredb.md. The keys are copied by: cuckmere backup keys DIR.',
    );
  }
  refusePlace(data, to);
  const from = openLogReader(data);
  const bar = progressBar('records', from.records);
  try {
    mkdirSync(to, { recursive: true, mode: 0o700 });
    let left = from.records;
    const { records, last, generation } = await copyLog({
      from,
      folder: to,
      generation: from.generation,
      // What is appended meanwhile belongs to the next backup.
      isWanted: () => left-- > 0,
      onProgress: (count) => {
        bar.advance(count);
      },
    });
    bar.stop();
    const chain = join(data, chainFileName);
    const chainCopy = join(to, chainFileName);
    if (existsSync(chain)) copyFileSync(chain, chainCopy);
    // The manifest is durable when it is there: so must be everything that it speaks for.
    syncLeftBehind(chainCopy);
    const sha256 = await sha256OfFile(join(to, 'events.db'));
    writeManifest(to, {
      generation,
      records,
      lastPosition: last ?? null,
      createdAt: isoNow(),
      sha256,
    });
    say(
      `Backed up ${records.toLocaleString('en-GB')} records, up to position ${last ?? '(none)'}.`,
    );
    say('The keys are not in it: copy them apart, with cuckmere backup keys DIR.');
  } finally {
    bar.stop();
    from.close();
  }
};
