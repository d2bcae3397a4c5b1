/**
 * Whether an edit rests on what its author saw: the same field changed by somebody else since is a
 * conflict that shows both values, a revision that does not exist is refused. Other fields merge.
 */
import type { Conflicted, DecideContext, Refused } from '../decider';
import { fieldConflicts } from '../plan/fields';
import type { TrackedFields } from '../plan/fields';
import { refuse } from '../refusal';

/** Undefined where the edit may go on; `asked` holds the fields that the author changes. */
export const staleEdit = (
  tracked: TrackedFields<object>,
  asked: object,
  { act, revision }: DecideContext,
): Refused | Conflicted | undefined => {
  if (act.basedOn !== undefined && act.basedOn > revision)
    return refuse(
      'REVISION_UNKNOWN',
      'basedOn is newer than the record; read it again.',
      'basedOn',
    );
  const fields = fieldConflicts(tracked, asked, act.basedOn);
  if (fields.length === 0) return undefined;
  const names = fields.map(({ field }) => field).join(', ');
  return {
    kind: 'conflict',
    message: `Somebody changed ${names} after you looked. Nothing of yours was saved yet.`,
    fields,
  };
};
