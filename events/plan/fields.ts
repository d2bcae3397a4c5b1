/**
 * Field by field, who changed what and at which revision: the base of merging concurrent edits
 * (DESIGN.md 3). Absent = unchanged, null = cleared. Nothing is overwritten silently: a field that
 * somebody else changed after the author looked is a conflict that shows both values.
 */
import type { FieldConflict, Stamp } from '../decider';

export interface FieldChange {
  readonly revision: number;
  /** Name of who changed it last. */
  readonly by: string;
  readonly at: string;
}

export interface TrackedFields<Content extends object> {
  readonly value: Partial<Content>;
  readonly changed: Readonly<Record<string, FieldChange>>;
}

export const noFields = { value: {}, changed: {} } as const;

const entriesOf = (changes: object): [string, unknown][] =>
  Object.entries(changes).filter(([, value]) => value !== undefined);

/** Keys in one order: a field that was cleared and said again stands last in its section. */
const inKeyOrder = (_key: string, value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));

/** True where the two values are the same JSON, whatever the order of their keys. */
export const isSameValue = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left ?? null, inKeyOrder) === JSON.stringify(right ?? null, inKeyOrder);

/** The changes that do change something; undefined where none does. */
export const realChanges = <Changes extends object>(
  tracked: TrackedFields<object>,
  changes: Changes,
): Partial<Changes> | undefined => {
  const value = tracked.value as Record<string, unknown>;
  const real = entriesOf(changes).filter(([field, next]) => !isSameValue(value[field], next));
  return real.length === 0 ? undefined : (Object.fromEntries(real) as Partial<Changes>);
};

export const applyFields = <Content extends object>(
  tracked: TrackedFields<Content>,
  changes: object,
  stamp: Stamp,
): TrackedFields<Content> => {
  const value: Record<string, unknown> = { ...tracked.value };
  const changed: Record<string, FieldChange> = { ...tracked.changed };
  for (const [field, next] of entriesOf(changes)) {
    if (next === null) delete value[field];
    else value[field] = next;
    changed[field] = { revision: stamp.revision, by: stamp.author.name, at: stamp.recordedAt };
  }
  return { value: value as Partial<Content>, changed };
};

const asShown = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/**
 * The fields of `changes` that were changed after `basedOn` to something else than the author
 * wants; none where `basedOn` is not given (the author claims to have seen all).
 */
export const fieldConflicts = (
  tracked: TrackedFields<object>,
  changes: object,
  basedOn: bigint | undefined,
): FieldConflict[] => {
  if (basedOn === undefined) return [];
  const value = tracked.value as Record<string, unknown>;
  return entriesOf(changes).flatMap(([field, yours]) => {
    const last = tracked.changed[field];
    if (!last || BigInt(last.revision) <= basedOn || isSameValue(value[field], yours)) return [];
    return [
      {
        field,
        yours: asShown(yours),
        theirs: asShown(value[field]),
        changedBy: last.by,
        changedAt: last.at,
      },
    ];
  });
};
