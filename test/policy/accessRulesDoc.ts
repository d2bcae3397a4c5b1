/** `docs/access-rules.md` as it must be, from the rules themselves: for a governance lead to read. */
import { decideAccess } from '../../policy/decide';
import { citizens, clinicians, professionals } from '../../policy/groups';
import {
  actions,
  obligations,
  roleNames,
  roles,
  sections,
  sensitivityOf,
} from '../../policy/request';
import type { AccessRequest, Role } from '../../policy/request';
import type { Rule } from '../../policy/rule';
import { rules } from '../../policy/rules';
import { question } from './question';
import { actionWords, flagWords, obligationWords, relationshipWords, sectionWords } from './words';

const introduction = `# Who may see what

Made from the rules themselves (\`policy/rules.ts\`) by \`UPDATE_DOCS=1 npx jest test/policy/accessRules\`;
a test fails where the two differ. Every combination of role, standing, action, part, word on sharing and
emergency stands in \`test/golden/accessMatrix.txt\`. The model is that of SAFETY.md 3.

## How an answer is found

1. A question names the reader (role, how surely we know them, CIS2 activities), what they want to do,
   with which part of whose record, how they stand to the person, and what the person said.
2. If anything in the question is missing or is a word that we do not know, the answer is no.
3. If any rule that denies fits, the answer is no, whatever else fits.
4. Else, if a rule that permits fits, the answer is yes. Otherwise it is no.

Every answer names its rules and is recorded before it leaves. A no gives one reason, the first in the
order below. A reason that lies in the record (an erasure, a word on sharing, a restriction, a flag) is
given only to somebody who would have a right otherwise. Everyone else hears the same no about every
person, and about a person whom we do not hold.
`;

const choices = `## What was decided here, and why

- **No activity code is asked of a paramedic or an NHS 111 clinician** who opens a record in an emergency.
  A code that a local profile forgot must not stand between a crew and a person who is dying; the alert,
  the four hours and the review are what hold misuse. Other clinicians need B0168. One who lacks it
  is not shut out: who is in a position to care says so (P5-claim), and the privacy officer is told.
- **A person's no does not hide** who they are, where they live, the services to call, and that something
  is withheld. A clinician overrides it in an emergency: reading only, never a draft or an export, always
  with an alert, and never for what is sealed. Given consent opens nothing that is not open without a word.
- **A restricted address stays closed in an emergency.** A crew has the address that it was sent to
  (\`docs/decisions/0016\`).
- **A privacy officer oversees their own organisation**: what its people opened, claimed and searched for,
  and what was done to the people whom it cares for. An opening is for the officers of two organisations,
  the opener's and the one that leads the care, each for itself; to all others it is as good as unknown.
  Whoever acts as officer for several organisations has a role in each (CIS2) and selects one.
- **Withdrawing a CPR decision is never held up**: no relationship, no fresh sign-in, no dissent and no
  erasure stands in its way. Recording and endorsing one is for seniors of the team, freshly signed in;
  somebody who was asked to come joins the team first.
- **A referral and a claim give what the team has**, but not exports, carers' access, what is kept from the
  person, or the parts that need one more tap. Each look under a claim is told of.
- **A person sees their own parts of class S3**, but never what others said of them. What is kept from them,
  or from a carer by the person's own no, looks exactly like nothing recorded.
- **An erasure that was asked for** hides everything from everyone. What would harm if it were lost is still
  taken: a withdrawal, a death, a word on sharing, the end of somebody's access. So is oversight.
- **A refusal inside an urgent answer** may have its record wait too: one withheld part must not hold up
  the parts that a crew may see while the log cannot be written.
- **The purpose is recorded, and no rule weighs it.** It is not the reader's to say: it follows from the
  role that they signed in with (urgent care, direct care, a citizen's own access), so a row on purpose
  would say again what the rows on roles say. What is no care (research, planning, payment) is not among
  the purposes; a purpose that we do not know is refused, whatever is asked. SAFETY.md names the
  purpose among what a question holds and weighs it in none of its rules. A look for safeguarding is told
  of to privacy officers alone: that is decided where the list is read, by what was recorded. The day a
  reader may choose a purpose it needs a row here.
- **Times are not in the rules.** A relationship, a delegation or an emergency that ended is not among
  the facts of a question any more.
`;

const words = (values: readonly string[]): string =>
  values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} and ${values[values.length - 1]!}`;

const rolesIn = (named: readonly Role[]): string => {
  const left = roles.filter((role) => !named.includes(role));
  if (named.length > 6) return `everyone but ${words(left.map((role) => roleNames[role]))}`;
  return words(named.map((role) => roleNames[role]));
};

const whoOf = ({ roles: named, notRoles = [], activities, assuranceBelow }: Rule): string => {
  const who = (named ?? roles).filter((role) => !notRoles.includes(role));
  return [
    who.length === roles.length ? 'everyone' : rolesIn(who),
    ...(activities ? [`with the CIS2 activity ${words(activities)}`] : []),
    ...(assuranceBelow ? [`known less surely than ${assuranceBelow}`] : []),
  ].join(', ');
};

const switchWords: readonly (readonly [keyof Rule, yes: string, no: string])[] = [
  ['isDelegated', 'the person lets this carer see the part', ''],
  ['isNamed', 'named for the part', 'not named for the part'],
  ['isBreakGlass', 'opened it in an emergency', 'did not open it in an emergency'],
  ['isRestricted', 'the person is marked restricted', ''],
  ['isErasureRequested', 'an erasure was asked for', ''],
  ['isFresh', '', 'did not sign in just now'],
];

const whenOf = (rule: Rule): string =>
  [
    ...(rule.relationships ?? []).map((one) => relationshipWords[one]),
    ...switchWords.flatMap(([key, yes, no]) =>
      rule[key] === undefined ? [] : [rule[key] === true ? yes : no],
    ),
    ...(rule.consents ? ['the person said no to sharing this'] : []),
    ...(rule.flags ? [`flagged: ${rule.flags.map((flag) => flagWords[flag]).join('; ')}`] : []),
  ].join('; ');

const whatOf = ({ actions: named }: Rule): string =>
  named === undefined || named.length === actions.length
    ? 'anything'
    : words(named.map((action) => actionWords[action]));

const aboutOf = ({ sections: named, notSections = [], sensitivities }: Rule): string => {
  const about = (named ?? []).map((section) => sectionWords[section]);
  const classes = sensitivities ? [`class ${words(sensitivities)}`] : about;
  if (classes.length === 0) return 'any part';
  const but = notSections.map((section) => sectionWords[section]);
  return words(classes) + (but.length > 0 ? `, but not ${words(but)}` : '');
};

const ruleText = (rule: Rule): string => {
  const when = whenOf(rule);
  return [
    `### ${rule.name}`,
    '',
    rule.says,
    '',
    `- Who: ${whoOf(rule)}`,
    ...(when === '' ? [] : [`- When: ${when}`]),
    `- ${rule.effect === 'deny' ? 'May not' : 'May'}: ${whatOf(rule)}`,
    `- About: ${aboutOf(rule)}`,
    ...(rule.obliges ? [`- Then: ${rule.obliges.map((one) => `\`${one}\``).join(', ')}`] : []),
    '',
  ].join('\n');
};

/** A table as Prettier pads it. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, at) => Math.max(3, ...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
};

const readers: readonly (readonly [name: string, asked: Partial<AccessRequest>])[] = [
  ...professionals.map((role) => [roleNames[role], { role, relationships: [] }] as const),
  ...professionals
    .filter(
      (role) => role === 'SOCIAL_WORKER' || !['PARAMEDIC', 'URGENT_CARE_CLINICIAN'].includes(role),
    )
    .map((role) => [`${roleNames[role]}, team`, { role, relationships: ['team'] }] as const),
  ['any of these, self-claimed', { role: 'GP', relationships: ['selfClaimed'] }],
  ['paramedic, incident', { role: 'PARAMEDIC', relationships: ['incident'] }],
  ['NHS 111, incident', { role: 'URGENT_CARE_CLINICIAN', relationships: ['incident'] }],
  ['any clinician, emergency', { role: clinicians[0]!, relationships: [], isBreakGlass: true }],
  ['any of them, named', { role: 'SOCIAL_WORKER', relationships: [], isNamed: true }],
  ['administrator', { role: 'ADMINISTRATOR', relationships: [] }],
  ['privacy officer', { role: 'PRIVACY_OFFICER', relationships: [] }],
  ['999 or 111 system', { role: 'URGENT_CARE_SYSTEM', relationships: [] }],
  ['carer, delegated', { role: citizens[1]!, relationships: ['carer'], isDelegated: true }],
  ['the person', { role: citizens[0]!, relationships: ['self'] }],
];

const readingOf = (asked: Partial<AccessRequest>, section: AccessRequest['section']): string => {
  const { effect, obligations: duties } = decideAccess(question({ ...asked, section }));
  if (effect === 'deny') return '';
  const more = [
    ...(duties.includes('REVEAL_ON_TAP') ? ['tap'] : []),
    ...(duties.includes('ALERT') ? ['alert'] : []),
  ];
  return ['yes', ...more].join(' ');
};

const readingTable = table([
  ['part', ...readers.map((_, index) => String(index + 1))],
  ...sections.map((section) => [
    sectionWords[section],
    ...readers.map(([, asked]) => readingOf(asked, section)),
  ]),
]);

export const accessRulesDoc = (): string =>
  [
    introduction,
    '## The parts of a record',
    '',
    table([
      ['part', 'name', 'class'],
      ...sections.map((one) => [sectionWords[one], `\`${one}\``, sensitivityOf[one]]),
    ]),
    '',
    '## Who reads what',
    '',
    'With no word on sharing, no flag and no restriction. Empty: no. tap: shown on one tap. alert: others',
    'are told.',
    '',
    readers.map(([name], index) => `${String(index + 1)}. ${name}`).join('\n'),
    '',
    readingTable,
    '',
    '## What else happens',
    '',
    table([['name', 'meaning'], ...obligations.map((one) => [`\`${one}\``, obligationWords[one]])]),
    '',
    choices,
    '## The rules that deny, in the order of their reasons',
    '',
    rules
      .filter(({ effect }) => effect === 'deny')
      .map(ruleText)
      .join('\n'),
    '## The rules that permit',
    '',
    rules
      .filter(({ effect }) => effect === 'permit')
      .map(ruleText)
      .join('\n'),
  ]
    .join('\n')
    .trimEnd() + '\n';
