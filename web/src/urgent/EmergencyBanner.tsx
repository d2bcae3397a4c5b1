/** Says over everything that the reader has the record open in an emergency, and until when. */
import type { EmergencyOpening } from '../graph/personView';
import { formatTime } from '../format/dates';

export function EmergencyBanner({ opening }: { readonly opening: EmergencyOpening }) {
  if (opening.__typename !== 'EmergencyOpening') return null;
  return (
    <p className="opened wide" role="note">
      <strong>
        You opened this in an emergency. It is open to you until {formatTime(opening.until)}.
      </strong>{' '}
      The person and a privacy officer are told.
    </p>
  );
}
