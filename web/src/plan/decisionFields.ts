/**
 * The questions of the resuscitation decision, with the paths of the input they become. Everybody
 * who took part is one row of three boxes.
 */
import { forCprCode, involvementChoices, notForCprCode } from '../codes';
import type { CprDecision } from '../graph/decision';
import type { FieldShape } from '../page/Field';
import type { Viewer } from '../page/viewer';
import { notSent, type Values } from './formInput';
import { typedDate } from './sectionFields';

/** The name under which a form keeps how many rows of involved people it shows. */
export const involvedRows = 'involvedRows';
const involvedRowsMax = 50;

const paperFields: readonly FieldShape[] = [
  {
    name: 'signatory',
    path: 'paper.signatory',
    label: 'Who signed the form',
    missing: 'Write who signed the form',
    kind: 'text',
    isRequired: true,
  },
  { name: 'signatoryRole', path: 'paper.signatoryRole', label: 'Their role', kind: 'text' },
  {
    name: 'formDate',
    path: 'paper.formDate',
    label: 'Date on the form',
    missing: 'Write the date on the form',
    kind: 'date',
    isRequired: true,
  },
  {
    name: 'originalSeenOn',
    path: 'paper.originalSeenOn',
    label: 'When you saw the original',
    missing: 'Write the day on which you saw the original',
    kind: 'date',
    isRequired: true,
  },
];

/** Asks whether a paper form is the source, and, where it is, about the form. */
export function paperQuestions(values: Values, label: string): readonly FieldShape[] {
  const ask: FieldShape = { name: 'hasPaper', label, kind: 'tick', path: notSent };
  return values['hasPaper'] === 'yes' ? [ask, ...paperFields] : [ask];
}

const decided: readonly FieldShape[] = [
  {
    name: 'decision',
    label: 'The decision',
    missing: 'Choose which decision was made',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: notForCprCode, words: 'Not for attempted CPR' },
      { value: forCprCode, words: 'For attempted CPR' },
    ],
  },
  {
    name: 'reason',
    label: 'Why',
    kind: 'long',
    isRequired: true,
    missing: 'Write why the decision was made',
  },
  {
    name: 'decidedOn',
    label: 'Decided on',
    kind: 'date',
    isRequired: true,
    missing: 'Write the day it was decided',
  },
  {
    name: 'deciderName',
    path: 'decidedBy.name',
    label: 'Who decided',
    missing: 'Write the name of the clinician who decided',
    kind: 'text',
    isRequired: true,
  },
  {
    name: 'deciderRole',
    path: 'decidedBy.role',
    label: 'Their role',
    missing: 'Write the role of who decided, such as GP',
    kind: 'text',
    isRequired: true,
  },
  {
    name: 'deciderOrganisation',
    path: 'decidedBy.organisation',
    label: 'Their organisation',
    kind: 'text',
  },
  {
    name: 'finding',
    path: 'capacity.finding',
    label: 'The person and this decision',
    missing: 'Choose what part the person had in the decision',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'PERSON_INVOLVED', words: 'Has capacity and took part' },
      { value: 'DECLINED_TO_DISCUSS', words: 'Has capacity and did not wish to discuss it' },
      {
        value: 'LACKS_CAPACITY',
        words: 'Lacks capacity for this decision (Mental Capacity Act 2005)',
      },
    ],
  },
  {
    name: 'capacityDetail',
    path: 'capacity.detail',
    label: 'More about capacity',
    hint: 'Where it is lacking: who was consulted and how best interests were found',
    kind: 'long',
  },
];

const kept: readonly FieldShape[] = [
  {
    name: 'reviewOn',
    label: 'Review by',
    kind: 'date',
    isRequired: true,
    missing: 'Write the day by which the decision is to be reviewed',
  },
  { name: 'reviewBy', label: 'Who reviews it', kind: 'text' },
  { name: 'formKeptAt', label: 'Where the signed form is kept', kind: 'text' },
];

/** All questions, with as many rows of involved people as the form shows. */
export function decisionFields(values: Values): readonly FieldShape[] {
  const rows = Math.min(Number(values[involvedRows] ?? '1') || 1, involvedRowsMax);
  const involved = Array.from({ length: rows }, (_, row) => involvedFields(row)).flat();
  return [
    ...decided,
    ...involved,
    ...kept,
    ...paperQuestions(values, 'This is copied from a signed paper form'),
  ];
}

function involvedFields(row: number): readonly FieldShape[] {
  const path = `involved.${row}`;
  const which = row === 0 ? '' : ` (${row + 1})`;
  return [
    {
      name: `${path}.name`,
      label: `Who else took part${which}`,
      kind: 'text',
      isNeededInPart: true,
      missing: `Write who took part${which}, or take the rest of it away`,
    },
    {
      name: `${path}.relationship`,
      label: `Relationship or role${which}`,
      hint: 'For example: daughter, district nurse',
      kind: 'text',
    },
    {
      name: `${path}.involvement`,
      label: `How they took part${which}`,
      kind: 'select',
      choices: involvementChoices.map(({ code, words }) => ({ value: code, words })),
    },
  ];
}

/** The boxes as they stand before anything is typed: the present decision, or who is signed in. */
export function decisionValues(answer: CprDecision, viewer: Viewer | undefined): Values {
  if (answer.__typename !== 'CprRecorded') {
    return {
      deciderName: viewer?.name ?? '',
      deciderRole: viewer?.roleName ?? '',
      deciderOrganisation: viewer?.organisationName ?? '',
    };
  }
  const { decision: record } = answer;
  const involved = record.involved.flatMap((person, row) => [
    [`involved.${row}.name`, person.name],
    [`involved.${row}.relationship`, person.relationship ?? ''],
    [`involved.${row}.involvement`, person.involvement?.code ?? ''],
  ]);
  return {
    ...(Object.fromEntries(involved) as Values),
    [involvedRows]: String(Math.max(1, record.involved.length)),
    decision: record.decision.code,
    reason: record.reason,
    decidedOn: typedDate(record.decidedOn),
    deciderName: record.decidedBy.name,
    deciderRole: record.decidedBy.role,
    deciderOrganisation: record.decidedBy.organisation ?? '',
    finding: record.capacity.finding,
    capacityDetail: record.capacity.detail ?? '',
    reviewOn: typedDate(record.reviewOn),
    reviewBy: record.reviewBy ?? '',
    formKeptAt: record.formKeptAt ?? '',
    hasPaper: record.paper === null ? '' : 'yes',
    signatory: record.paper?.signatory ?? '',
    signatoryRole: record.paper?.signatoryRole ?? '',
    formDate: typedDate(record.paper?.formDate ?? null),
    originalSeenOn: typedDate(record.paper?.originalSeenOn ?? null),
  };
}
