/**
 * What the page on who has looked says in plain words. It speaks to the person; to anybody else the
 * page says whom "you" means.
 */
import { formatDayAndTime, formatRecent } from '../format/dates';
import { joinWords, upperFirst } from '../format/words';
import type { Look, Opening } from './recordAnswers';

/** The reasons of the Summary Care Record, as a person would be told of them. */
const reasonWords: Readonly<Record<string, string>> = {
  'Access made in the public interest': 'They said that others could have come to serious harm.',
  'Access required by statute': 'They said that the law required it.',
  'Court Order': 'They said that a court had ordered it.',
  'Self-Claim Emergency Access': 'They said that it was an emergency.',
  'Access made in an emergency': 'They said that it was an emergency.',
  Other: 'They said that you agreed to it.',
};

export const outcomeSentences = {
  JUSTIFIED: 'A privacy officer has checked it: it was right to open it.',
  NOT_JUSTIFIED: 'A privacy officer has checked it: it was not right to open it.',
  NEEDS_MORE: 'A privacy officer is checking it, and needs to know more first.',
} as const;

export const notYetReviewed = 'A privacy officer has been told, and has not checked it yet.';

/** `A paramedic of Downs Ambulance Service` */
export function whoWords({ role, organisationName }: Pick<Opening, 'role' | 'organisationName'>) {
  const article = /^[aeiou]|^NHS/i.test(role) ? 'An' : 'A';
  return `${article} ${role} of ${organisationName}`;
}

export function openedWords(opening: Opening): string {
  const { openedAt, until } = opening;
  const end = formatRecent(until, openedAt);
  return `${formatDayAndTime(openedAt)}. It was open to them until ${end} at the latest.`;
}

export function whyWords({ reason, overridesDissent }: Opening): string {
  const why = reasonWords[reason] ?? `The reason they gave: ${reason}.`;
  return overridesDissent ? `${why} You had said no to sharing it.` : why;
}

export function partsWords({ parts, arePartsKnown }: Opening): string {
  if (!arePartsKnown) return 'Which parts they looked at could not be found out.';
  if (parts.length === 0) return 'They opened it and looked at nothing.';
  return `They looked at ${joinWords(parts)}.`;
}

/** `Who you are, your care plan and sexual health` */
export function partsList(parts: readonly string[]): string {
  return upperFirst(joinWords(parts));
}

/** Looks that follow each other and are told in the same words, as one entry. */
export interface LookGroup {
  /** The newest of them. */
  readonly look: Look;
  readonly count: number;
  /** When the oldest of them was. */
  readonly since: string;
}

const wordsOf = ({ at: _at, ...said }: Look): string => JSON.stringify(said);

export function groupLooks(looks: readonly Look[]): readonly LookGroup[] {
  const groups: LookGroup[] = [];
  for (const look of looks) {
    const last = groups.at(-1);
    if (last !== undefined && wordsOf(last.look) === wordsOf(look)) {
      groups[groups.length - 1] = { ...last, count: last.count + 1, since: look.at };
    } else groups.push({ look, count: 1, since: look.at });
  }
  return groups;
}

/** `24 Nov 2026 02:14`, or from the oldest to the newest and how many times. */
export function whenWords({ look, count, since }: LookGroup): string {
  if (count === 1) return formatDayAndTime(look.at);
  const [oldest, newest] = [formatDayAndTime(since), formatDayAndTime(look.at)];
  const from = oldest === newest ? newest : `${oldest} to ${formatRecent(look.at, since)}`;
  return `${from}, ${String(count)} times`;
}
