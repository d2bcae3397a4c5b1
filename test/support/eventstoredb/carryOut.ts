/**
 * Carries an append out under the fate that the test chose for it: written or not, seen by readers
 * at once or late, answered or not. What stays in flight too long is answered with a timeout.
 */
import type { ExpectedRevision } from './judgeWrite';
import type { LogPosition, ProposedEvent } from './logRecord';
import type { Node } from './node';

export interface AppendAsked {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
}

export type AppendAnswer =
  | { readonly kind: 'success'; readonly revision: bigint; readonly last: LogPosition | undefined }
  | { readonly kind: 'conflict'; readonly current: bigint }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'timeout' };

const timeoutAfter = (ms: number): Promise<AppendAnswer> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve({ kind: 'timeout' });
    }, ms).unref();
  });

const written = async (
  node: Node,
  asked: AppendAsked,
  inFlight?: Promise<unknown>,
): Promise<AppendAnswer | undefined> => {
  const { stream, expected, events } = asked;
  const outcome = node.log.append(stream, expected, events, inFlight);
  switch (outcome.kind) {
    case 'written': {
      const { revision, last, indexed } = outcome;
      const answer = { kind: 'success', revision, last } as const;
      const seen = indexed.then((isSeen) => (isSeen ? answer : undefined));
      return Promise.race([seen, timeoutAfter(node.writeTimeoutMs)]);
    }
    case 'repeat':
      return { kind: 'success', revision: outcome.revision, last: outcome.last };
    case 'dropped':
      return timeoutAfter(node.writeTimeoutMs);
    case 'conflict':
    case 'deleted':
      return outcome;
  }
};

/** Resolves to what the client is told; undefined where it is told nothing. */
export const carryOutAppend = async (
  node: Node,
  asked: AppendAsked,
): Promise<AppendAnswer | undefined> => {
  const { stream, expected, events } = asked;
  const fate = node.fateOf({ stream, expected, ids: events.map(({ id }) => id) });
  if (fate === 'lost') return undefined;
  if (fate === 'answered') return written(node, asked);
  if (fate === 'answerDropped') {
    await written(node, asked);
    return undefined;
  }
  if ('committedAfter' in fate) return written(node, asked, fate.committedAfter);
  const answer = await written(node, asked);
  await fate.answeredAfter;
  return answer;
};
