/**
 * Carries out the numbered commands from a first to a last on a data folder, `WRITERS` at once, says each
 * one after it was answered, and now and then closes and opens the folder. For traces: `UNSAFE` names
 * files whose SQLite is told not to sync (`events.db`, `keys.db`), which only a test can ask for.
 */
import { writeSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { createChainKeeper } from '../../../events/store/chain/chainKeeper';
import { commandLoop } from '../../../events/store/handle';
import { start } from '../../events/end-of-life-plan/planCommands';
import { actOf } from '../../support/acts';
import { commandNumber, newcomerNumber } from '../numberedCommands';
import { openFolder } from './openFolder';

const [, , , folder = '', round = '', firstText = '0', lastText = '0'] = process.argv;
const [first, last] = [Number(firstText), Number(lastText)];
const headAfterMs = process.env['HEAD_AFTER_MS'];
const unsafe = (process.env['UNSAFE'] ?? '').split(' ');
const writers = Number(process.env['WRITERS'] ?? 4);
/** Commands between one closing of the folder, which syncs all, and the next. */
const commandsPerOpening = Number(process.env['COMMANDS_PER_OPENING'] ?? 40);
/** Small, so that a short run writes from the WAL into the file many times. */
const checkpointPages = 24;

/** Past `process.stdout`: said, and in the trace, before the next system call. */
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const syncing = /synchronous=FULL/;
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function execChanged(this: DatabaseSync, sql: string): void {
  const isOpening = syncing.test(sql);
  const isUnsafe = isOpening && unsafe.includes(basename(this.location() ?? ''));
  exec.call(this, isUnsafe ? sql.replace(syncing, 'synchronous=OFF') : sql);
  if (isOpening) exec.call(this, `PRAGMA wal_autocheckpoint=${String(checkpointPages)}`);
};

/** One opening of the folder: the commands of these numbers, then everything closed. */
const work = async (numbers: readonly number[]): Promise<void> => {
  const log = openFolder(folder);
  const chain = createChainKeeper({
    store: log.store,
    folder,
    ...(headAfterMs === undefined ? {} : { headAfterMs: Number(headAfterMs) }),
    onFault: (error) => {
      say(`fault ${String(error)}`);
    },
  });
  chain.start();
  const plans = commandLoop(log, endOfLifePlanDecider);
  const waiting = [...numbers];
  const write = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const id = newcomerNumber(number);
      await plans.handle(id, start, actOf(`start ${id}`));
      const { command, act } = commandNumber(round, number);
      const outcome = await plans.handle(id, command, act);
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      say(`done ${String(number)} ${String(outcome.revision)} ${outcome.position}`);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  // Where its heads are watched, the chain ends at the end of the log, with no fault that stands.
  const last = await log.store.lastPosition();
  const isVouchedFor = (): boolean => chain.reached() === last && !chain.fault();
  while (headAfterMs !== undefined && !isVouchedFor()) await pause(1);
  await chain.stop();
  await log.store.close();
  await log.keyStore.close();
};

const main = async (): Promise<void> => {
  const numbers = Array.from({ length: last - first }, (_, index) => first + index);
  while (numbers.length > 0) await work(numbers.splice(0, commandsPerOpening));
};

main().catch((error: unknown) => {
  say(`failed ${String(error)}`);
  process.exit(1);
});
