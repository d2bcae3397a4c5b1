/** Which of two answers is the newer (hazard H2). */
import {
  isBefore,
  isOlder,
  latestOf,
  positionOf,
  readingOf,
} from '../../../web/src/live/freshness';
import { cprRecorded, notRecorded, positionAt, readingAt, unavailable } from '../support/answers';
import { viewAt } from '../support/views';

describe('the order of positions', () => {
  it('is the order of the log within a generation', () => {
    expect(isBefore(positionAt(9), positionAt(16))).toBe(true);
    expect(isBefore(positionAt(16), positionAt(9))).toBe(false);
    expect(isBefore(positionAt(9), positionAt(9))).toBe(false);
  });

  it('says nothing between generations, or of what is no token', () => {
    const restored = positionAt(1).replace('g1', 'g2');
    expect(isBefore(positionAt(9), restored)).toBe(false);
    expect(isBefore(restored, positionAt(9))).toBe(false);
    expect(isBefore('nonsense', positionAt(9))).toBe(false);
  });

  it('gives the latest of several', () => {
    expect(latestOf([undefined, positionAt(3), positionAt(7), positionAt(5)])).toBe(positionAt(7));
    expect(latestOf([undefined])).toBeUndefined();
  });
});

describe('the freshness of an answer', () => {
  it('is older where any section was read before the shown one', () => {
    expect(isOlder(viewAt(4), viewAt(5))).toBe(true);
    expect(isOlder(viewAt(5), viewAt(5))).toBe(false);
    expect(isOlder(viewAt(6, { cprDecision: cprRecorded(4) }), viewAt(5))).toBe(true);
  });

  it('is not made older by a section that could not be loaded', () => {
    expect(isOlder(viewAt(6, { cprDecision: unavailable() }), viewAt(5))).toBe(false);
  });

  it('takes its position from the latest section', () => {
    expect(positionOf(viewAt(5, { cprDecision: cprRecorded(8) }))).toBe(positionAt(8));
  });

  it('is doubtful as a whole where any part may be out of date', () => {
    const doubtful = { current: false, at: '2026-11-24T02:00:00.000Z' };
    const view = viewAt(5, { cprDecision: notRecorded(5, doubtful) });
    expect(readingOf(view)).toEqual(readingAt(5, doubtful));
  });
});
