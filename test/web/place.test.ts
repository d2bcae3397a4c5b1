/** Which person and which part of their page an address names. */
import { personAddress, placeOf } from '../../web/src/page/place';
import { personId } from './support/answers';

const hashOf = (address: string): string => address.slice(address.indexOf('#'));

describe('an address of these pages', () => {
  it('names a person, and a part of their page where one is meant', () => {
    const whole = { path: '/plan', personId, part: undefined };
    expect(placeOf('/plan/', hashOf(personAddress('/plan', personId)))).toEqual(whole);
    const history = personAddress('/plan', personId, 'history-heading');
    expect(placeOf('/plan', hashOf(history))).toEqual({ ...whole, part: 'history-heading' });
  });

  it.each(['', '#person=', `#person=${personId}&part=<b>`, '#somewhere'])(
    'names nobody where it is not of that form: %s',
    (hash) => {
      expect(placeOf('/plan', hash)).toEqual({
        path: '/plan',
        personId: undefined,
        part: undefined,
      });
    },
  );
});
