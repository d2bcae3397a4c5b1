/**
 * The table of rules, row by row: for each rule one question that it alone decides, and its nearest
 * neighbour that it does not (SAFETY.md 3; H4, H10, H15).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessRequest } from '../../policy/request';
import { rules } from '../../policy/rules';
import { decide } from './question';

type Ask = Partial<AccessRequest>;
type Row = readonly [rule: string, yes: Ask, no: Ask];

const oversees = { role: 'PRIVACY_OFFICER', relationships: ['oversight'] } as const;
const nobody = { relationships: [] } as const;
const self = { role: 'PATIENT', relationships: ['self'] } as const;
const carer = { role: 'CARER', relationships: ['carer'], isDelegated: true } as const;
const crew = { role: 'PARAMEDIC', relationships: ['incident'] } as const;
const opened = { role: 'GP', ...nobody, isBreakGlass: true } as const;
const dissent = { consent: 'DISSENT' } as const;

const rows: readonly Row[] = [
  ['D1-staff-sign-in', { assurance: 'LOW' }, { assurance: 'MEDIUM' }],
  ['D1-citizen-sign-in', { ...self, assurance: 'MEDIUM' }, self],
  [
    'D1-system-sign-in',
    { role: 'URGENT_CARE_SYSTEM', action: 'OPEN_INCIDENT', assurance: 'MEDIUM' },
    { role: 'URGENT_CARE_SYSTEM', action: 'OPEN_INCIDENT' },
  ],
  ['D0-erasure-requested', { isErasureRequested: true }, {}],
  [
    'D2-kept-section',
    { ...self, section: 'thirdPartyInformation' },
    { ...self, section: 'sexualHealth' },
  ],
  ['D2-flagged', { ...self, flags: ['NOT_YET_DISCUSSED'] }, self],
  ['D3-dissent', { ...dissent }, { ...dissent, section: 'identity' }],
  [
    'D3-dissent-not-clinical',
    { ...dissent, role: 'SOCIAL_WORKER', isBreakGlass: true },
    { ...dissent, isBreakGlass: true },
  ],
  ['D3-dissent-drafts-and-exports', { ...dissent, action: 'EXPORT' }, { action: 'EXPORT' }],
  ['D3-dissent-carer', { ...carer, ...dissent }, carer],
  ['D4-sealed', { section: 'safeguarding' }, { section: 'safeguarding', isNamed: true }],
  [
    'D4-restricted-address',
    { section: 'addressAndTelephone', isRestricted: true, role: 'PARAMEDIC' },
    { section: 'addressAndTelephone', isRestricted: true },
  ],
  [
    'D5-cpr-seniority',
    { action: 'RECORD_CPR_DECISION', role: 'COMMUNITY_NURSE' },
    { action: 'RECORD_CPR_DECISION', role: 'SENIOR_NURSE' },
  ],
  [
    'D5-fresh-sign-in',
    { action: 'ENDORSE_CPR_DECISION', isFresh: false },
    { action: 'PUBLISH_PLAN', isFresh: false },
  ],
  [
    'P0-any-clinician',
    { action: 'SEARCH', section: 'identity', ...nobody },
    { action: 'SEARCH', section: 'identity', ...nobody, role: 'CARER' },
  ],
  [
    'P0-social-worker',
    { section: 'serviceContacts', role: 'SOCIAL_WORKER', ...nobody },
    { section: 'personalContacts', role: 'SOCIAL_WORKER', ...nobody },
  ],
  [
    'P0-right-person',
    { section: 'identity', role: 'ADMINISTRATOR' },
    { section: 'addressAndTelephone', role: 'ADMINISTRATOR' },
  ],
  ['P1-urgent-care', { ...crew, section: 'cprDecision' }, { ...crew, section: 'history' }],
  [
    'P1-way-in',
    { ...crew, section: 'wayIntoHome' },
    { ...crew, role: 'URGENT_CARE_CLINICIAN', section: 'wayIntoHome' },
  ],
  ['P2-team', { action: 'WRITE_PLAN' }, { action: 'WRITE_PLAN', ...nobody }],
  [
    'P2-referral',
    { action: 'MANAGE_TEAM', relationships: ['referral'] },
    { action: 'MANAGE_DELEGATIONS', relationships: ['referral'] },
  ],
  ['P2-way-in', { section: 'wayIntoHome' }, { section: 'wayIntoHome', role: 'CONSULTANT' }],
  [
    'P2-third-party',
    { section: 'thirdPartyInformation', role: 'SOCIAL_WORKER' },
    { section: 'thirdPartyInformation', role: 'COMMUNITY_NURSE' },
  ],
  [
    'P2-sexual-health',
    { section: 'sexualHealth' },
    { section: 'sexualHealth', role: 'SOCIAL_WORKER' },
  ],
  ['P2-senior', { action: 'PUBLISH_PLAN' }, { action: 'PUBLISH_PLAN', role: 'COMMUNITY_NURSE' }],
  [
    'P2-registration',
    { action: 'REGISTER_PERSON', ...nobody },
    { action: 'REGISTER_PERSON', ...nobody, role: 'PARAMEDIC' },
  ],
  [
    'P2-withdrawal',
    { action: 'WITHDRAW_CPR_DECISION', role: 'PARAMEDIC', ...nobody, isFresh: false },
    { action: 'WITHDRAW_CPR_DECISION', role: 'SOCIAL_WORKER' },
  ],
  [
    'P2-death',
    { ...crew, action: 'RECORD_DEATH' },
    { ...crew, action: 'RECORD_DEATH', role: 'URGENT_CARE_CLINICIAN' },
  ],
  [
    'P2-seen-and-questioned',
    { action: 'QUESTION_CPR_DECISION', role: 'SOCIAL_WORKER' },
    { action: 'QUESTION_CPR_DECISION', ...carer },
  ],
  [
    'P2-administrator',
    { action: 'MANAGE_TEAM', role: 'ADMINISTRATOR', relationships: ['team'] },
    { action: 'MANAGE_TEAM', role: 'ADMINISTRATOR', ...nobody },
  ],
  ['P3-self', self, { ...self, ...nobody }],
  ['P3-self-on-tap', { ...self, section: 'wayIntoHome' }, { ...self, section: 'safeguarding' }],
  ['P3-carer', carer, { ...carer, isDelegated: false }],
  [
    'P3-carer-on-tap',
    { ...carer, section: 'sexualHealth' },
    { ...carer, section: 'sexualHealth', isDelegated: false },
  ],
  [
    'P4-open-urgent-care',
    { role: 'PARAMEDIC', ...nobody, action: 'OPEN_IN_EMERGENCY' },
    { role: 'CONSULTANT', ...nobody, action: 'OPEN_IN_EMERGENCY' },
  ],
  [
    'P4-open',
    { ...nobody, action: 'OPEN_IN_EMERGENCY', activities: ['B0370', 'B0168'] },
    { ...nobody, action: 'OPEN_IN_EMERGENCY', activities: ['B0370'] },
  ],
  ['P4-emergency', opened, { ...opened, isBreakGlass: false }],
  [
    'P4-emergency-on-tap',
    { ...opened, section: 'thirdPartyInformation' },
    { ...opened, section: 'safeguarding' },
  ],
  [
    'P5-claim',
    { action: 'CLAIM_RELATIONSHIP', ...nobody },
    { action: 'CLAIM_RELATIONSHIP', ...nobody, role: 'PARAMEDIC' },
  ],
  [
    'P5-self-claimed',
    { relationships: ['selfClaimed'] },
    { relationships: ['selfClaimed'], action: 'EXPORT' },
  ],
  [
    'P6-named',
    { section: 'safeguarding', isNamed: true, ...nobody },
    { section: 'safeguarding', isNamed: true, ...nobody, role: 'PRIVACY_OFFICER' },
  ],
  [
    'P6-naming',
    { section: 'safeguarding', action: 'MANAGE_VISIBILITY' },
    { section: 'safeguarding', action: 'MANAGE_VISIBILITY', role: 'COMMUNITY_NURSE' },
  ],
  [
    'P7-privacy-officer',
    { ...oversees, action: 'REVIEW_EMERGENCY_ACCESS', section: 'identity' },
    { ...oversees, action: 'REVIEW_EMERGENCY_ACCESS', section: 'identity', ...nobody },
  ],
  [
    'P7-access-log-export',
    { ...oversees, action: 'EXPORT', section: 'accessLog' },
    { ...oversees, action: 'EXPORT', section: 'history' },
  ],
  [
    'P7-urgent-care-system',
    { role: 'URGENT_CARE_SYSTEM', action: 'OPEN_INCIDENT', ...nobody },
    { role: 'URGENT_CARE_SYSTEM', action: 'READ', section: 'identity', ...nobody },
  ],
];

describe('each rule', () => {
  it.each(rows)('%s decides what it says, and not its neighbour', (name, yes, no) => {
    const rule = rules.find((one) => one.name === name);
    expect(decide(yes)).toMatchObject({ effect: rule?.effect, message: rule?.says });
    expect(decide(yes).obligations).toEqual(expect.arrayContaining([...(rule?.obliges ?? [])]));
    expect(decide(no).rules).not.toContain(name);
    expect(decide(no).effect).not.toBe(rule?.effect);
  });

  it('has its row in this table', () => {
    expect(rows.map(([name]) => name)).toEqual(rules.map(({ name }) => name));
  });

  it('is needed: taken away, some answer or its reason changes', () => {
    const alone = rows.filter(([name, yes]) => decide(yes).rules.join() === name);
    expect(alone.map(([name]) => name)).toEqual(rules.map(({ name }) => name));
  });

  it('is named by one name only, and the name says whether it denies', () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    for (const { name, effect } of rules) expect(name.startsWith('D')).toBe(effect === 'deny');
  });

  it('that denies looks at nothing that a reader could lose', () => {
    for (const rule of rules.filter(({ effect }) => effect === 'deny')) {
      expect(rule).not.toHaveProperty('relationships');
      expect(rule).not.toHaveProperty('activities');
      expect([rule.isDelegated, rule.isNamed, rule.isBreakGlass, rule.isFresh]).not.toContain(true);
    }
  });
});

describe('the table of rules', () => {
  it('is at most 150 lines, that a person can review', () => {
    const text = readFileSync(join(__dirname, '../../policy/rules.ts'), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });
});
