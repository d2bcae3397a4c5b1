/** How the start page names a made-up person, and what it says there is to see about them. */
import { roster } from './roster';
import type { DemoState, RosterEntry } from './roster';
import { storyOf } from './stories';

/** `ELLIS, Margaret (Peggy)`, as the pages write a name. */
export const shownName = ({ family, given, preferred }: RosterEntry): string =>
  `${family.toUpperCase()}, ${given.join(' ')}${preferred === undefined ? '' : ` (${preferred})`}`;

const toSee: Readonly<Partial<Record<DemoState, string>>> = {
  WITHDRAWN: 'Was not for CPR; the decision was withdrawn.',
  CONFLICTING: 'A paper form from the ward says otherwise.',
  NO_DECISION: 'Has a plan; CPR has not been decided.',
  NO_PLAN: 'Nobody has started a plan.',
  WITHHELD: 'Does not wish the plan to be shared.',
  DRAFT_ONLY: 'The team is still writing.',
  OVERDUE: 'The decision is past its review day.',
  ENDED_BY_DEATH: 'Has died; the plan ended with that.',
  REVISED: 'Three versions, each saying more.',
  NOT_ENDORSED: 'The decision waits for the consultant to endorse it.',
  QUESTIONED: 'Family told a crew that the wish has changed.',
  RESTRICTED: 'Restricted: address and telephone are shown to few.',
  NO_PLACES: 'Has not said where to be cared for or to die.',
};

/** What only this one of them shows, by their number (`sharingOf.ts`). */
const alsoToSee: Readonly<Record<number, string>> = {
  1: 'Her daughter Ruth may see it too.',
  2: 'Social care may not see the decision.',
  4: 'It was not yet talked over with her.',
  5: 'Referred to the hospital.',
};

/** People of one date of birth are there to be mistaken for one another. */
const hasDouble = ({ number, dateOfBirth }: RosterEntry): boolean =>
  roster.some((other) => other.number !== number && other.dateOfBirth === dateOfBirth);

export const noteOf = (entry: RosterEntry): string => {
  const { illness } = storyOf(entry.story);
  return [
    `${illness.charAt(0).toUpperCase()}${illness.slice(1)}.`,
    toSee[entry.state],
    alsoToSee[entry.number],
    hasDouble(entry) ? 'Another of almost this name was born the same day.' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
};
