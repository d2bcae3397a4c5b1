/**
 * A section that holds nothing to show, in words that differ for each reason: nobody recorded it,
 * it is not shared, it is withheld, it could not be loaded. None looks like another (hazard H4).
 */
import type { NotRecorded, NotShared, Reading, Unavailable, Withheld } from '../graph/answers';
import { formatSeconds } from '../format/dates';

export type Absence = NotRecorded | NotShared | Withheld | Unavailable;

export interface AbsentProps {
  readonly absence: Absence;
  /** The end of "Nobody has recorded ...": `medicines in the home`. */
  readonly what: string;
  readonly isCutOff: boolean;
}

export type NothingProps = Omit<AbsentProps, 'absence'> & { readonly reading: Reading };

/** Read, and nothing was there; a claim about now only of a reading that is whole and live. */
export function Nothing({ reading: { at, current }, what, isCutOff }: NothingProps) {
  return current && !isCutOff ? (
    <p className="absent">Nobody has recorded {what}.</p>
  ) : (
    <p className="absent absent--unavailable">
      Nobody had recorded {what} when it was read at {formatSeconds(at)}. It may have changed.
    </p>
  );
}

export function Absent({ absence, what, isCutOff }: AbsentProps) {
  switch (absence.__typename) {
    case 'NotRecorded':
      return <Nothing reading={absence.reading} what={what} isCutOff={isCutOff} />;
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
