/**
 * The access decision, row by row: every rule both ways, what no rule matches, and what must hold
 * of the whole table whatever the rows say (SAFETY.md 3; H4, H10, H15).
 */
import fc from 'fast-check';
import { actionsOf } from '../../policy/decide';
import { actions, roles, sections } from '../../policy/request';
import type { Action, Relationship, Section } from '../../policy/request';
import { rules } from '../../policy/rules';
import { clinicians, decideAccess, relationships, seniors } from './simpleRequest';
import type { AccessRequest } from './simpleRequest';

const ask = (more: Partial<AccessRequest>): AccessRequest => ({
  role: 'GP',
  action: 'READ',
  section: 'plan',
  relationship: 'team',
  hasDissent: false,
  isRestricted: false,
  isErasureRequested: false,
  ...more,
});
const decide = (more: Partial<AccessRequest>) => decideAccess(ask(more));
const effect = (more: Partial<AccessRequest>) => decide(more).effect;

const every: readonly AccessRequest[] = roles.flatMap((role) =>
  actions.flatMap((action) =>
    sections.flatMap((section) =>
      relationships.flatMap((relationship) =>
        [true, false].flatMap((hasDissent) =>
          [true, false].flatMap((isRestricted) =>
            [true, false].map((isErasureRequested) => ({
              role,
              action,
              section,
              relationship,
              hasDissent,
              isRestricted,
              isErasureRequested,
            })),
          ),
        ),
      ),
    ),
  ),
);

type Row = readonly [rule: string, yes: Partial<AccessRequest>, no: Partial<AccessRequest>];

const readsLog = (role: string) =>
  ({ action: 'READ_ACCESS_LOG', section: 'accessLog', role }) as const;

/** For each rule one question that it decides and its nearest neighbour that it does not. */
const rows: readonly Row[] = [
  ['D0-erasure-requested', { isErasureRequested: true }, { isErasureRequested: false }],
  ['D3-dissent', { hasDissent: true }, { hasDissent: false }],
  [
    'D4-restricted-address',
    { section: 'addressAndTelephone', isRestricted: true, role: 'PARAMEDIC' },
    { section: 'addressAndTelephone', isRestricted: true, role: 'GP' },
  ],
  [
    'D5-cpr-seniority',
    { action: 'RECORD_CPR_DECISION', role: 'COMMUNITY_NURSE' },
    { action: 'RECORD_CPR_DECISION', role: 'SENIOR_NURSE' },
  ],
  [
    'P0-any-clinician',
    { action: 'SEARCH', section: 'identity', relationship: 'none' },
    { action: 'SEARCH', section: 'identity', relationship: 'none', role: 'CARER' },
  ],
  [
    'P0-social-worker',
    { action: 'SEARCH', section: 'identity', role: 'SOCIAL_WORKER' },
    { action: 'SEARCH', section: 'identity', role: 'PATIENT', relationship: 'self' },
  ],
  [
    'P1-urgent-care',
    { role: 'PARAMEDIC', relationship: 'incident', section: 'cprDecision' },
    { role: 'PARAMEDIC', relationship: 'none', section: 'cprDecision' },
  ],
  ['P2-team', { action: 'WRITE_PLAN' }, { action: 'WRITE_PLAN', relationship: 'none' }],
  [
    'P2-registration',
    { action: 'REGISTER_PERSON', relationship: 'none' },
    { action: 'REGISTER_PERSON', relationship: 'none', role: 'PARAMEDIC' },
  ],
  ['P2-senior', { action: 'PUBLISH_PLAN' }, { action: 'PUBLISH_PLAN', role: 'COMMUNITY_NURSE' }],
  [
    'P2-withdrawal',
    { action: 'WITHDRAW_CPR_DECISION', role: 'PARAMEDIC', relationship: 'none' },
    { action: 'WITHDRAW_CPR_DECISION', role: 'SOCIAL_WORKER' },
  ],
  [
    'P2-death',
    { action: 'RECORD_DEATH', role: 'PARAMEDIC', relationship: 'incident' },
    { action: 'RECORD_DEATH', role: 'URGENT_CARE_CLINICIAN', relationship: 'incident' },
  ],
  [
    'P2-seen-and-questioned',
    { action: 'QUESTION_CPR_DECISION', role: 'SOCIAL_WORKER' },
    { action: 'QUESTION_CPR_DECISION', role: 'CARER', relationship: 'carer' },
  ],
  [
    'P3-self',
    { role: 'PATIENT', relationship: 'self', section: 'cprDecision' },
    { role: 'PATIENT', relationship: 'none', section: 'cprDecision' },
  ],
  ['P3-self-access-log', { ...readsLog('PATIENT'), relationship: 'self' }, readsLog('GP')],
  ['P6-privacy-officer', readsLog('PRIVACY_OFFICER'), readsLog('ADMINISTRATOR')],
];

describe('each rule', () => {
  it.each(rows)('%s decides what it says, and not its neighbour', (name, yes, no) => {
    const rule = rules.find((one) => one.name === name);
    expect(decide(yes)).toMatchObject({ effect: rule?.effect, message: rule?.says });
    expect(decide(yes).rules).toContain(name);
    expect(decide(no).rules).not.toContain(name);
    expect(effect(no)).not.toBe(effect(yes));
  });

  it('has its row in this table', () => {
    expect(rows.map(([name]) => name)).toEqual(rules.map(({ name }) => name));
  });

  it('is needed: taken away, some answer or its reason changes', () => {
    const deciding = new Set(every.flatMap((request) => decideAccess(request).rules));
    expect([...deciding].sort()).toEqual(['default-deny', ...rules.map(({ name }) => name)].sort());
  });
});

describe('a resuscitation decision', () => {
  it('is recorded and endorsed by a consultant, a GP or a senior nurse of the team only', () => {
    for (const action of ['RECORD_CPR_DECISION', 'ENDORSE_CPR_DECISION'] as const) {
      const may = every.filter(
        (one) => one.action === action && decideAccess(one).effect === 'permit',
      );
      expect([...new Set(may.map(({ role }) => role))].sort()).toEqual([...seniors].sort());
      expect([...new Set(may.map(({ relationship }) => relationship))]).toEqual(['team']);
    }
  });

  it('is withdrawn by any clinician, whatever stands in the way of reading it', () => {
    for (const request of every.filter(({ action }) => action === 'WITHDRAW_CPR_DECISION')) {
      const isClinician = (clinicians as readonly string[]).includes(request.role);
      expect(decideAccess(request).effect).toBe(isClinician ? 'permit' : 'deny');
    }
  });
});

describe('dissent', () => {
  it('withholds everything but who they are and the services to call, from every role', () => {
    const open: readonly Section[] = ['identity', 'addressAndTelephone', 'serviceContacts'];
    for (const request of every.filter(
      ({ action, hasDissent, relationship }) =>
        action === 'READ' && hasDissent && relationship !== 'self',
    )) {
      const { effect: told } = decideAccess(request);
      if (!open.includes(request.section)) expect(told).toBe('deny');
    }
    expect(
      effect({
        hasDissent: true,
        section: 'identity',
        role: 'PARAMEDIC',
        relationship: 'incident',
      }),
    ).toBe('permit');
  });

  it('does not keep a person from their own record', () => {
    const own = { role: 'PATIENT', relationship: 'self', hasDissent: true } as const;
    for (const section of ['identity', 'cprDecision', 'plan', 'history'] as const) {
      expect(effect({ ...own, section })).toBe('permit');
    }
  });
});

describe('a restricted address', () => {
  it('is shown to a consultant, a GP and the person only', () => {
    for (const request of every.filter(
      ({ action, section, isRestricted }) =>
        action === 'READ' && section === 'addressAndTelephone' && isRestricted,
    )) {
      if (decideAccess(request).effect === 'permit') {
        const isEntitled = ['CONSULTANT', 'GP'].includes(request.role);
        expect(isEntitled || request.relationship === 'self').toBe(true);
      }
    }
    expect(effect({ section: 'addressAndTelephone', isRestricted: true })).toBe('permit');
  });
});

describe('the whole table', () => {
  it('denies what no rule matches, and names a rule in every answer', () => {
    for (const request of every) {
      const { effect: told, rules: named, message } = decideAccess(request);
      expect(named.length).toBeGreaterThan(0);
      expect(message).not.toBe('');
      if (told === 'permit') {
        expect(named.every((name) => name.startsWith('P'))).toBe(true);
      }
    }
    expect(decide({ role: 'CARER', relationship: 'carer' })).toMatchObject({
      effect: 'deny',
      rules: ['default-deny'],
      message: 'Your role and your relationship to this person do not allow this.',
    });
  });

  it('denies an unknown role, section, action and relationship', () => {
    const strange = fc.string().filter((text) => text !== '');
    fc.assert(
      fc.property(strange, (text) => {
        const known = [...roles, ...sections, ...actions, ...relationships] as readonly string[];
        fc.pre(!known.includes(text));
        expect(effect({ role: text })).toBe('deny');
        expect(effect({ section: text as Section })).toBe('deny');
        expect(effect({ action: text as Action })).toBe('deny');
        const relationship = text as Relationship;
        expect(effect({ section: 'identity', relationship })).toBe('deny');
      }),
    );
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const section = name as Section;
      expect(effect({ section })).toBe('deny');
      expect(effect({ section, action: 'WITHDRAW_CPR_DECISION' })).toBe('deny');
      expect(effect({ role: name })).toBe('deny');
    }
  });

  it('never widens when dissent or a restriction is added, or a relationship is taken away', () => {
    const request = fc.record<AccessRequest>({
      role: fc.constantFrom(...roles),
      action: fc.constantFrom(...actions),
      section: fc.constantFrom(...sections),
      relationship: fc.constantFrom(...relationships),
      hasDissent: fc.boolean(),
      isRestricted: fc.boolean(),
      isErasureRequested: fc.boolean(),
    });
    fc.assert(
      fc.property(request, (asked) => {
        if (decideAccess(asked).effect === 'permit') return;
        expect(effect({ ...asked, hasDissent: true })).toBe('deny');
        expect(effect({ ...asked, isRestricted: true })).toBe('deny');
        expect(effect({ ...asked, isErasureRequested: true })).toBe('deny');
        expect(effect({ ...asked, relationship: 'none' })).toBe('deny');
      }),
      { numRuns: 5_000 },
    );
  });

  it('says the same of one question every time', () => {
    for (const request of every) {
      expect(decideAccess({ ...request })).toEqual(decideAccess(request));
    }
  });
});

describe('a record whose erasure was requested', () => {
  const requested = every.filter(({ isErasureRequested }) => isErasureRequested);
  const stillTaken: readonly Action[] = [
    'SEARCH',
    'REGISTER_PERSON',
    'RECORD_DEATH',
    'RECORD_SHARING_DECISION',
    'WITHDRAW_CPR_DECISION',
  ];

  it('is read and written by nobody, the person and their GP included, and it says why', () => {
    const permitted = requested.filter((one) => decideAccess(one).effect === 'permit');
    expect(permitted.filter(({ action }) => !stillTaken.includes(action))).toEqual([]);
    for (const role of ['GP', 'PARAMEDIC', 'PATIENT']) {
      const decision = decide({ role, relationship: 'self', isErasureRequested: true });
      expect(decision.rules[0]).toBe('D0-erasure-requested');
      expect(decision.message).toContain('do not read this as none');
    }
  });

  it('still takes a withdrawal, a death and a word on sharing, from whoever might give them', () => {
    for (const one of requested.filter(({ action }) => stillTaken.includes(action))) {
      const before = decideAccess({ ...one, isErasureRequested: false });
      expect(decideAccess(one)).toEqual(before);
    }
    expect(effect({ action: 'WITHDRAW_CPR_DECISION', isErasureRequested: true })).toBe('permit');
  });
});

describe('the actions that a page may offer', () => {
  it('are those that some question of the role permits', () => {
    for (const role of roles) {
      const possible = every
        .filter((one) => one.role === role && decideAccess(one).effect === 'permit')
        .map(({ action }) => action);
      expect(actionsOf(role).sort()).toEqual([...new Set(possible)].sort());
    }
    expect(actionsOf('OPERATOR')).toEqual([]);
  });
});
