/**
 * The oracle: the rules written a second time, by hand, in Cedar, asked the same 100,000 random
 * questions. POLICY_SEED asks them again, ORACLE_CASES more or fewer.
 */
import { decideAccess } from '../../policy/decide';
import {
  actions,
  assurances,
  consents,
  purposes,
  relationships,
  roles,
  sections,
  sensitivityOf,
  visibilityFlags,
} from '../../policy/request';
import type { AccessRequest, Relationship } from '../../policy/request';
import type { Rule } from '../../policy/rule';
import { switches } from '../../policy/rule';
import { rules } from '../../policy/rules';
import { askCedar } from './cedar';
import { activities, question, seedOf } from './question';

const cases = Number(process.env['ORACLE_CASES'] ?? 100_000);

/** A small seeded generator (mulberry32): the same questions from the same seed, and quick. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const usual: Readonly<Record<string, Relationship>> = {
  PATIENT: 'self',
  CARER: 'carer',
  PARAMEDIC: 'incident',
  URGENT_CARE_CLINICIAN: 'incident',
};

/** What a question says for a row to match it, with one value drawn where the row takes several. */
const meeting = (rule: Rule, oneOf: <Value>(values: readonly Value[]) => Value) => {
  const { notRoles, notSections, sensitivities } = rule;
  const fits = rule.sections ?? sections;
  return {
    role: oneOf(rule.roles ?? roles.filter((role) => !notRoles?.includes(role))),
    action: oneOf(rule.actions ?? actions),
    section: oneOf(
      fits.filter(
        (one) =>
          !notSections?.includes(one) && (sensitivities?.includes(sensitivityOf[one]) ?? true),
      ),
    ),
    ...(rule.assuranceBelow && { assurance: 'LOW' as const }),
    ...(rule.activities && { activities: [oneOf(rule.activities)] }),
    ...(rule.relationships && { relationships: [oneOf(rule.relationships)] }),
    ...(rule.flags && { flags: [oneOf(rule.flags)] }),
    ...(rule.consents && { consent: oneOf(rule.consents) }),
    ...Object.fromEntries(switches.flatMap((one) => (one in rule ? [[one, rule[one]]] : []))),
  };
};

/**
 * Random questions, leaning to those that somebody might be permitted; one in ten leans to one row
 * of the table, so that no run leaves a row out; a few not understood.
 */
const questions = (seed: number) => {
  const random = randomFrom(seed);
  const oneOf = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)]!;
  const chance = (share: number): boolean => random() < share;
  const some = <Value>(values: readonly Value[], share: number): Value[] =>
    values.filter(() => chance(share));
  return (): AccessRequest => {
    const role = oneOf(roles);
    const asked: AccessRequest = {
      role,
      assurance: chance(0.85) ? 'HIGH' : oneOf(assurances),
      activities: some(activities, 0.4),
      purpose: oneOf(purposes),
      isFresh: chance(0.7),
      action: chance(0.45) ? 'READ' : oneOf(actions),
      section: oneOf(sections),
      flags: chance(0.7) ? [] : some(visibilityFlags, 0.5),
      relationships: chance(0.6) ? [usual[role] ?? 'team'] : some(relationships, 0.25),
      isDelegated: chance(0.6),
      isNamed: chance(0.4),
      consent: oneOf(consents),
      isBreakGlass: chance(0.4),
      isRestricted: chance(0.3),
      isErasureRequested: chance(0.15),
    };
    if (chance(0.1)) return { ...asked, ...meeting(oneOf(rules), oneOf) };
    if (!chance(0.03)) return asked;
    const keys = ['role', 'assurance', 'purpose', 'action', 'section', 'consent'] as const;
    const odd = { [oneOf(keys)]: oneOf(['UNKNOWN', '', 'constructor', 'team']) };
    const lists = oneOf([{ flags: ['X'] }, { relationships: ['X', 'team'] }]);
    return { ...asked, ...(chance(0.7) ? odd : lists) } as AccessRequest;
  };
};

interface Compared {
  readonly disagreements: readonly string[];
  readonly permits: number;
  /** The rules that decided at least once. */
  readonly named: ReadonlySet<string>;
}

const compare = (decide: typeof decideAccess, seed: number, count: number): Compared => {
  const next = questions(seed);
  const disagreements: string[] = [];
  const named = new Set<string>();
  let permits = 0;
  for (let index = 0; index < count; index += 1) {
    const asked = next();
    const ours = decide(asked);
    for (const rule of ours.rules) named.add(rule);
    if (ours.effect === 'permit') permits += 1;
    const cedar = askCedar(asked);
    if (cedar === ours.effect) continue;
    disagreements.push(
      `${ours.effect} (${ours.rules.join(' ')}), Cedar: ${cedar}: ${JSON.stringify(asked)}`,
    );
  }
  return { disagreements, permits, named };
};

describe('the rules written independently in Cedar', () => {
  it('agree on every question', () => {
    const { seed } = seedOf('the oracle');
    const { disagreements, permits, named } = compare(decideAccess, seed, cases);
    process.stdout.write(
      `the oracle: ${cases} questions, ${permits} permitted, ${disagreements.length} disagreements\n`,
    );
    expect(disagreements.slice(0, 5)).toEqual([]);
    // A comparison that permits little, or never comes to a rule, would prove little.
    expect(permits).toBeGreaterThan(cases / 5);
    const all = [...rules.map(({ name }) => name), 'default-deny', 'unknown-value'];
    expect(all.filter((name) => !named.has(name))).toEqual([]);
  }, 600_000);

  it('disagree, and name the question, where a rule is broken', () => {
    const forgetsDissent: typeof decideAccess = (asked) =>
      decideAccess(asked.consent === 'DISSENT' ? { ...asked, consent: 'NONE' } : asked);
    const { disagreements } = compare(forgetsDissent, 7, 3_000);
    expect(disagreements.length).toBeGreaterThan(50);
    expect(disagreements[0]).toMatch(/^permit \(P.*Cedar: deny: \{"role":.*"consent":"DISSENT"/);
  }, 60_000);

  it('are asked of what our policy permits to a GP of the team', () => {
    expect(askCedar(question())).toBe('permit');
    expect(askCedar(question({ relationships: [] }))).toBe('deny');
  });
});
