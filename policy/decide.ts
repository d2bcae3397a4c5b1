/**
 * The access decision: a pure function of the question and the rules. Deny overrides, default deny,
 * and a fault or an unknown value denies. Every answer names its rules. Who has no right hears the
 * same whatever is recorded of the person, so that a denial tells nothing.
 */
import { bits } from './bits';
import { compile, matches } from './compile';
import type { Row } from './compile';
import { factsOf, inAnEmergency, isInEmergency, ofAnyRecord, toOpen, whoIsThis } from './facts';
import type { Facts } from './facts';
import { emergencyActivity } from './groups';
import { actions, relationships, sections } from './request';
import type { AccessDecision, AccessRequest, Obligation } from './request';
import { rules } from './rules';

/** The rows that can decide an action, by its bit. */
const rowsOf: ReadonlyMap<
  number,
  { readonly denies: readonly Row[]; readonly permits: readonly Row[] }
> = new Map(
  actions.map((action) => {
    const bit = bits.action.get(action) ?? 0;
    const rows = rules.map(compile).filter((row) => (row.actions & bit) !== 0);
    const denies = rows.filter(({ rule }) => rule.effect === 'deny');
    return [bit, { denies, permits: rows.filter((row) => !denies.includes(row)) }];
  }),
);

const frozen = (decision: AccessDecision): AccessDecision =>
  Object.freeze({
    ...decision,
    rules: Object.freeze([...decision.rules]),
    obligations: Object.freeze([...decision.obligations]),
  });

const notUnderstood = frozen({
  effect: 'deny',
  rules: ['unknown-value'],
  obligations: ['RECORD'],
  message: 'The question was not understood, so the answer is no.',
  canOpenInEmergency: false,
});

const permitsFor = (facts: Facts): readonly Row[] =>
  rowsOf.get(facts.action)?.permits.filter((row) => matches(row, facts)) ?? [];

/** The first row that denies; one that looks at the record counts as a reason with a right only. */
const reasonAgainst = (facts: Facts, isEntitled: boolean): Row | undefined =>
  rowsOf
    .get(facts.action)
    ?.denies.find((row) => (isEntitled || !row.isOfTheRecord) && matches(row, facts));

const isPermitted = (facts: Facts): boolean =>
  permitsFor(facts).length > 0 && reasonAgainst(facts, true) === undefined;

const obligationsOf = (rows: readonly Row[]): readonly Obligation[] => [
  ...new Set<Obligation>(['RECORD', ...rows.flatMap(({ rule }) => rule.obliges ?? [])]),
];

const decide = (facts: Facts): AccessDecision => {
  const permits = permitsFor(facts);
  const isEntitled = permits.length > 0;
  const against = reasonAgainst(facts, isEntitled);
  const [first] = permits;
  if (against || !first) return denial(facts, isEntitled, against);
  return {
    effect: 'permit',
    rules: permits.map(({ rule }) => rule.name),
    obligations: obligationsOf(permits),
    message: first.rule.says,
    canOpenInEmergency: false,
  };
};

const denial = (facts: Facts, isEntitled: boolean, against: Row | undefined): AccessDecision => {
  // Part of an urgent answer: its record must not hold up the parts that are permitted.
  const mayWait = permitsFor(whoIsThis(facts)).some(({ rule }) =>
    rule.obliges?.includes('RECORD_MAY_WAIT'),
  );
  const obligations = obligationsOf(against ? [against] : []);
  const opened = inAnEmergency(isEntitled ? facts : ofAnyRecord(facts));
  return {
    effect: 'deny',
    rules: [against?.rule.name ?? 'default-deny'],
    obligations: mayWait ? [...obligations, 'RECORD_MAY_WAIT'] : obligations,
    message:
      against?.rule.says ?? 'Your role and your relationship to this person do not allow this.',
    canOpenInEmergency: !isInEmergency(facts) && isPermitted(opened) && isPermitted(toOpen(opened)),
  };
};

/** Decides; never throws, and never changes its answer to the same question. */
export const decideAccess = (request: AccessRequest): AccessDecision => {
  try {
    const facts = factsOf(request);
    return facts === undefined ? notUnderstood : decide(facts);
  } catch {
    return notUnderstood;
  }
};

/**
 * The actions that a role may ever do, for a page that offers only those: what is permitted where
 * everything speaks for it. `activities`: those of the reader's CIS2 role.
 */
export const actionsOf = (
  role: string,
  activities: readonly string[] = [emergencyActivity],
): string[] =>
  actions.filter((action) =>
    sections.some((section) => {
      const atBest: AccessRequest = {
        role,
        assurance: 'HIGH',
        activities,
        purpose: 'DIRECT_CARE',
        isFresh: true,
        action,
        section,
        flags: [],
        relationships,
        isDelegated: true,
        isNamed: true,
        consent: 'GIVEN',
        isBreakGlass: true,
        isRestricted: false,
        isErasureRequested: false,
      };
      return decideAccess(atBest).effect === 'permit';
    }),
  );
