/** What a page offers: what the policy might permit, and nothing that it never will. */
import { actionsOf } from '../../policy/decide';
import { professionals } from '../../policy/groups';
import { actions, roles } from '../../policy/request';
import { everyQuestion, isPermitted } from './question';

describe('the actions that a page may offer', () => {
  it('are those that some question of the role permits', () => {
    const unrestricted = everyQuestion.filter(
      ({ isRestricted, isErasureRequested }) => !isRestricted && !isErasureRequested,
    );
    for (const role of roles) {
      const own = unrestricted.filter((one) => one.role === role);
      const permitted = actions.filter((action) =>
        own.some(
          (one) =>
            one.action === action &&
            [false, true].some((is) =>
              isPermitted({ ...one, isNamed: is, isDelegated: is, activities: ['B0168'] }),
            ),
        ),
      );
      expect(actionsOf(role)).toEqual(permitted);
    }
    expect(actionsOf('OPERATOR')).toEqual([]);
  });

  it('leave out opening in an emergency where the CIS2 role of a clinician lacks it', () => {
    for (const role of professionals) {
      const isUrgent = ['PARAMEDIC', 'URGENT_CARE_CLINICIAN'].includes(role);
      expect(actionsOf(role, []).includes('OPEN_IN_EMERGENCY')).toBe(isUrgent);
    }
  });
});
