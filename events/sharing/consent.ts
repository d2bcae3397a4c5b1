/**
 * Which of a person's words on sharing holds for a section and a kind of reader: the most specific
 * one, and among equals the later. A withdrawal also takes back every agreement within its scope.
 */
import type { SharingCommandOf } from './commands';
import type { SharingDecisionContent } from './events';
import type { Audience } from './sections';

export type SharingDecision = SharingCommandOf<'RecordSharingDecision'>['decision'];

export interface SharingWord extends SharingDecisionContent {
  readonly decision: SharingDecision;
  readonly recordedAt: string;
  /** Name of who recorded it. */
  readonly recordedBy: string;
}

type Scope = Pick<SharingDecisionContent, 'planKind' | 'section' | 'audience'>;

/** What is asked about: a section, the kind of plan it is of, the kind of reader. */
export interface Asked {
  readonly section: string;
  /** Absent: the section belongs to no plan, or to all. */
  readonly planKind?: string | undefined;
  /** Absent: a reader of no kind that a word can name. */
  readonly audience?: Exclude<Audience, 'EVERYONE'> | undefined;
}

const dimensions = ['planKind', 'section', 'audience'] as const;

/** What a scope names; `EVERYONE` names nobody in particular. */
const named = (scope: Scope, dimension: (typeof dimensions)[number]): string | undefined =>
  scope[dimension] === 'EVERYONE' ? undefined : scope[dimension];

const specificity = (scope: Scope): number =>
  dimensions.filter((dimension) => named(scope, dimension) !== undefined).length;

const isAbout = (scope: Scope, asked: Asked): boolean =>
  dimensions.every((dimension) => {
    const name = named(scope, dimension);
    return name === undefined || name === asked[dimension];
  });

/** True where everything that `inner` is about `outer` is about too. */
const covers = (outer: Scope, inner: Scope): boolean =>
  dimensions.every((dimension) => {
    const name = named(outer, dimension);
    return name === undefined || name === named(inner, dimension);
  });

export const isSameScope = (one: Scope, other: Scope): boolean =>
  covers(one, other) && covers(other, one);

/** The words after one more: it takes the place of the last of its scope. */
export const afterWord = (
  words: readonly SharingWord[],
  word: SharingWord,
): readonly SharingWord[] => {
  const isTakenBack = (earlier: SharingWord): boolean =>
    word.decision === 'WITHDRAWN' && earlier.decision === 'GIVEN' && covers(word, earlier);
  return [...words.filter((earlier) => !isSameScope(earlier, word) && !isTakenBack(earlier)), word];
};

/** `DISSENT`: refused or withdrawn; `NONE`: nobody said anything about this. */
export const consentFor = (
  words: readonly SharingWord[],
  asked: Asked,
): 'NONE' | 'GIVEN' | 'DISSENT' => {
  let holds: SharingWord | undefined;
  for (const word of words) {
    if (!isAbout(word, asked)) continue;
    if (!holds || specificity(word) >= specificity(holds)) holds = word;
  }
  if (!holds) return 'NONE';
  return holds.decision === 'GIVEN' ? 'GIVEN' : 'DISSENT';
};
