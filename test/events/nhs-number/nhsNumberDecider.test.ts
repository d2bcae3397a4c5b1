/** The reservation: one number, one person, and the same person may ask again. */
import { nhsNumberDecider } from '../../../events/nhs-number/nhsNumberDecider';
import type { NhsNumberEvent } from '../../../events/nhs-number/nhsNumberDecider';
import type { PersonId } from '../../../events/ids';
import { isCuckmereError } from '../../../events/errors';
import { scenario, stampOf } from '../person/scenario';

const { given, stream } = scenario(nhsNumberDecider);
const ann = 'aaaaaaaa-0000-4000-8000-000000000001' as PersonId;
const ben = 'bbbbbbbb-0000-4000-8000-000000000002' as PersonId;
const reservedFor = (personId: PersonId): NhsNumberEvent => ({
  type: 'NhsNumberReserved',
  data: { personId },
});
const released: NhsNumberEvent = { type: 'NhsNumberReleased', data: { personId: ann } };

describe('nhsNumberDecider', () => {
  it('reserves a number that nobody holds', () => {
    expect(given().when({ type: 'ReserveNhsNumber', personId: ann })).toEqual([reservedFor(ann)]);
  });

  it('has nothing to do where the same person holds it, so a half-done registration can be finished', () => {
    const { when } = given(reservedFor(ann));
    expect(when({ type: 'ReserveNhsNumber', personId: ann })).toEqual([]);
  });

  it('refuses another person with the field, and does not say who holds it', () => {
    const refusal = given(reservedFor(ann)).when({ type: 'ReserveNhsNumber', personId: ben });
    expect(refusal).toMatchObject({ code: 'NHS_NUMBER_TAKEN', field: 'nhsNumber' });
    expect(JSON.stringify(refusal)).not.toContain(ann);
  });

  it('lets go of a number only for the person who holds it', () => {
    const { when } = given(reservedFor(ann));
    expect(when({ type: 'ReleaseNhsNumber', personId: ben })).toEqual([]);
    expect(when({ type: 'ReleaseNhsNumber', personId: ann })).toEqual([released]);
  });

  it('gives a released number to the next who asks', () => {
    const { when } = given(reservedFor(ann), released);
    expect(when({ type: 'ReserveNhsNumber', personId: ben })).toEqual([reservedFor(ben)]);
  });

  it('stops at an event it does not know', () => {
    const strange = { type: 'NhsNumberLost', data: {} } as unknown as NhsNumberEvent;
    let thrown: unknown;
    try {
      nhsNumberDecider.evolve({}, strange, stampOf(0, stream));
    } catch (error) {
      thrown = error;
    }
    expect(isCuckmereError(thrown, 'UNKNOWN_EVENT')).toBe(true);
  });
});
