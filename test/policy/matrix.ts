/**
 * The full matrix as text: role x standing x action x part x consent x emergency, and then each other
 * attribute changed alone. Equal rows are one line, so that a change of the rules is a short diff.
 */
import { decideAccess } from '../../policy/decide';
import { actions, consents, relationships, roles, sections } from '../../policy/request';
import type { AccessRequest } from '../../policy/request';
import { question } from './question';

const standings: Readonly<Record<string, Partial<AccessRequest>>> = {
  nobody: { relationships: [] },
  ...Object.fromEntries(relationships.map((one) => [one, { relationships: [one] }])),
  'carer+delegation': { relationships: ['carer'], isDelegated: true },
  named: { relationships: [], isNamed: true },
};

const changes: Readonly<Record<string, Partial<AccessRequest>>> = {
  'the flag THIRD_PARTY': { flags: ['THIRD_PARTY'] },
  'the flag NOT_YET_DISCUSSED': { flags: ['NOT_YET_DISCUSSED'] },
  'the flag SAFEGUARDING': { flags: ['SAFEGUARDING'] },
  'a restricted person': { isRestricted: true },
  'a requested erasure': { isErasureRequested: true },
  'a stale sign-in': { isFresh: false },
  'no activity B0168': { activities: [] },
  'assurance MEDIUM': { assurance: 'MEDIUM' },
  'assurance LOW': { assurance: 'LOW' },
};

const outcomeOf = (request: AccessRequest): string => {
  const { effect, rules, obligations, canOpenInEmergency } = decideAccess(request);
  const duties = obligations.filter((one) => one !== 'RECORD').map((one) => ` +${one}`);
  return `${effect} ${rules.join(' ')}${duties.join('')}${canOpenInEmergency ? ' (may open)' : ''}`;
};

/** What one cell says under every word on sharing, and then opened in an emergency. */
const cellOf = (asked: AccessRequest): string => {
  const [shut, opened] = [false, true].map((isBreakGlass) => {
    const [none, given, dissent] = consents.map((consent) =>
      outcomeOf({ ...asked, consent, isBreakGlass }),
    );
    const base = none === given ? none! : `${none!}, given: ${given!}`;
    return dissent === none ? base : `${base}, dissent: ${dissent!}`;
  });
  return shut === opened ? shut! : `${shut!}; opened: ${opened!}`;
};

/** The keys that share a value, in order. */
const grouped = (
  entries: readonly (readonly [key: string, value: string])[],
): [string[], string][] => {
  const groups = new Map<string, string[]>();
  for (const [key, value] of entries) groups.set(value, [...(groups.get(value) ?? []), key]);
  return [...groups].map(([value, keys]) => [keys, value]);
};
const listed = (keys: readonly string[], all: readonly string[]): string =>
  keys.length === all.length ? 'all' : keys.join(', ');

type Cell = { readonly key: string; readonly says: string };

/** The lines of one role; a cell that is not `kept` is left out. */
const linesOf = (
  role: string,
  more: Partial<AccessRequest>,
  isKept: (cell: Cell) => boolean,
): string[] => {
  const byStanding = Object.entries(standings).map(([standing, stands]) => {
    const byAction = actions.map((action) => {
      const cells = sections.flatMap((section): [string, string][] => {
        const asked = question({ activities: ['B0168'], ...stands, role, action, section });
        const says = cellOf({ ...asked, ...more });
        const key = [role, standing, action, section].join();
        return isKept({ key, says }) ? [[section, says]] : [];
      });
      const lines = grouped(cells).map(([own, says]) => `    ${listed(own, sections)}: ${says}`);
      return [action, lines.join('\n')] as const;
    });
    const blocks = grouped(byAction.filter(([, lines]) => lines !== '')).map(
      ([own, lines]) => `  ${listed(own, actions)}\n${lines}`,
    );
    return [standing, blocks.join('\n')] as const;
  });
  return grouped(byStanding.filter(([, blocks]) => blocks !== '')).map(
    ([own, blocks]) => `${role}: ${listed(own, Object.keys(standings))}\n${blocks}`,
  );
};

const introduction = `The access matrix: role x standing x action x part x consent x emergency, from policy/rules.ts.
Written anew by: UPDATE_DOCS=1 npx jest test/policy/matrix. Plain words: docs/access-rules.md.
Staff have B0168 here, everyone is surely known and freshly signed in. What is not listed is denied by
default-deny. "opened": by this reader, in an emergency. "(may open)": could be. +: beside RECORD.
`;

/** Denied by default, also where the record of that may wait. */
const isDefault = (says: string): boolean =>
  [
    'deny default-deny',
    'deny default-deny +RECORD_MAY_WAIT',
    'deny default-deny; opened: deny default-deny +RECORD_MAY_WAIT',
  ].includes(says);

export const matrix = (): string => {
  const base = new Map<string, string>();
  const whole = roles.flatMap((role) =>
    linesOf(role, {}, ({ key, says }) => {
      base.set(key, says);
      return !isDefault(says);
    }),
  );
  const changed = Object.entries(changes).flatMap(([name, more]) => [
    `=== with ${name}, where that changes something`,
    ...roles.flatMap((role) => linesOf(role, more, ({ key, says }) => base.get(key) !== says)),
  ]);
  return `${[introduction, ...whole, ...changed].join('\n')}\n`;
};
