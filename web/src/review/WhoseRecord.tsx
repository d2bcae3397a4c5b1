/** Whose record was looked at, by name, with the way to the list of everybody who looked. */
import { formatDate } from '../format/dates';
import { formatName } from '../format/words';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import type { NamedPerson } from '../graph/identity';

export function WhoseRecord({ person }: { readonly person: NamedPerson }) {
  const { identity } = person;
  return (
    <>
      <p>
        The record of{' '}
        {identity.__typename === 'Identity' ? (
          <strong>
            {formatName(identity.name)}, born {formatDate(identity.dateOfBirth)}
          </strong>
        ) : (
          <>
            a person whose name could not be loaded, <span className="number">{person.id}</span>
          </>
        )}
        .
      </p>
      <p>
        <Link to={personAddress('/record', person.id)}>Everybody who looked at this record</Link>
      </p>
    </>
  );
}
