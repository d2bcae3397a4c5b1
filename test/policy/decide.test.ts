/**
 * The access decision: what must hold whatever the rows say, and the promises that readers were made
 * (SAFETY.md 3; H1, H4, H10, H15 to H18).
 */
import fc from 'fast-check';
import { decideAccess } from '../../policy/decide';
import { citizens, clinicians, seniors } from '../../policy/groups';
import { roles, sections, sensitivityOf } from '../../policy/request';
import type { AccessRequest, Action, Section } from '../../policy/request';
import { anyQuestion, decide, effect, everyQuestion, isPermitted, seedOf } from './question';

const isDisclosing = ({ action }: AccessRequest): boolean =>
  ['READ', 'READ_DRAFT', 'EXPORT'].includes(action);
const isClinician = (role: string): boolean => (clinicians as readonly string[]).includes(role);

describe('a resuscitation decision', () => {
  it('is recorded and endorsed by a consultant, a GP or a senior nurse of the team only', () => {
    for (const action of ['RECORD_CPR_DECISION', 'ENDORSE_CPR_DECISION'] as const) {
      const may = everyQuestion.filter((one) => one.action === action && isPermitted(one));
      expect([...new Set(may.map(({ role }) => role))].sort()).toEqual([...seniors].sort());
      expect([...new Set(may.flatMap(({ relationships }) => relationships))]).toEqual(['team']);
    }
  });

  it('is withdrawn by any clinician, whatever stands in the way of reading it', () => {
    const withdrawals = everyQuestion
      .filter(({ action }) => action === 'WITHDRAW_CPR_DECISION')
      .flatMap((one) => [one, { ...one, isFresh: false }]);
    const wrong = withdrawals.filter((one) => isPermitted(one) !== isClinician(one.role));
    expect(wrong.slice(0, 3)).toEqual([]);
    const obligations = withdrawals.flatMap((one) => decideAccess(one).obligations);
    expect([...new Set(obligations)].sort()).toEqual(['RECORD', 'RECORD_MAY_WAIT']);
    expect(decide({ action: 'WITHDRAW_CPR_DECISION' }).obligations).toContain('RECORD_MAY_WAIT');
  });

  it('asks for a fresh sign-in only where that would change the answer', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const stale = decideAccess({ ...asked, isFresh: false });
        const wouldChange = stale.effect === 'deny' && isPermitted({ ...asked, isFresh: true });
        expect(stale.obligations.includes('SIGN_IN_AGAIN')).toBe(wouldChange);
        expect(decideAccess({ ...asked, isFresh: true }).obligations).not.toContain(
          'SIGN_IN_AGAIN',
        );
      }),
      { numRuns: 3_000, ...seedOf('a fresh sign-in') },
    );
    const record = { action: 'RECORD_CPR_DECISION', isFresh: false } as const;
    expect(decide(record).obligations).toContain('SIGN_IN_AGAIN');
    expect(decide({ ...record, role: 'SOCIAL_WORKER' }).obligations).toEqual(['RECORD']);
  });
});

describe('dissent', () => {
  it('withholds everything but who they are and the services to call, from every role', () => {
    const open: readonly Section[] = ['identity', 'addressAndTelephone', 'serviceContacts'];
    const seen = everyQuestion.filter(
      (one) =>
        isDisclosing(one) &&
        one.consent === 'DISSENT' &&
        one.role !== 'PATIENT' &&
        isPermitted(one),
    );
    // Who looked is not the person's to hide from the privacy officer.
    const log = seen.filter(({ section }) => !open.includes(section));
    expect([...new Set(log.map(({ role, section }) => `${role} ${section}`))]).toEqual([
      'PRIVACY_OFFICER accessLog',
    ]);
    const crew = { role: 'PARAMEDIC', relationships: ['incident'], consent: 'DISSENT' } as const;
    expect(effect({ ...crew, section: 'identity' })).toBe('permit');
    expect(decide({ ...crew, section: 'cprDecision' })).toMatchObject({
      rules: ['D3-dissent'],
      canOpenInEmergency: true,
    });
  });

  it('does not keep a person from their own record', () => {
    const own = { role: 'PATIENT', relationships: ['self'], consent: 'DISSENT' } as const;
    for (const section of ['identity', 'cprDecision', 'plan', 'history'] as const) {
      expect(effect({ ...own, section })).toBe('permit');
    }
  });

  it('is overridden in an emergency by a clinician, never unnoticed, never for what is sealed', () => {
    fc.assert(
      fc.property(anyQuestion, fc.constantFrom('READ', 'READ_DRAFT', 'EXPORT'), (one, action) => {
        const asked = { ...one, action: action as Action, consent: 'DISSENT' as const };
        const decision = decideAccess(asked);
        const isHidden = ['S1', 'S2', 'S3'].includes(sensitivityOf[asked.section]);
        const isOverridden = decision.effect === 'permit' && isHidden;
        if (!isOverridden || ['PATIENT', 'PRIVACY_OFFICER'].includes(asked.role)) return;
        expect([asked.isBreakGlass, isClinician(asked.role), action]).toEqual([true, true, 'READ']);
        expect(decision.obligations).toContain('ALERT');
      }),
      { numRuns: 5_000, ...seedOf('dissent in an emergency') },
    );
  });

  it('is not told to a carer: it looks like nothing recorded', () => {
    const carer = { role: 'CARER', relationships: ['carer'], isDelegated: true } as const;
    const { obligations, message } = decide({ ...carer, consent: 'DISSENT' });
    expect(obligations).toEqual(['RECORD', 'NOT_SHARED']);
    expect(message).not.toContain('limits');
  });
});

describe('a restricted address', () => {
  it('is shown to a consultant, a GP and the person only', () => {
    const asked = everyQuestion.filter(
      (one) => isDisclosing(one) && one.section === 'addressAndTelephone' && one.isRestricted,
    );
    const opened = asked.map((one) => ({ ...one, isBreakGlass: true }));
    const seenBy = [...asked, ...opened].filter(isPermitted).map(({ role }) => role);
    expect([...new Set(seenBy)].sort()).toEqual(['CONSULTANT', 'GP', 'PATIENT']);
    expect(effect({ section: 'addressAndTelephone', isRestricted: true })).toBe('permit');
  });
});

describe('what is kept from the person and their carers', () => {
  const own = { role: 'PATIENT', relationships: ['self'] } as const;
  const carer = { role: 'CARER', relationships: ['carer'], isDelegated: true } as const;

  it.each(['THIRD_PARTY', 'NOT_YET_DISCUSSED', 'SAFEGUARDING'] as const)(
    'flagged %s it is not shared, in the words of nothing recorded, and shown to the team',
    (flag) => {
      for (const reader of [own, carer]) {
        const told = decide({ ...reader, flags: [flag] });
        expect(told).toMatchObject({ effect: 'deny', obligations: ['RECORD', 'NOT_SHARED'] });
        expect(decide(reader).obligations).toContain('NOT_SHARED');
      }
      expect(effect({ flags: [flag] })).toBe('permit');
    },
  );

  it('carries NOT_SHARED on every permit of theirs, and on no answer to staff', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { effect: told, obligations } = decideAccess(asked);
        const isCitizen = (citizens as readonly string[]).includes(asked.role);
        if (told === 'permit') expect(obligations.includes('NOT_SHARED')).toBe(isCitizen);
        if (!isCitizen) expect(obligations).not.toContain('NOT_SHARED');
      }),
      { numRuns: 5_000, ...seedOf('not shared') },
    );
  });
});

describe('an emergency', () => {
  it('can be offered only where opening would help, by the right of the reader alone', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { effect: told, canOpenInEmergency, rules: named } = decideAccess(asked);
        const opened = { ...asked, isBreakGlass: true };
        const mayOpen = isPermitted({ ...opened, action: 'OPEN_IN_EMERGENCY' });
        if (told === 'permit' || asked.isBreakGlass) expect(canOpenInEmergency).toBe(false);
        else if (!named.includes('default-deny')) {
          expect(canOpenInEmergency).toBe(isPermitted(opened) && mayOpen);
        } else if (isPermitted(opened) && mayOpen) expect(canOpenInEmergency).toBe(true);
      }),
      { numRuns: 5_000, ...seedOf('an emergency') },
    );
    expect(decide({ relationships: [], activities: ['B0168'] }).canOpenInEmergency).toBe(true);
    expect(decide({ relationships: [] }).canOpenInEmergency).toBe(false);
    expect(decide({ relationships: [], role: 'PARAMEDIC' }).canOpenInEmergency).toBe(true);
    const sealed = { role: 'PARAMEDIC', section: 'safeguarding' } as const;
    expect(decide(sealed).canOpenInEmergency).toBe(false);
  });

  it('opens nothing to a role that is not a clinician’s', () => {
    for (const role of roles.filter((one) => !isClinician(one))) {
      for (const section of sections) {
        const asked = { role, section, relationships: [], isBreakGlass: true };
        expect(decide(asked).rules.join()).not.toContain('P4');
      }
    }
  });

  it('lets the record of an urgent answer wait, its refused parts too, and of no other', () => {
    const crew = { role: 'PARAMEDIC', relationships: ['incident'] } as const;
    const opened = { relationships: [], isBreakGlass: true } as const;
    for (const section of sections) {
      expect(decide({ ...crew, section }).obligations).toContain('RECORD_MAY_WAIT');
      expect(decide({ ...opened, section }).obligations).toContain('RECORD_MAY_WAIT');
      expect(decide({ section }).obligations).not.toContain('RECORD_MAY_WAIT');
      const idle = { ...crew, relationships: [], section };
      expect(decide(idle).obligations).not.toContain('RECORD_MAY_WAIT');
    }
  });
});

describe('a part of class S3 and S4', () => {
  it('is shown on one tap, or alerts, whoever sees it; and never leaves in an export', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { effect: told, obligations } = decideAccess(asked);
        const disclosed = ['READ', 'READ_DRAFT', 'EXPORT'].includes(asked.action);
        if (told !== 'permit' || !disclosed) return;
        const isOnTap = sensitivityOf[asked.section] === 'S3';
        const isSealed = sensitivityOf[asked.section] === 'S4';
        expect(obligations.includes('REVEAL_ON_TAP')).toBe(isOnTap);
        if (isSealed) expect(obligations).toContain('ALERT');
        if (isSealed) expect(asked.isNamed).toBe(true);
        if (isOnTap || isSealed) expect(asked.action).not.toBe('EXPORT');
      }),
      { numRuns: 10_000, ...seedOf('classes') },
    );
  });
});

describe('the whole table', () => {
  it('denies what no rule matches, and names a rule in every answer', () => {
    const bare = everyQuestion.filter((request) => {
      const { effect: told, rules: named, message, obligations } = decideAccess(request);
      const isNamed = named.length > 0 && message !== '' && obligations.includes('RECORD');
      return !isNamed || (told === 'permit' && !named.every((name) => name.startsWith('P')));
    });
    expect(bare.slice(0, 3)).toEqual([]);
    expect(decide({ role: 'CARER', relationships: ['carer'] })).toEqual({
      effect: 'deny',
      rules: ['default-deny'],
      obligations: ['RECORD'],
      message: 'Your role and your relationship to this person do not allow this.',
      canOpenInEmergency: false,
    });
  });

  it('says the same of one question every time, and its answer cannot be changed by who got it', () => {
    const told = (request: AccessRequest): string => JSON.stringify(decideAccess(request));
    const some = everyQuestion.filter((_, index) => index % 7 === 0);
    const changed = some.filter((one) => told({ ...one }) !== told(one));
    expect(changed.slice(0, 3)).toEqual([]);
    const unknown = decide({ role: 'OPERATOR' });
    expect(() => (unknown.rules as string[]).push('P9')).toThrow(TypeError);
  });

  it('shows nothing clinical to an administrator, a privacy officer or a 999 system', () => {
    for (const role of ['ADMINISTRATOR', 'PRIVACY_OFFICER', 'URGENT_CARE_SYSTEM'] as const) {
      const read = everyQuestion.filter(
        (one) => one.role === role && isDisclosing(one) && isPermitted(one),
      );
      const seen = [...new Set(read.map(({ action, section }) => `${action} ${section}`))];
      expect(seen.sort()).toEqual(
        {
          ADMINISTRATOR: ['READ identity'],
          PRIVACY_OFFICER: ['EXPORT accessLog', 'READ identity'],
          URGENT_CARE_SYSTEM: [],
        }[role],
      );
    }
  });
});
