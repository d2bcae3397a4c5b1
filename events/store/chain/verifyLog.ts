/**
 * Walks a log from its first record to its last: every checksum, every stream without a gap, and the
 * hash chain. Gives the first thing that is wrong, by its position, or that all is well.
 */
import type { CorruptRecord, Position, RecordedEvent } from '../eventStore';
import type { ChainRecord } from './chainFile';
import { createChainHash, marksOf, noHead } from './chainHash';
import type { Head } from './chainHash';

export type LogMessage = CorruptRecord | { readonly kind: 'event'; readonly event: RecordedEvent };

export interface Verified {
  readonly kind: 'whole';
  readonly records: number;
  readonly last: Position | undefined;
  /** Records that a head of the chain vouches for; the rest came after the last head. */
  readonly vouchedFor: number;
}

export interface Wrong {
  readonly kind: 'wrong';
  readonly position: Position;
  /** One sentence for the operator. */
  readonly what: string;
}

export interface VerifyOptions {
  /** The log in its order, page by page. */
  readonly pages: AsyncIterable<readonly LogMessage[]>;
  readonly generation: string;
  readonly chain: ChainRecord | undefined;
  readonly onProgress: (records: number) => void;
}

const wrong = (position: Position, what: string): Wrong => ({ kind: 'wrong', position, what });

/** Compares the log with the heads, one after the other. */
const createComparison = (heads: readonly Head[]) => {
  const chain = createChainHash({ count: 0, head: noHead });
  let next = 0;
  let marks: number[] = heads[0] ? marksOf(heads[0]) : [];
  let inBlock = 0;
  let blockStart: Position | undefined;
  return {
    vouchedFor: (): number => heads[next - 1]?.count ?? 0,
    /** The head that should have been reached and was not. */
    rest: (): Head | undefined => heads[next],
    add: (event: RecordedEvent): Wrong | undefined => {
      const head = heads[next];
      if (!head) return undefined;
      blockStart ??= event.position;
      const mark = chain.add(event);
      inBlock += 1;
      if (mark !== marks[inBlock - 1]) {
        return wrong(event.position, 'is not the record that the hash chain vouches for');
      }
      if (inBlock < marks.length) return undefined;
      const reached = chain.end();
      if (reached?.head !== head.head || reached.count !== head.count) {
        return wrong(
          blockStart,
          `or one after it, up to ${head.position}, is not what the hash chain vouches for`,
        );
      }
      next += 1;
      marks = heads[next] ? marksOf(heads[next] as Head) : [];
      inBlock = 0;
      blockStart = undefined;
      return undefined;
    },
  };
};

export const verifyLog = async (options: VerifyOptions): Promise<Verified | Wrong> => {
  const { chain, generation } = options;
  const heads = chain?.generation === generation ? chain.heads : [];
  const comparison = createComparison(heads);
  const revisions = new Map<string, bigint>();
  let records = 0;
  let last: Position | undefined;
  for await (const page of options.pages) {
    for (const message of page) {
      if (message.kind === 'corrupt') {
        return wrong(message.position, message.what);
      }
      const { event } = message;
      const before = revisions.get(event.stream) ?? -1n;
      if (event.revision !== before + 1n) {
        return wrong(event.position, 'does not follow the record before it in its stream');
      }
      revisions.set(event.stream, event.revision);
      const found = comparison.add(event);
      if (found) return found;
      records += 1;
      last = event.position;
    }
    options.onProgress(page.length);
  }
  const rest = comparison.rest();
  if (rest) {
    return wrong(
      rest.position,
      `is vouched for by the hash chain, but the log ends before it, at ${last ?? 'its beginning'}`,
    );
  }
  return { kind: 'whole', records, last, vouchedFor: comparison.vouchedFor() };
};
