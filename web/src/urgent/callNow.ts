/**
 * In which order to call, and the words beside each number. Pure. First whoever answers at this
 * hour, professionals before family, key workers before others; nobody is left out.
 */
import type { Contact } from '../graph/sections';
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

/**
 * The one number to give where a decision cannot be shown: who answers now, a professional first, and
 * of those the line that answers for the plan at any hour before one person's own.
 */
export function numberToCall(contacts: readonly Contact[]): Contact | undefined {
  const answering = contacts.filter(({ answersNow }) => answersNow);
  return [...answering].sort((a, b) => lineRank(a) - lineRank(b))[0];
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

/** True where the same number stands among the contacts, however it is spaced. */
export function isAmong(contacts: readonly Contact[], telephone: string): boolean {
  return contacts.some((contact) => telephoneLink(contact.telephone) === telephoneLink(telephone));
}

/** What a `tel:` link may hold. */
export function telephoneLink(telephone: string): string {
  return `tel:${telephone.replace(/[^+\d]/g, '')}`;
}

/** `Answers for this plan` is what such a line is written down with. */
function lineRank({ kind, purpose, availability, keyWorker }: Contact): number {
  return (
    (kind === 'PROFESSIONAL' ? 0 : 8) +
    (/\bthis plan\b/i.test(purpose ?? '') ? 0 : 4) +
    (availability === 'ANY_HOUR' ? 0 : 2) +
    (keyWorker ? 1 : 0)
  );
}

function rank({ answersNow, kind, keyWorker, availability }: Contact): number {
  return (
    (answersNow ? 0 : 8) +
    (kind === 'PROFESSIONAL' ? 0 : 4) +
    (keyWorker ? 0 : 2) +
    (availability === 'ANY_HOUR' ? 0 : 1)
  );
}
