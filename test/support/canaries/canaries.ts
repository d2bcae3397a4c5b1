/**
 * Values that stand nowhere else, each of a shape of its own, so that one pass over any text finds
 * them all: words, days, telephone numbers, postcodes, NHS numbers. Each knows by which rights it may
 * be read: any of its ways, all rights of the way. No way: nobody is ever shown it.
 */
import type { Action, Section } from '../../../policy/request';
import { nhsNumberAt } from '../writes';

export type Right = `${Action} ${Section}`;
/**
 * `isForStaff`: never told to the person and their carers, whatever their rights. `isInConflicts`: no
 * query tells it, only the answer to an edit of what was changed meanwhile.
 */
export interface Way {
  readonly rights: readonly Right[];
  readonly isForStaff?: boolean;
  readonly isInConflicts?: boolean;
}
export interface Canary {
  readonly value: string;
  /** What it was planted as, such as `ada: the daughter's telephone`. */
  readonly what: string;
  readonly person: string;
  /** A change of the record may change them. */
  ways: readonly Way[];
}

/** Shown where all of these parts may be read. */
export const reading = (...sections: readonly Section[]): readonly Way[] => [
  { rights: sections.map((section): Right => `READ ${section}`) },
];
export const nowhere: readonly Way[] = [];

/** As it is found in a text: without spaces, in small letters. */
const plain = (text: string): string => text.replace(/\s/g, '').toLowerCase();

// Words: Zqa001x. Days: of 2001 to 2019, of 2131, births of 1901. ODS codes: ZQA001X. Sent back to who
// sent it and to nobody else: Yq000001x.
export const canaryShapes =
  /zq[a-z]\d{3}x|yq\d{6}x|20[01]\d-\d\d-\d\d|(?:2131|1901)-\d\d-\d\d|01903 ?100 ?\d{3}|ze\d ?\dzq|999\d{7}/gi;
/** Tokens and cookies that carry JSON in base64url. */
const encoded = /eyJ[\w-]{8,}/g;

/** Every canary in a text, as `plain` writes it. */
export const canariesIn = (text: string): Set<string> => {
  const found = new Set([...text.matchAll(canaryShapes)].map(([one]) => plain(one)));
  for (const [part] of text.matchAll(encoded)) {
    const inside = Buffer.from(part, 'base64url').toString('latin1');
    for (const [one] of inside.matchAll(canaryShapes)) found.add(plain(one));
  }
  return found;
};

const dayMs = 24 * 60 * 60 * 1_000;
const dayAfter = (first: string, count: number): string =>
  new Date(Date.parse(first) + count * dayMs).toISOString().slice(0, 10);

export const createCanaries = () => {
  const planted = new Map<string, Canary>();
  const counts = new Map<string, number>();
  const next = (kind: string): number => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count;
  };
  const plant = (value: string, person: string, what: string, ways: readonly Way[]): string => {
    const [key] = canariesIn(value);
    if (key === undefined || planted.has(key)) throw new Error(`${value} is no canary of its own.`);
    planted.set(key, { value, person, what: `${person}: ${what}`, ways });
    return value;
  };
  const tokenOf = (letter: string): string =>
    `Zq${letter}${String(next(letter)).padStart(3, '0')}x`;
  return {
    planted: planted as ReadonlyMap<string, Canary>,
    /** The canaries of one person: `person` is their name here, whose first letter is their own. */
    of: (person: string) => {
      const letter = person[0] ?? '';
      return {
        words: (what: string, ways: readonly Way[]): string =>
          plant(`${tokenOf(letter)} ${what}`, person, what, ways),
        day: (what: string, ways: readonly Way[]): string =>
          plant(dayAfter('2001-01-01', next('day')), person, what, ways),
        dayToCome: (what: string, ways: readonly Way[]): string =>
          plant(dayAfter('2131-01-01', next('dayToCome')), person, what, ways),
        birth: (what: string, ways: readonly Way[]): string =>
          plant(dayAfter('1901-01-01', next('birth')), person, what, ways),
        telephone: (what: string, ways: readonly Way[]): string => {
          const number = String(next('telephone')).padStart(3, '0');
          return plant(`01903 100 ${number}`, person, what, ways);
        },
        postcode: (what: string, ways: readonly Way[]): string => {
          const count = next('postcode');
          return plant(
            `ZE${String((count % 9) + 1)} ${String(Math.floor(count / 9))}ZQ`,
            person,
            what,
            ways,
          );
        },
        ods: (what: string, ways: readonly Way[]): string =>
          plant(tokenOf(letter).toUpperCase(), person, what, ways),
        nhsNumber: (what: string, ways: readonly Way[], given?: string): string =>
          plant(given ?? nhsNumberAt(700 + next('nhsNumber')), person, what, ways),
      };
    },
    /** Changes by which rights what is planted may be read; `isIt` is given what it was planted as. */
    change: (person: string, isIt: (what: string) => boolean, ways: readonly Way[]): void => {
      for (const canary of planted.values()) {
        if (canary.person === person && isIt(canary.what)) canary.ways = ways;
      }
    },
    /** A value that only who sends it may read again. */
    echo: (): string => `Yq${String(next('echo')).padStart(6, '0')}x`,
  };
};
export type Canaries = ReturnType<typeof createCanaries>;
export type Planter = ReturnType<Canaries['of']>;
