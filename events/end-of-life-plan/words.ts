/**
 * What changed, in the words of care: one plain sentence for each difference between two contents
 * of a plan. The change banner, the version history and "what publishing will change" use it.
 */
import { isSameValue } from '../plan/fields';
import { cprStatusOf } from './cprStatus';
import type { EndOfLifePlanEvent } from './events';
import type { CprSection, PlanContent } from './state';
import { emptyContent } from './state';

const cprIdentity = (cpr: CprSection): unknown => ({
  decisions: cpr.decisions.map(({ id }) => id),
  endorsed: cpr.decisions.map(({ endorsed }) => endorsed !== undefined),
  withdrawn: cpr.decisions.length === 0 ? cpr.withdrawal?.revision : undefined,
});

const cprSentences = (before: CprSection, after: CprSection): string[] => {
  if (isSameValue(cprIdentity(before), cprIdentity(after))) return [];
  const was = cprStatusOf(before);
  const is = cprStatusOf(after);
  switch (is.kind) {
    case 'none':
      return ['Resuscitation: no decision is recorded any more.'];
    case 'withdrawn':
      return [
        is.wasAgainst
          ? 'Resuscitation: the decision against CPR was withdrawn.'
          : 'Resuscitation: the decision for CPR was withdrawn.',
      ];
    case 'conflicting':
      return ['Resuscitation: two records now disagree. Neither has been chosen.'];
    case 'recorded': {
      if (was.kind === 'recorded' && was.decision.id === is.decision.id) {
        return ['Resuscitation: the decision was endorsed.'];
      }
      // In quotation marks as the panel has it: "now not for" is read both ways in a hurry.
      const what = is.isFor ? '“For attempted CPR”' : '“Not for attempted CPR”';
      const isRenewed = was.kind === 'recorded' && was.isFor === is.isFor;
      return [
        isRenewed
          ? `Resuscitation: the decision was renewed. It is still ${what}.`
          : `Resuscitation: the decision is now ${what}.`,
      ];
    }
  }
};

const listed = (items: readonly string[] | null | undefined): string =>
  items && items.length > 0 ? items.join('; ') : 'nothing';

/** "Preferred place of death: home" as "home". */
export const placeWords = (place: { readonly display: string }): string =>
  place.display.replace(/^Preferred place of death: /, '');

type Choice = { place: { display: string }; name?: string | undefined } | string | null | undefined;
const choiceWords = (choice: Choice): string | undefined => {
  if (choice === null || choice === undefined) return undefined;
  if (typeof choice === 'string') return choice;
  return choice.name === undefined
    ? placeWords(choice.place)
    : `${placeWords(choice.place)} (${choice.name})`;
};

const choicesSentence = (what: string, first: Choice, second: Choice): string => {
  const words = [choiceWords(first), choiceWords(second)].flatMap((choice, index) =>
    choice === undefined ? [] : [`${String(index + 1)}. ${choice}`],
  );
  return `${what}: ${words.length > 0 ? words.join(', ') : 'taken back, none stated'}.`;
};

const placesSentences = (before: PlanContent, after: PlanContent): string[] => {
  const sentences: string[] = [];
  const wasDeath = before.preferredPlaceOfDeath.value;
  const death = after.preferredPlaceOfDeath.value;
  if (!isSameValue([wasDeath.first, wasDeath.second], [death.first, death.second])) {
    sentences.push(choicesSentence('Preferred place of death', death.first, death.second));
  } else if (!isSameValue(wasDeath, death)) {
    sentences.push('Preferred place of death: the same, but who said so, or when, changed.');
  }
  const wasCare = before.preferredPlaceOfCare.value;
  const care = after.preferredPlaceOfCare.value;
  if (!isSameValue([wasCare.first, wasCare.second], [care.first, care.second])) {
    sentences.push(choicesSentence('Preferred place of care', care.first, care.second));
  } else if (!isSameValue(wasCare, care)) {
    sentences.push('Preferred place of care: the same, but who said so, or when, changed.');
  }
  return sentences;
};

const priorityWords = {
  EXTEND_LIFE: 'extending life comes first',
  BALANCE: 'a balance of longer life and comfort',
  COMFORT: 'comfort comes first',
} as const;

const asSentence = (words: string): string => words.replace(/[.]?$/, '.');

const focusSentences = (before: PlanContent, after: PlanContent): string[] => {
  const was = before.focusOfCare.value;
  const is = after.focusOfCare.value;
  const sentences: string[] = [];
  if (!isSameValue(was.priority, is.priority)) {
    const first = is.priority
      ? priorityWords[is.priority]
      : 'nobody says any more what comes first';
    sentences.push(asSentence(`Focus of care: ${first}`));
  }
  if (!isSameValue(was.statement, is.statement)) {
    const aim = is.statement ?? 'what care should aim for was taken back';
    sentences.push(asSentence(`Focus of care: ${aim}`));
  }
  if (!isSameValue(was.wouldWant, is.wouldWant)) {
    sentences.push(`Would want: ${listed(is.wouldWant)}.`);
  }
  if (!isSameValue(was.wouldNotWant, is.wouldNotWant)) {
    sentences.push(`Would not want: ${listed(is.wouldNotWant)}.`);
  }
  if (sentences.length === 0 && !isSameValue(was, is)) {
    sentences.push('Focus of care: who agreed it, or when, changed.');
  }
  return sentences;
};

const supplyWords: Readonly<Record<string, string>> = {
  '376201000000102': 'a just-in-case box was issued',
  '871021000000106': 'they were prescribed ahead of need',
};

const supplySentence = (supply: { code: string; display: string } | null | undefined): string =>
  supply
    ? (supplyWords[supply.code] ?? supply.display)
    : 'nobody says any more whether they were issued or prescribed';

const medicinesSentences = (before: PlanContent, after: PlanContent): string[] => {
  const was = before.anticipatoryMedicines.value;
  const is = after.anticipatoryMedicines.value;
  if (isSameValue(was, is)) return [];
  const where = is.keptAt ? `kept at: ${is.keptAt}` : 'where they are kept is not said';
  if (was.medicines !== is.medicines || was.keptAt !== is.keptAt) {
    return [`Medicines in the home: ${is.medicines ?? 'changed'} (${where}).`];
  }
  const checked = [was.checkedOn, was.checkedBy];
  const parts = [
    ...(isSameValue(was.supply, is.supply) ? [] : [supplySentence(is.supply)]),
    ...(was.firstExpiryOn === is.firstExpiryOn ? [] : ['the day the first expires changed']),
    ...(isSameValue(checked, [is.checkedOn, is.checkedBy]) ? [] : ['checked again']),
  ];
  return [`Medicines in the home: ${parts.join('; ')}.`];
};

/** Sentences in the order of the urgent view; none where the contents say the same. */
export const describeChanges = (before: PlanContent | undefined, after: PlanContent): string[] => {
  const was = before ?? emptyContent;
  return [
    ...cprSentences(was.cpr, after.cpr),
    ...focusSentences(was, after),
    ...medicinesSentences(was, after),
    ...placesSentences(was, after),
  ];
};

/** What happened that changes no published content, but that a reader should be told at once. */
export const eventSentence = (event: EndOfLifePlanEvent): string[] => {
  if (event.type === 'CprDecisionQuestioned') {
    const { concern, follows } = event.data;
    return [
      follows === undefined
        ? `Resuscitation: somebody questioned the decision: "${concern}"`
        : `Resuscitation: more was said to a question about the decision: "${concern}"`,
    ];
  }
  if (event.type === 'CprQuestionTakenBack') {
    return ['Resuscitation: a question about the decision was taken back by who had asked it.'];
  }
  return event.type === 'EndOfLifePlanEnded' ? ['This plan was ended.'] : [];
};
