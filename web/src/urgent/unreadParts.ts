/**
 * Which parts of an urgent view could not be read, by the names that they have on the page. Pure.
 * The header and the foot say so, so that no part that is missing passes for one that is empty.
 */
import type { UrgentPerson } from '../graph/personView';
import { joinWords, upperFirst } from '../format/words';

const isUnread = (answer: { readonly __typename: string }): boolean =>
  answer.__typename === 'Unavailable';

/** In the order of the page; empty where everything was read. */
export function unreadParts(view: UrgentPerson): readonly string[] {
  const { identity, cprDecision, contacts, endOfLifePlan: plan } = view;
  // Of somebody who is not held here, or not any more, there is nothing to read.
  if (['PersonNotFound', 'PersonErased'].includes(identity.__typename)) return [];
  const parts: (readonly [string, { readonly __typename: string }])[] = [
    ['who this is', identity],
    ['resuscitation', cprDecision],
    ['who to call', contacts],
    ['the end-of-life plan', plan],
  ];
  if (plan.__typename === 'EndOfLifePlan') {
    parts.push(
      ['focus of care', plan.focusOfCare],
      ['medicines in the home', plan.anticipatoryMedicines],
      ['where to be cared for', plan.preferredPlaceOfCare],
      ['where to die', plan.preferredPlaceOfDeath],
    );
  }
  return parts.filter(([, answer]) => isUnread(answer)).map(([name]) => name);
}

/** True where nothing at all could be read. */
export function isNothingRead(view: UrgentPerson): boolean {
  const { identity, cprDecision, contacts, endOfLifePlan } = view;
  return [identity, cprDecision, contacts, endOfLifePlan].every(isUnread);
}

/** `Resuscitation and who to call could not be read.`; empty where everything was read. */
export function unreadWords(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `${upperFirst(joinWords(parts))} could not be read.`;
}
