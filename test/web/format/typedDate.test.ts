/** Dates as people type them. */
import { parseTypedDate } from '../../../web/src/format/typedDate';

describe('a typed date', () => {
  it.each(['14 3 1941', '14/03/1941', '14.3.1941', '14-3-1941', '14 Mar 1941', '14 march 1941'])(
    'is read from "%s"',
    (typed) => {
      expect(parseTypedDate(typed)).toBe('1941-03-14');
    },
  );

  it('is read as a machine writes it', () => {
    expect(parseTypedDate('1941-03-14')).toBe('1941-03-14');
  });

  it.each(['', '31 2 2026', '14 13 1941', '14 3 41', '14 mrx 1941', 'tomorrow', '3 1941'])(
    'is not guessed from "%s"',
    (typed) => {
      expect(parseTypedDate(typed)).toBeUndefined();
    },
  );
});
