/**
 * In which order to call, and the words beside each number. Pure. First whoever answers at this hour;
 * professionals before family; the line that answers for the plan before a key worker's office;
 * nobody is left out.
 */
import type { Contact, ContactsAnswer } from '../graph/sections';
import { joinParts } from '../format/words';

const availabilityWords: Record<Contact['availability'], string> = {
  ANY_HOUR: 'any hour',
  IN_HOURS: 'weekdays 08:00 to 18:30',
  OUT_OF_HOURS: 'nights and weekends',
};

/** The contacts in the order to call them. */
export function inOrderOfCalling(contacts: readonly Contact[]): readonly Contact[] {
  return [...contacts].sort((a, b) => rank(a) - rank(b));
}

/** The one service to call about the plan: the line that answers for it, if it answers now. */
export function numberToCall(contacts: readonly Contact[]): Contact | undefined {
  const [first] = inOrderOfCalling(contacts);
  return first?.answersNow === true && first.kind === 'PROFESSIONAL' ? first : undefined;
}

/** Whom the panel tells to ring: a number of the record, or why there is none and what to do. */
export type CallAdvice =
  { readonly contact: Contact } | { readonly contact: undefined; readonly why: string };

export function callAdviceOf(answer: ContactsAnswer): CallAdvice {
  if (answer.__typename !== 'Contacts') {
    return { contact: undefined, why: 'The numbers to call could not be loaded.' };
  }
  const contact = numberToCall(answer.contacts);
  if (contact !== undefined) return { contact };
  const why =
    answer.contacts.length === 0
      ? 'No number to call is recorded here.'
      : 'No service that is listed here answers now.';
  return { contact: undefined, why };
}

/** `Ruth Ellis, daughter` */
export function contactTitle({ name, relationship }: Contact): string {
  return joinParts(name, relationship);
}

/** `any hour · answers for this plan` */
export function contactWords(contact: Contact): string {
  const { organisation, purpose, keyWorker, isAttorney, availability, answersNow } = contact;
  const hours = availabilityWords[availability];
  return [
    answersNow ? hours : `Closed now. Answers ${hours}`,
    ...(purpose === null ? [] : [purpose]),
    ...(organisation === null ? [] : [organisation]),
    ...(keyWorker ? ['key worker'] : []),
    ...(isAttorney ? ['attorney for health and welfare'] : []),
  ].join(' · ');
}

/** What a `tel:` link may hold. */
export function telephoneLink(telephone: string): string {
  return `tel:${dialled(telephone)}`;
}

/** True where both texts dial the same line. */
export function isSameNumber(one: string, other: string): boolean {
  return dialled(one) === dialled(other);
}

function dialled(telephone: string): string {
  return telephone.replace(/[^+\d]/g, '');
}

function rank(contact: Contact): number {
  const { answersNow, kind, availability } = contact;
  return (
    (answersNow ? 0 : 16) +
    (kind === 'PROFESSIONAL' ? 0 : 8) +
    rankAmongServices(contact) * 2 +
    (availability === 'ANY_HOUR' ? 0 : 1)
  );
}

/** From 0: says that it answers for the plan, is palliative care's, is a key worker, is another. */
function rankAmongServices({ purpose, name, organisation, keyWorker }: Contact): number {
  if (/\bfor (this|the) plan\b/i.test(purpose ?? '')) return 0;
  if (keyWorker) return 2;
  return /hospice|palliative/i.test(joinParts(name, purpose, organisation)) ? 1 : 3;
}
