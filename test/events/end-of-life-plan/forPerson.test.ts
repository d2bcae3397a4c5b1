/** What the person's own record says about a command on their plan (hazard H14). */
import { refusalForPerson } from '../../../events/end-of-life-plan/forPerson';
import { personDecider } from '../../../events/person/personDecider';

const registered = { ...personDecider.initialState, registered: true };
const died = { ...registered, died: { recordedAt: '2026-03-01T00:00:00.000Z' } };

describe('a command on the plan', () => {
  it('of nobody registered here is refused', () => {
    expect(refusalForPerson('StartEndOfLifePlan', personDecider.initialState)).toMatchObject({
      code: 'PERSON_UNKNOWN',
      field: 'personId',
    });
  });

  it('of a living person is taken', () => {
    expect(refusalForPerson('RecordCprDecision', registered)).toBeUndefined();
  });

  it.each([
    'StartEndOfLifePlan',
    'RecordCprDecision',
    'EndorseCprDecision',
    'QuestionCprDecision',
    'TakeBackCprQuestion',
    'StatePreferredPlaceOfDeath',
    'StatePreferredPlaceOfCare',
    'StateFocusOfCare',
    'RecordAnticipatoryMedicines',
    'PublishEndOfLifePlan',
  ] as const)('%s is refused after death', (type) => {
    expect(refusalForPerson(type, died)).toMatchObject({ code: 'PERSON_HAS_DIED' });
  });

  it.each(['EndEndOfLifePlan', 'WithdrawCprDecision', 'AcknowledgePlanChange'] as const)(
    '%s is taken after death',
    (type) => {
      expect(refusalForPerson(type, died)).toBeUndefined();
    },
  );
});
