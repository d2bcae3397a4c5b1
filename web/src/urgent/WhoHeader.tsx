/**
 * Who this is: fixed at the top of every page on which a person is open (hazard H3). Where the
 * identity could not be loaded or is withheld, it says so in its place and never guesses.
 */
import type { AddressAnswer, Identity, PersonIdentity } from '../graph/identity';
import { formatDate } from '../format/dates';
import { formatName, formatNhsNumber } from '../format/words';

export function WhoHeader({ identity }: { readonly identity: PersonIdentity | undefined }) {
  switch (identity?.__typename) {
    case 'Identity':
      return <Who identity={identity} />;
    case 'Withheld':
      return (
        <Unknown heading="Who this is, is withheld from you">
          {identity.message} Check name and NHS number another way before you act on this page.
        </Unknown>
      );
    case 'PersonNotFound':
      return (
        <Unknown heading="We hold no such person">This is not the same as “no decision”.</Unknown>
      );
    case 'PersonErased':
      return <Unknown heading="This record was erased">{identity.message}</Unknown>;
    case 'Unavailable':
    case undefined:
    default:
      return (
        <Unknown heading="Who this is could not be loaded">
          Check name and NHS number another way before you act on anything on this page.
        </Unknown>
      );
  }
}

function Who({ identity }: { readonly identity: Identity }) {
  const { name, dateOfBirth, age, sex, nhsNumber, nhsNumberStatus, address, restricted } = identity;
  const isPrivate = restricted && address.__typename === 'Withheld';
  const isVerified = nhsNumberStatus?.code === '01';
  return (
    <div className="who">
      <h1 tabIndex={-1}>
        {formatName(name)} {name.preferred === null ? null : <small>({name.preferred})</small>}
      </h1>
      <dl>
        <Part term="Born">
          {formatDate(dateOfBirth)}
          {age === null ? '' : ` (${age} years)`}
        </Part>
        <Part term="NHS number">
          {nhsNumber === null ? (
            'none recorded'
          ) : (
            <>
              <span className="number">{formatNhsNumber(nhsNumber)}</span>
              {isVerified ? '' : ' (not verified)'}
            </>
          )}
        </Part>
        <Part term="Sex">{sex ?? 'not recorded'}</Part>
        {isPrivate ? null : <Part term="Lives">{addressWords(address)}</Part>}
      </dl>
      {restricted ? (
        <p className="who__private">
          Address kept private. Do not tell anyone where this person is.
        </p>
      ) : null}
    </div>
  );
}

/** The address on one line, or which kind of nothing stands in its place. */
export function addressWords(address: AddressAnswer): string {
  switch (address.__typename) {
    case 'Address':
      return [
        ...address.lines,
        ...(address.postcode === null ? [] : [address.postcode.replace(' ', '\u00a0')]),
      ].join(', ');
    case 'NotRecorded':
      return 'no address recorded';
    case 'Withheld':
      return 'address withheld from you';
    case 'Unavailable':
    default:
      return 'address could not be loaded';
  }
}

function Part({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt> <dd>{children}</dd>
    </div>
  );
}

function Unknown({
  heading,
  children,
}: {
  readonly heading: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div className="who who--unknown">
      <h1 tabIndex={-1}>{heading}</h1>
      <p>{children}</p>
    </div>
  );
}
