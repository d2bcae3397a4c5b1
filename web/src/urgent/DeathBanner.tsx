/** Says over everything that the person has died: what follows is what was recorded in life. */
import type { PersonIdentity } from '../graph/identity';
import { formatDate } from '../format/dates';
import { placeInSentence } from '../format/words';

export function DeathBanner({ identity }: { readonly identity: PersonIdentity }) {
  if (identity.__typename !== 'Identity' || identity.died === null) return null;
  const { on, place } = identity.died;
  const when = on === null ? 'on a day that is not known' : formatDate(on);
  return (
    <p className="death wide" role="note">
      <strong>
        This person has died, {when}
        {place === null ? '' : `, ${placeInSentence(place)}`}.
      </strong>{' '}
      What follows stood in the record when they died.
    </p>
  );
}
