/** A record whose erasure was requested: nothing of it is shown, and nothing that matters is lost. */
import { decideAccess } from '../../policy/decide';
import type { AccessRequest, Action } from '../../policy/request';
import { decide, effect, everyQuestion, isPermitted } from './question';

describe('a record whose erasure was requested', () => {
  const requested = everyQuestion.filter(({ isErasureRequested }) => isErasureRequested);
  const stopped: readonly Action[] = [
    'READ',
    'READ_DRAFT',
    'CHANGE_DEMOGRAPHICS',
    'WRITE_CONTACTS',
    'WRITE_PLAN',
    'RECORD_CPR_DECISION',
    'ENDORSE_CPR_DECISION',
    'QUESTION_CPR_DECISION',
    'PUBLISH_PLAN',
    'END_PLAN',
    'ACKNOWLEDGE_CHANGE',
    'CLAIM_RELATIONSHIP',
    'OPEN_IN_EMERGENCY',
    'EXPORT',
  ];

  it('is read and written by nobody, the person and their GP included, and it says why', () => {
    const permitted = requested.filter(isPermitted);
    const wrong = permitted.filter(({ action }) => stopped.includes(action));
    expect(wrong.slice(0, 3)).toEqual([]);
    for (const asked of [
      { role: 'GP' },
      { role: 'PARAMEDIC', relationships: ['incident'] },
      { role: 'PATIENT', relationships: ['self'], flags: ['SAFEGUARDING'] },
    ] as const) {
      const decision = decide({ ...asked, isErasureRequested: true });
      expect(decision.rules).toEqual(['D0-erasure-requested']);
      expect(decision.message).toContain('do not read this as none');
      expect(decision.canOpenInEmergency).toBe(false);
    }
  });

  it('still takes a withdrawal, a death and a word on sharing, from whoever might give them', () => {
    const told = (request: AccessRequest): string => JSON.stringify(decideAccess(request));
    const other = requested.filter(
      (one) =>
        !stopped.includes(one.action) && told(one) !== told({ ...one, isErasureRequested: false }),
    );
    expect(other.slice(0, 3)).toEqual([]);
    expect(effect({ action: 'WITHDRAW_CPR_DECISION', isErasureRequested: true })).toBe('permit');
  });
});
