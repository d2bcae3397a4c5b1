/** The rows of the table as bits, and whether one matches a question. */
import { bits, bitsNamed } from './bits';
import type { Bits } from './bits';
import type { Facts } from './facts';
import { assurances, sections, sensitivityOf } from './request';
import { switches } from './rule';
import type { Rule } from './rule';

const everything = -1;

export interface Row {
  readonly rule: Rule;
  readonly roles: number;
  readonly assurances: number;
  readonly activities: readonly string[] | undefined;
  readonly actions: number;
  readonly sections: number;
  /** One of these is needed; 0: none is. */
  readonly relationships: number;
  /** One of these is needed; 0: none is. */
  readonly flags: number;
  readonly consents: number;
  readonly switchesAsked: number;
  readonly switchesOn: number;
  /** It looks at more than the reader's right: given as a reason only to who has one otherwise. */
  readonly isOfTheRecord: boolean;
}

const column = (known: Bits, values: readonly string[] | undefined, otherwise: number): number =>
  values === undefined ? otherwise : bitsNamed(known, ...values);

const sectionsOf = ({ sections: named, notSections, sensitivities }: Rule): number => {
  const ofClass = sections.filter((one) => sensitivities?.includes(sensitivityOf[one]) ?? true);
  return (
    column(bits.section, named, everything) &
    ~column(bits.section, notSections, 0) &
    bitsNamed(bits.section, ...ofClass)
  );
};

const switchesOf = (rule: Rule, isCounted: (value: boolean) => boolean): number =>
  switches
    .filter((name) => rule[name] !== undefined && isCounted(rule[name]))
    .reduce((sum, name) => sum | bitsNamed(bits.switch, name), 0);

export const compile = (rule: Rule): Row => {
  const { assuranceBelow, flags, consents, isFresh, isRestricted, isErasureRequested } = rule;
  const below = assurances.slice(0, assuranceBelow && assurances.indexOf(assuranceBelow));
  return {
    rule,
    roles: column(bits.role, rule.roles, everything) & ~column(bits.role, rule.notRoles, 0),
    assurances: bitsNamed(bits.assurance, ...below),
    activities: rule.activities,
    actions: column(bits.action, rule.actions, everything),
    sections: sectionsOf(rule),
    relationships: column(bits.relationship, rule.relationships, 0),
    flags: column(bits.flag, flags, 0),
    consents: column(bits.consent, consents, everything),
    switchesAsked: switchesOf(rule, () => true),
    switchesOn: switchesOf(rule, (value) => value),
    isOfTheRecord: [flags, consents, isFresh, isRestricted, isErasureRequested].some(
      (value) => value !== undefined,
    ),
  };
};

export const matches = (row: Row, facts: Facts): boolean =>
  (row.actions & facts.action) !== 0 &&
  (row.roles & facts.role) !== 0 &&
  (row.sections & facts.section) !== 0 &&
  (row.assurances & facts.assurance) !== 0 &&
  (row.consents & facts.consent) !== 0 &&
  (row.relationships === 0 || (row.relationships & facts.relationships) !== 0) &&
  (row.flags === 0 || (row.flags & facts.flags) !== 0) &&
  (facts.switches & row.switchesAsked) === row.switchesOn &&
  (row.activities?.some((code) => facts.activities.includes(code)) ?? true);
