/**
 * Feeds read models from the log apart from the runner: a rebuild, its last few events, a verification.
 * What is folded and how is the same (`batch.ts`).
 */
import { CuckmereError } from '../events/errors';
import type { LogMessage } from '../events/store/chain/verifyLog';
import type { EventStore, Position } from '../events/store/eventStore';
import type { KeyRing } from '../events/store/keys/keyRing';
import { applyBatch, isWantedBy, openBatch } from './batch';
import type { BatchItem } from './batch';
import type { Halt } from './database';
import type { ReadModel } from './readModel';
import { accessPrefixes, prefixes, runnerLimits } from './runner';
import type { Feed } from './readModels';

export interface ReplayOptions {
  /** The log in its order, from where the models are. */
  readonly pages: AsyncIterable<readonly LogMessage[]>;
  readonly keys: KeyRing;
  readonly models: readonly ReadModel[];
  /** Where to stop, in the middle of a page too; at the end of the pages unless told. */
  readonly until?: Position;
  readonly onProgress?: (records: number) => void;
  readonly onHalt?: (model: string, halt: Halt) => void;
}

const itemOf = (message: LogMessage): BatchItem =>
  message.kind === 'event' ? message.event : message;

export const replay = async (options: ReplayOptions): Promise<void> => {
  const { keys, models, until, onProgress, onHalt = () => undefined } = options;
  const apply = async (items: readonly BatchItem[], to: Position): Promise<void> => {
    const wanted = items.filter((item) => isWantedBy(models, item));
    const opened = await openBatch(keys, wanted);
    for (const model of models) await applyBatch(model, opened, to, onHalt);
  };
  for await (const page of options.pages) {
    const all = page.map(itemOf);
    const items = until === undefined ? all : all.filter(({ position }) => position <= until);
    const last = items.at(-1)?.position;
    if (last) await apply(items, last);
    onProgress?.(items.length);
    if (items.length < all.length) break;
    // The pages of a file come without waiting: signals and other work are let in between them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  // The log may end before it with something that no model wants.
  if (until !== undefined) await apply([], until);
};

/**
 * What the log holds after `after`, at least up to `until`, which must be in it. Throws
 * `STORE_UNAVAILABLE` where `signal` aborts before.
 */
export async function* pagesUpTo(
  store: EventStore,
  after: Position | 'start',
  until: Position,
  signal: AbortSignal,
  feed: Feed = 'care',
): AsyncGenerator<readonly LogMessage[]> {
  let page: LogMessage[] = [];
  const from = feed === 'access' ? accessPrefixes : prefixes;
  for await (const message of store.subscribe(after, from, signal)) {
    if (message.kind === 'caughtUp') {
      yield page;
      return;
    }
    if (message.kind === 'checkpoint') continue;
    page.push(message);
    if (itemOf(message).position >= until) {
      yield page;
      return;
    }
    if (page.length < runnerLimits.batchEventsMax) continue;
    yield page;
    page = [];
  }
  throw new CuckmereError('STORE_UNAVAILABLE', 'The event log did not answer in time.');
}
