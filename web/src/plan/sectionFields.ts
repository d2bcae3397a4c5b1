/**
 * The questions of each section of the plan, and the answers that are saved, as the texts of its
 * boxes. The words are those of a person's own life; the codes behind them are in codes.ts.
 */
import { deathPlaceChoices, supplyChoices } from '../codes';
import { formatDate } from '../format/dates';
import type {
  AnticipatoryMedicines,
  FocusOfCare,
  PreferredPlaceOfCare,
  PreferredPlaceOfDeath,
} from '../graph/sections';
import type { Choice, FieldShape } from '../page/Field';
import { priorityWords } from '../urgent/PlanSections';
import type { Values } from './formInput';

const choicesOf = (codes: readonly { code: string; words: string }[]): readonly Choice[] =>
  codes.map(({ code, words }) => ({ value: code, words }));
const saidBy: FieldShape = {
  name: 'saidBy',
  label: 'Who said so',
  hint: 'For example: Peggy, or her daughter Ruth',
  kind: 'text',
};
const saidOn: FieldShape = { name: 'saidOn', label: 'When they said so', kind: 'date' };

export const focusFields: readonly FieldShape[] = [
  {
    name: 'priority',
    label: 'What comes first',
    kind: 'select',
    choices: Object.entries(priorityWords).map(([value, words]) => ({ value, words })),
  },
  {
    name: 'statement',
    label: 'What care should aim for',
    hint: 'Plain words. A crew reads this at the door.',
    kind: 'long',
  },
  { name: 'wouldWant', label: 'Would want', hint: 'One on each line', kind: 'lines' },
  { name: 'wouldNotWant', label: 'Would not want', hint: 'One on each line', kind: 'lines' },
  { name: 'agreedWith', label: 'Agreed with', kind: 'text' },
  { name: 'agreedOn', label: 'Agreed on', kind: 'date' },
];

export function focusValues(answer: FocusOfCare): Values {
  if (answer.__typename !== 'FocusOfCare') return {};
  return {
    priority: answer.priority ?? '',
    statement: answer.statement ?? '',
    wouldWant: answer.wouldWant.join('\n'),
    wouldNotWant: answer.wouldNotWant.join('\n'),
    agreedWith: answer.agreedWith ?? '',
    agreedOn: typedDate(answer.agreedOn),
  };
}

const placeChoices = choicesOf(deathPlaceChoices);

export const placeOfDeathFields: readonly FieldShape[] = [
  {
    name: 'firstPlace',
    path: 'first.place',
    label: 'First choice',
    missing: 'Choose what kind of place the first choice is, or take its name away',
    isNeededInPart: true,
    kind: 'select',
    choices: placeChoices,
  },
  { name: 'firstName', path: 'first.name', label: 'Which one, where it has a name', kind: 'text' },
  {
    name: 'secondPlace',
    path: 'second.place',
    label: 'Second choice',
    missing: 'Choose what kind of place the second choice is, or take its name away',
    isNeededInPart: true,
    kind: 'select',
    choices: placeChoices,
  },
  {
    name: 'secondName',
    path: 'second.name',
    label: 'Which one is the second choice, where it has a name',
    kind: 'text',
  },
  saidBy,
  saidOn,
];

export function placeOfDeathValues(answer: PreferredPlaceOfDeath): Values {
  if (answer.__typename !== 'PreferredPlaceOfDeath') return {};
  const { first, second } = answer;
  return {
    firstPlace: first?.place.code ?? '',
    firstName: first?.name ?? '',
    secondPlace: second?.place.code ?? '',
    secondName: second?.name ?? '',
    saidBy: answer.saidBy ?? '',
    saidOn: typedDate(answer.saidOn),
  };
}

export const placeOfCareFields: readonly FieldShape[] = [
  { name: 'first', label: 'First choice', kind: 'text' },
  { name: 'second', label: 'Second choice', kind: 'text' },
  saidBy,
  saidOn,
];

export function placeOfCareValues(answer: PreferredPlaceOfCare): Values {
  if (answer.__typename !== 'PreferredPlaceOfCare') return {};
  return {
    first: answer.first ?? '',
    second: answer.second ?? '',
    saidBy: answer.saidBy ?? '',
    saidOn: typedDate(answer.saidOn),
  };
}

export const medicinesFields: readonly FieldShape[] = [
  {
    name: 'supply',
    label: 'Have they been issued or prescribed?',
    kind: 'select',
    choices: choicesOf(supplyChoices),
  },
  { name: 'medicines', label: 'Which medicines', kind: 'long' },
  {
    name: 'keptAt',
    label: 'Where they are kept',
    hint: 'As you would tell a stranger: kitchen cupboard, above the kettle',
    kind: 'text',
  },
  { name: 'checkedOn', label: 'Last checked on', kind: 'date' },
  { name: 'checkedBy', label: 'Checked by', kind: 'text' },
  { name: 'firstExpiryOn', label: 'First expiry', kind: 'date' },
];

export function medicinesValues(answer: AnticipatoryMedicines): Values {
  if (answer.__typename !== 'AnticipatoryMedicines') return {};
  return {
    supply: answer.supply?.code ?? '',
    medicines: answer.medicines ?? '',
    keptAt: answer.keptAt ?? '',
    checkedOn: typedDate(answer.checkedOn),
    checkedBy: answer.checkedBy ?? '',
    firstExpiryOn: typedDate(answer.firstExpiryOn),
  };
}

/** A date as the box of a form shows it: one that can be typed back. */
export function typedDate(date: string | null): string {
  return date === null ? '' : formatDate(date);
}
