/**
 * What the list of who looked says in plain words: which parts, what was done with them, and why.
 * One place, so that a person reads the same words for the same thing everywhere.
 */
import type { Look } from '../../events/access-log/events';
import type { AccessEntry } from '../../projections/accessList';

const sectionWords: Readonly<Record<string, string>> = {
  identity: 'who you are',
  addressAndTelephone: 'your address and telephone number',
  serviceContacts: 'the services to call',
  personalContacts: 'the people to call',
  cprDecision: 'the decision about CPR',
  plan: 'your care plan',
  history: 'earlier versions of your plan',
  sharing: 'what you agreed to share',
  accessLog: 'this list of who looked',
  carePlan: 'your care and support plan',
  wayIntoHome: 'the way into your home',
  thirdPartyInformation: 'what others told about themselves',
  sexualHealth: 'sexual health',
  safeguarding: 'safeguarding',
};

/** A section of a newer version is not left out, only not explained. */
export const wordsForSection = (section: string): string =>
  sectionWords[section] ?? 'another part of your record';

const reads = new Set([
  'SEARCH',
  'READ',
  'READ_DRAFT',
  'READ_ACCESS_LOG',
  'REVIEW_EMERGENCY_ACCESS',
  'EXPORT',
]);

/** Looks made for safeguarding, which neither the person nor their carers are told of. */
const isForSafeguarding = ({ section }: Look): boolean => section === 'safeguarding';

/** The looks of an entry that this reader may know of; none: they may not know of the entry. */
export const looksToldOf = (entry: AccessEntry, mayKnowAll: boolean): readonly Look[] => {
  if (mayKnowAll) return entry.looks;
  if (entry.purpose === 'SAFEGUARDING') return [];
  return entry.looks.filter((look) => !isForSafeguarding(look));
};

/** The parts in words, each once: those that were shown, else those that were asked for. */
export const partsOf = (looks: readonly Look[]): string[] => {
  const shown = looks.filter(({ effect }) => effect === 'permit');
  const told = shown.length > 0 ? shown : looks;
  return [...new Set(told.map(({ section }) => wordsForSection(section)))];
};

export const wasRefused = (looks: readonly Look[]): boolean =>
  looks.every(({ effect }) => effect === 'deny');

const openedWords: Readonly<Record<string, string | undefined>> = {
  OPEN_IN_EMERGENCY: 'opened the record in an emergency',
  OPEN_INCIDENT: 'let a crew see the record',
};

export const whatWasDone = (entry: AccessEntry, looks: readonly Look[]): string => {
  if (wasRefused(looks)) return 'asked, and was shown nothing';
  switch (entry.kind) {
    case 'LIVE_OPENED':
      return 'began to follow the record';
    case 'LIVE_CLOSED':
      return 'ended following the record';
    case 'QUERY':
    case 'MUTATION':
      break;
  }
  const permitted = looks.filter(({ effect }) => effect === 'permit');
  if (permitted.every(({ action }) => action === 'REVIEW_EMERGENCY_ACCESS')) {
    return 'checked who had opened the record';
  }
  const opened = permitted.map(({ action }) => openedWords[action]).find((words) => words);
  if (opened !== undefined) return opened;
  if (permitted.some(({ action }) => !reads.has(action))) {
    return 'wrote in the record';
  }
  return looks.every(({ action }) => action === 'SEARCH') ? 'found you in a search' : 'looked';
};

const purposeWords: Readonly<Record<string, string>> = {
  DIRECT_CARE: 'to care for you',
  URGENT_CARE: 'for urgent care',
  SAFEGUARDING: 'for safeguarding',
  PATIENT_ACCESS: 'your own access, or that of somebody you chose',
};

/** Why: the purpose, and the incident or the emergency that opened the record. */
export const whyOf = ({ purpose }: AccessEntry, looks: readonly Look[]): string => {
  const kinds = new Set(looks.map(({ reference }) => reference?.kind));
  if (isBy(looks, 'P7-privacy-officer')) return 'to check that those who looked had good reason to';
  const words = purposeWords[purpose] ?? 'for a purpose that this page does not know';
  if (kinds.has('EMERGENCY') || isBy(looks, 'P4-')) return `${words}; opened in an emergency`;
  const isCalled =
    kinds.has('INCIDENT') || isBy(looks, 'P1-') || isBy(looks, 'P7-urgent-care-system');
  return isCalled ? `${words}; there was a 999 or 111 call` : words;
};

/** Something was shown by a rule of this group (`docs/access-rules.md`). */
const isBy = (looks: readonly Look[], group: string): boolean =>
  looks.some(
    ({ effect, rules }) => effect === 'permit' && rules.some((rule) => rule.startsWith(group)),
  );
