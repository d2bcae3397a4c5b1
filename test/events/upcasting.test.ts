/** Upcasting: data of an older schema read as of today's, step by step, and newer ones refused. */
import { createUpcasting } from '../../events/upcasting';

const upcasting = createUpcasting({
  'PlaceStated@1': (data) => ({ ...data, first: (data as { place: string }).place }),
  'PlaceStated@2': ({ place: _place, ...data }: { place?: string }) => ({ ...data, second: null }),
});

describe('upcasting', () => {
  it('reads the oldest form through every step', () => {
    const { upcast, schemaOf } = upcasting;
    expect(schemaOf('PlaceStated')).toBe(3);
    expect(upcast('PlaceStated', 1, { place: 'home' })).toEqual({ first: 'home', second: null });
    expect(upcast('PlaceStated', 2, { place: 'x', first: 'home' })).toEqual({
      first: 'home',
      second: null,
    });
  });

  it('leaves today’s form and types without upcasters alone', () => {
    const data = { first: 'hospice', second: null };
    expect(upcasting.upcast('PlaceStated', 3, data)).toBe(data);
    expect(upcasting.schemaOf('GoalSet')).toBe(1);
    expect(upcasting.upcast('GoalSet', 1, data)).toBe(data);
  });

  it.each([0, 4, Number.NaN])('refuses schema %d, which this version does not know', (schema) => {
    expect(() => {
      upcasting.check('PlaceStated', schema);
    }).toThrow(expect.objectContaining({ code: 'UNKNOWN_EVENT' }));
  });

  it('says so where a step between two schemas is missing', () => {
    const broken = createUpcasting({ 'PlaceStated@2': (data) => data });
    expect(() => broken.upcast('PlaceStated', 1, {})).toThrow(/No upcaster from PlaceStated@1/);
  });
});
