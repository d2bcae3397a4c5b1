/**
 * Small pieces of wording that several parts of the pages share: a person's name, an NHS number in
 * its 3-3-4 groups, a list joined as it is spoken, coded displays without their heading.
 */

export interface NameParts {
  readonly family: string;
  readonly given: readonly string[];
  readonly prefix: string | null;
  readonly preferred: string | null;
}

/** `ELLIS, Margaret` */
export function formatName(name: NameParts): string {
  return `${name.family.toUpperCase()}, ${name.given.join(' ')}`;
}

/** What to call the person in a sentence: the preferred name, else the first given one. */
export function calledName(name: NameParts): string {
  return name.preferred ?? name.given[0] ?? name.family;
}

/** `999 000 0018` */
export function formatNhsNumber(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
}

/** `Peggy, Ruth and Tom` */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `Home` of `Preferred place of death: home`. */
export function placeWords(display: string): string {
  const place = display.replace(/^preferred place of death:\s*/i, '');
  return upperFirst(place);
}

export function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** In the middle of a sentence; a word in capitals or a name of several letters stays. */
export function lowerFirst(text: string): string {
  const isOrdinary = /^[A-Z][a-z]*( [a-z]|,|$)/.test(text);
  return isOrdinary ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** A place as it stands within a sentence: `at home`; the name of a house keeps its capital. */
export function placeInSentence(place: string): string {
  return /^(At|In|On|Home|Hospital|Hospice|Care|Nursing)( [a-z]|$)/.test(place)
    ? `${place.charAt(0).toLowerCase()}${place.slice(1)}`
    : place;
}

/** Who speaks as they stand within a sentence: `her son`; a name keeps its capital. */
export function speakerInSentence(speaker: string): string {
  return /^(Her|His|Their|The|A|An) /.test(speaker)
    ? `${speaker.charAt(0).toLowerCase()}${speaker.slice(1)}`
    : speaker;
}

/** The text with one full stop at its end. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]["”]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** `Dr A. Osei, consultant, Eastbourne Hospital`, leaving out what is not known. */
export function joinParts(...parts: (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(', ');
}
