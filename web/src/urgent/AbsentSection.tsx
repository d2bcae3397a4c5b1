/**
 * A section that holds nothing to show, in words that differ for each reason: nobody recorded it,
 * it is not shared, it is withheld, it could not be loaded. None looks like another (hazard H4).
 */
import type { NotRecorded, NotShared, Unavailable, Withheld } from '../graph/answers';
import { formatSeconds } from '../format/dates';

export type Absence = NotRecorded | NotShared | Withheld | Unavailable;

export interface AbsentProps {
  readonly absence: Absence;
  /** The end of "Nobody has recorded ...": `medicines in the home`. */
  readonly what: string;
  readonly isCutOff: boolean;
}

export function Absent({ absence, what, isCutOff }: AbsentProps) {
  switch (absence.__typename) {
    case 'NotRecorded': {
      const { at, current } = absence.reading;
      return current && !isCutOff ? (
        <p className="absent">Nobody has recorded {what}.</p>
      ) : (
        <p className="absent absent--unavailable">
          Nobody had recorded {what} when it was read at {formatSeconds(at)}. It may have changed.
        </p>
      );
    }
    case 'NotShared':
      return <p className="absent">Nothing is shared with you here.</p>;
    case 'Withheld':
      return <p className="absent absent--withheld">Withheld from you. {absence.message}</p>;
    case 'Unavailable':
    default:
      return (
        <p className="absent absent--unavailable">
          Could not be loaded. Something may be recorded.
        </p>
      );
  }
}
