/**
 * A conflict shows what others wrote meanwhile. Whoever may write somewhere may not always read there
 * (a word on sharing, a restricted address), so it is told to whoever may; others are refused, and
 * nothing was changed.
 */
import type { Conflicted } from '../../events/decider';
import { refuse } from '../../events/refusal';
import type { Action, Section } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo } from './access';
import { conflictAs, refusedAs } from './saying';

export interface ConflictIn {
  readonly personId: string;
  readonly action: Extract<Action, 'READ' | 'READ_DRAFT'>;
  /** All parts that the conflict may tell of. */
  readonly sections: readonly Section[];
}

export const sayConflict = async (
  house: House,
  context: ResolverContext,
  conflict: Conflicted,
  { personId, action, sections }: ConflictIn,
): Promise<object> => {
  // Of the record as the conflict found it, not as it was when the command was asked for.
  context.remembered.clear();
  for (const section of sections) {
    const { effect, message, rules } = await mayDo(house, context, personId, action, section);
    if (effect === 'deny') {
      const words = `This was changed after you opened it, by words that are not shown to you. ${message}`;
      return refusedAs(refuse('CHANGED_UNSEEN', words, undefined, rules.join(' ')));
    }
  }
  return conflictAs(conflict);
};
