/** Asking for an erasure, undoing it and confirming it: two people, thirty days, and no way back. */
import { erasureDecider } from '../../../events/erasure/erasureDecider';
import type { ErasureCommand } from '../../../events/erasure/erasureDecider';
import { isCuckmereError } from '../../../events/errors';
import { momentAfter } from '../../support/acts';
import { recordOf } from '../../support/givenWhenThen';

const request: ErasureCommand = {
  type: 'RequestErasure',
  reason: 'WRONG_PERSON',
  retention: 'OVERRULED',
  decisionReference: 'IG-2026-014',
};
const undo: ErasureCommand = { type: 'UndoErasure' };
const confirm: ErasureCommand = { type: 'ConfirmErasure' };

const minutesADay = 24 * 60;
const day = (days: number, minutes = 0): string => momentAfter(days * minutesADay + minutes);
const requested = () => {
  const record = recordOf(erasureDecider);
  record.when(request, { by: 'Jo Marsh', at: day(0) });
  return record;
};
const erased = () => {
  const record = requested();
  record.when(confirm, { by: 'Ali Reed', at: day(30) });
  return record;
};

describe('a request to erase', () => {
  it('says why, by which decision, and from when it can be confirmed', () => {
    const record = recordOf(erasureDecider);
    expect(record.when(request, { by: 'Jo Marsh', at: day(0) })).toEqual([
      {
        type: 'ErasureRequested',
        data: {
          reason: 'WRONG_PERSON',
          retention: 'OVERRULED',
          decisionReference: 'IG-2026-014',
          confirmFrom: day(30),
        },
      },
    ]);
    expect(record.state()).toMatchObject({
      kind: 'requested',
      requestedAt: day(0),
      confirmFrom: day(30),
      requestedBy: { name: 'Jo Marsh' },
    });
  });

  it('is made once: the second is told since when, and from when it can be confirmed', () => {
    const refused = requested().when(request, { by: 'Ali Reed', at: day(3) });
    expect(refused).toMatchObject({ code: 'ERASURE_ALREADY_REQUESTED' });
    expect((refused as { message: string }).message).toMatch(/2026-03-02 09:00 .*2026-04-01 09:00/);
  });

  it('is undone by anyone, also after thirty days, and then stands no more', () => {
    for (const [by, days] of [
      ['Jo Marsh', 1],
      ['Ali Reed', 29],
      ['Sam Hill', 400],
    ] as const) {
      const record = requested();
      expect(record.when(undo, { by, at: day(days) })).toEqual([
        { type: 'ErasureUndone', data: {} },
      ]);
      expect(record.state()).toEqual({ kind: 'none' });
      expect(record.when(undo, { at: day(days, 1) })).toMatchObject({
        code: 'ERASURE_NOT_REQUESTED',
      });
      expect(record.when(confirm, { by: 'Ali Reed', at: day(500) })).toMatchObject({
        code: 'ERASURE_NOT_REQUESTED',
      });
    }
  });

  it('made again after it was undone waits thirty days anew', () => {
    const record = requested();
    record.when(undo, { at: day(20) });
    record.when(request, { by: 'Jo Marsh', at: day(21) });
    expect(record.when(confirm, { by: 'Ali Reed', at: day(31) })).toMatchObject({
      code: 'ERASURE_TOO_EARLY',
    });
    expect(record.when(confirm, { by: 'Ali Reed', at: day(51) })).toHaveLength(1);
  });
});

describe('a confirmation', () => {
  it('by another person, from the thirtieth day on, erases', () => {
    const record = requested();
    expect(record.when(confirm, { by: 'Ali Reed', at: day(30) })).toEqual([
      { type: 'PersonErased', data: { erasedAt: day(30) } },
    ]);
    expect(record.state()).toEqual({ kind: 'erased', erasedAt: day(30) });
  });

  it('a minute before that is refused with the moment from which it is possible', () => {
    const refused = requested().when(confirm, { by: 'Ali Reed', at: day(30, -1) });
    expect(refused).toMatchObject({ code: 'ERASURE_TOO_EARLY', rule: 'thirty-days-to-undo' });
    expect((refused as { message: string }).message).toContain('from 2026-04-01 09:00 UTC');
  });

  it.each(['Jo Marsh', 'jo  marsh', 'MARSH, Jo', 'Dr. Jo Marsh', 'Jó Marsh'])(
    'by the one who requested it, typed as %p, is refused',
    (by) => {
      const refused = requested().when(confirm, { by, at: day(31) });
      expect(refused).toMatchObject({ code: 'ERASURE_NEEDS_ANOTHER_PERSON', field: 'by' });
    },
  );

  it('of what nobody requested is refused', () => {
    expect(recordOf(erasureDecider).when(confirm)).toMatchObject({ code: 'ERASURE_NOT_REQUESTED' });
  });
});

describe('what is erased', () => {
  it('is erased once: a second confirmation finds it done, whoever gives it', () => {
    for (const by of ['Ali Reed', 'Jo Marsh']) {
      expect(erased().when(confirm, { by, at: day(40) })).toEqual([]);
    }
  });

  it('cannot be undone or requested again, and says when it was erased', () => {
    for (const command of [undo, request]) {
      const refused = erased().when(command, { at: day(31) });
      expect(refused).toMatchObject({ code: 'PERSON_ERASED' });
      expect((refused as { message: string }).message).toContain('2026-04-01 09:00 UTC');
    }
  });

  it('is told to a log that does not know it, once, with the day it happened', () => {
    const relist: ErasureCommand = { type: 'RelistErasure', erasedAt: day(2) };
    for (const record of [recordOf(erasureDecider), requested()]) {
      expect(record.when(relist, { at: day(9) })).toEqual([
        { type: 'PersonErased', data: { erasedAt: day(2) } },
      ]);
      expect(record.when(relist, { at: day(9) })).toEqual([]);
    }
  });

  it('stops at an event that this version does not know', () => {
    const { stream, recorded } = erased();
    const { stamp } = recorded()[0]!;
    const unknown = { type: 'PersonResurrected', data: {} } as never;
    expect(stream).toMatch(/^erasure-/);
    try {
      erasureDecider.evolve({ kind: 'none' }, unknown, stamp);
      throw new Error('It did not stop.');
    } catch (error) {
      expect(isCuckmereError(error, 'UNKNOWN_EVENT')).toBe(true);
    }
  });
});
