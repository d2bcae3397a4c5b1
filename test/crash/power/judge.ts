/**
 * Opens a data folder after a crash or a power cut with the real adapters, and compares it with what
 * had been acknowledged: what was lost, what is there twice, what cannot be read.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { readChain } from '../../../events/store/chain/chainFile';
import { createChainKeeper } from '../../../events/store/chain/chainKeeper';
import { verifyLog } from '../../../events/store/chain/verifyLog';
import { openRecords } from '../../../events/store/codec';
import type { RecordedEvent } from '../../../events/store/eventStore';
import { commandLoop } from '../../../events/store/handle';
import { openLogReader } from '../../../events/store/sqlite/logReader';
import { openFolder } from '../children/openFolder';
import { commandNumber, newcomerNumber } from '../numberedCommands';

export interface Acknowledged {
  readonly round: string;
  readonly number: number;
  readonly revision: string;
  readonly position: string;
}

export type Fault =
  `lost: ${string}` | `twice: ${string}` | `unreadable: ${string}` | `wrong: ${string}`;

const pageEvents = 1_000;
const chainWaitMs = 10_000;

/** What a line of `writeActs` acknowledges, if it does. */
export const acknowledgedIn = (round: string, line: string): Acknowledged | undefined => {
  const [, number, revision = '', position = ''] = /^done (\d+) (\d+) (\w+)$/.exec(line) ?? [];
  return number === undefined ? undefined : { round, number: Number(number), revision, position };
};

const readEverything = async ({ store }: ReturnType<typeof openFolder>) => {
  const events: RecordedEvent[] = [];
  for (let at: string | undefined = 'start'; at !== undefined;) {
    const slice = await store.readAll(at as 'start', [], pageEvents);
    events.push(...slice.events);
    at = slice.isEnd ? undefined : slice.checkedTo;
  }
  return events;
};

const chainFaults = async (
  folder: string,
  store: ReturnType<typeof openFolder>['store'],
): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const verify = async (when: string): Promise<void> => {
    const reader = openLogReader(folder);
    const verified = await verifyLog({
      pages: reader.pages(),
      generation: reader.generation,
      chain: readChain(folder),
      onProgress: () => undefined,
    });
    reader.close();
    if (verified.kind === 'wrong') {
      faults.push(`wrong: ${when}, the record at ${verified.position} ${verified.what}`);
    }
  };
  const chain = createChainKeeper({
    store,
    folder,
    onFault: (error) => faults.push(`wrong: the chain keeper says ${String(error)}`),
  });
  await verify('before the chain goes on');
  chain.start();
  const last = await store.lastPosition();
  const end = performance.now() + chainWaitMs;
  while (chain.reached() !== last && faults.length === 0 && performance.now() < end) await pause(1);
  await chain.stop();
  await verify('after the chain went on');
  return faults;
};

const recordFaults = async (
  log: ReturnType<typeof openFolder>,
  acknowledged: readonly Acknowledged[],
): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const events = await readEverything(log);
  const places = new Map<string, string[]>();
  for (const opened of await openRecords(log.keys, events)) {
    const { position, revision, metadata } = opened.record;
    if (opened.kind !== 'opened') {
      const why = opened.kind === 'unreadable' ? opened.error.code : 'erased';
      faults.push(`unreadable: ${position} ${why}`);
    }
    const commandId = metadata['commandId'] ?? '';
    places.set(commandId, [
      ...(places.get(commandId) ?? []),
      `${String(revision)} ${String(position)}`,
    ]);
  }
  for (const [commandId, all] of places) {
    if (all.length > 1) faults.push(`twice: ${commandId} at ${all.join(' and ')}`);
  }
  for (const { round, number, revision, position } of acknowledged) {
    const { act } = commandNumber(round, number);
    const all = places.get(act.commandId) ?? [];
    if (!all.includes(`${revision} ${position}`)) {
      faults.push(`lost: command ${String(number)}, acknowledged at ${position}`);
    }
  }
  return faults;
};

/** What was sent last is sent again: it has one effect, wherever the end came. */
const resendFaults = async (
  log: ReturnType<typeof openFolder>,
  last: Acknowledged,
): Promise<Fault[]> => {
  const plans = commandLoop(log, endOfLifePlanDecider);
  const faults: Fault[] = [];
  for (const number of [last.number, last.number + 1]) {
    const { command, act } = commandNumber(last.round, number);
    const send = () => plans.handle(newcomerNumber(number), command, act);
    const [first, again] = [await send(), await send()];
    // The first command for a person is refused as long as there is no plan: nothing to repeat.
    if (first.kind !== 'done' && again.kind === first.kind) continue;
    if (first.kind !== 'done' || again.kind !== 'done' || first.position !== again.position) {
      faults.push(`twice: command ${String(number)}, sent again`);
    }
  }
  return faults;
};

/** Every fault of a data folder; none where nothing was lost, doubled or made unreadable. */
export const faultsOf = async (
  folder: string,
  acknowledged: readonly Acknowledged[],
): Promise<Fault[]> => {
  let log: ReturnType<typeof openFolder>;
  try {
    log = openFolder(folder);
  } catch (error) {
    return [`unreadable: the folder does not open: ${String(error)}`];
  }
  try {
    const faults = await recordFaults(log, acknowledged);
    faults.push(...(await chainFaults(folder, log.store)));
    const last = acknowledged.at(-1);
    if (faults.length === 0 && last) faults.push(...(await resendFaults(log, last)));
    return faults;
  } catch (error) {
    return [`unreadable: ${String(error)}`];
  } finally {
    await log.store.close();
    await log.keyStore.close();
  }
};
