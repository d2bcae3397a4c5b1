/** What the review page makes of its lists, and what is said of what waits. */
import { waitingCount, waitingWords, type Waiting } from '../../../web/src/page/waiting';
import { readAccesses, readAlerts } from '../../../web/src/review/reviewAnswers';
import { withKept, type Page } from '../../../web/src/review/useListed';

const page = (...nodes: { reference: string; outcome?: string }[]): Page<(typeof nodes)[0]> => ({
  __typename: 'Page',
  nodes,
  hasMore: false,
  endCursor: null,
  isWhole: true,
});

describe('a list of the review page', () => {
  it('keeps in sight what its reader has just dealt with, once, as it is now', () => {
    const kept = [
      { reference: 'a', outcome: 'NEEDS_MORE' },
      { reference: 'a', outcome: 'JUSTIFIED' },
    ];
    expect(withKept(page({ reference: 'b' }), kept)).toEqual(
      page({ reference: 'a', outcome: 'JUSTIFIED' }, { reference: 'b' }),
    );
    expect(withKept(page({ reference: 'b' }, { reference: 'a' }), kept)).toEqual(
      page({ reference: 'b' }, { reference: 'a', outcome: 'JUSTIFIED' }),
    );
  });

  it('is no empty one where it could not be loaded, or not be read', () => {
    const failed = { __typename: 'NoPage', message: undefined };
    const broken = { __typename: 'AccessAlertConnection', edges: [{ node: { reference: 'a' } }] };
    for (const answer of [undefined, null, {}, broken, { __typename: 'Unavailable' }]) {
      expect(readAlerts({ accessAlerts: answer })).toEqual(failed);
      expect(readAccesses({ emergencyAccesses: answer })).toEqual(failed);
    }
    const withheld = { __typename: 'Withheld', message: 'Not yours.', rule: 'default-deny' };
    expect(readAccesses({ emergencyAccesses: withheld })).toEqual({
      __typename: 'NoPage',
      message: 'Not yours.',
    });
  });
});

describe('what waits', () => {
  const waits = (alerts: number, openings: number): Waiting => ({
    __typename: 'AccessWaiting',
    alerts,
    openings,
    mark: 'm',
    isWhole: true,
  });

  it('is said in words; of nothing nothing is said, and what is not known is no nothing', () => {
    expect(waitingWords(waits(1, 0))).toBe('1 alert');
    expect(waitingWords(waits(2, 1))).toBe('2 alerts, 1 opening to review');
    expect(waitingWords(waits(0, 3))).toBe('3 openings to review');
    expect(waitingCount(waits(2, 1))).toBe(3);
    const unknown = { __typename: 'Unavailable', message: 'x', reference: null } as const;
    expect(waitingWords(unknown)).toBe('Alerts could not be read');
    for (const waiting of [undefined, waits(0, 0)]) {
      expect(waitingWords(waiting)).toBeUndefined();
      expect(waitingCount(waiting)).toBe(0);
    }
  });
});
