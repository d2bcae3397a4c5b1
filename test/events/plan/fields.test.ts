/** Fields with who changed each last: what changes, what conflicts, what is shown of it. */
import type { Stamp } from '../../../events/decider';
import {
  applyFields,
  fieldConflicts,
  isSameValue,
  noFields,
  realChanges,
} from '../../../events/plan/fields';
import type { TrackedFields } from '../../../events/plan/fields';
import { actorNamed, commandIdOf, momentAfter, uuidOf } from '../../support/acts';
import type { EventId } from '../../../events/ids';

interface Words {
  a: string;
  b: string;
  list: string[];
}
const stamp = (revision: number, by = 'Dr A'): Stamp => ({
  eventId: uuidOf(String(revision)) as EventId,
  revision,
  position: '',
  recordedAt: momentAfter(revision),
  commandId: commandIdOf(String(revision)),
  author: actorNamed(by),
});
const fields = (...changes: object[]): TrackedFields<Words> =>
  changes.reduce<TrackedFields<Words>>(
    (tracked, change, revision) => applyFields<Words>(tracked, change, stamp(revision)),
    noFields,
  );

describe('fields', () => {
  it('keep what is not named, take what is, and let go of what is null', () => {
    expect(fields({ a: '1', b: '2' }, { a: null, b: undefined })).toEqual({
      value: { b: '2' },
      changed: {
        a: { revision: 1, by: 'Dr A', at: momentAfter(1) },
        b: { revision: 0, by: 'Dr A', at: momentAfter(0) },
      },
    });
  });

  it('change only where the value is another', () => {
    const tracked = fields({ a: '1', list: ['x'] });
    expect(realChanges(tracked, { a: '1', list: ['x'], b: null })).toBeUndefined();
    expect(realChanges(tracked, { a: '2', list: ['x'], b: undefined })).toEqual({ a: '2' });
    expect(realChanges(tracked, { list: ['x', 'y'] })).toEqual({ list: ['x', 'y'] });
    expect(realChanges(tracked, { a: null })).toEqual({ a: null });
  });

  it('conflict where somebody changed them after the author looked, to something else', () => {
    const tracked = fields({ a: '1' }, { b: '2' }, { a: '3' });
    const conflict = {
      field: 'a',
      yours: '9',
      theirs: '3',
      changedBy: 'Dr A',
      changedAt: momentAfter(2),
    };
    expect(fieldConflicts(tracked, { a: '9', b: '9' }, 1n)).toEqual([conflict]);
    expect(fieldConflicts(tracked, { a: '9', b: '9' }, 0n).map(({ field }) => field)).toEqual([
      'a',
      'b',
    ]);
    expect(fieldConflicts(tracked, { a: '9' }, 2n)).toEqual([]);
    expect(fieldConflicts(tracked, { a: '3' }, 0n)).toEqual([]);
    expect(fieldConflicts(tracked, { list: ['x'] }, 0n)).toEqual([]);
    expect(fieldConflicts(tracked, { a: '9' }, undefined)).toEqual([]);
  });

  it('are the same whatever the order of their keys, and not whatever the order of a list', () => {
    expect(isSameValue({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true);
    expect(isSameValue(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(isSameValue(undefined, null)).toBe(true);
    expect(isSameValue('', null)).toBe(false);
  });
});
