/**
 * Who to call now: a button with the number on it and what the line is for; green for the first who
 * answers at this hour. The person's own telephone stands last, or says that it is withheld.
 */
import type { PersonIdentity } from '../graph/identity';
import type { Contact, ContactsAnswer } from '../graph/sections';
import { calledName } from '../format/words';
import { Absent } from './AbsentSection';
import { contactTitle, contactWords, inOrderOfCalling, isAmong, telephoneLink } from './callNow';

export interface CallNowProps {
  readonly contacts: ContactsAnswer;
  readonly identity: PersonIdentity;
  readonly isCutOff: boolean;
}

export function CallNowSection({ contacts, identity, isCutOff }: CallNowProps) {
  return (
    <section className="call-now" aria-labelledby="call-heading">
      <h2 id="call-heading">Call now</h2>
      {contacts.__typename === 'Contacts' && contacts.contacts.length > 0 ? (
        <CallList contacts={inOrderOfCalling(contacts.contacts)} />
      ) : contacts.__typename === 'Contacts' ? (
        <p className="absent">Nobody has recorded who to call.</p>
      ) : (
        <Absent absence={contacts} what="who to call" isCutOff={isCutOff} />
      )}
      <OwnTelephone
        identity={identity}
        contacts={contacts.__typename === 'Contacts' ? contacts.contacts : []}
      />
    </section>
  );
}

function CallList({ contacts }: { readonly contacts: readonly Contact[] }) {
  return (
    <ul className="call">
      {contacts.map((contact, index) => (
        <li key={contact.id}>
          <CallButton
            isFirst={index === 0 && contact.answersNow}
            telephone={contact.telephone}
            title={contactTitle(contact)}
            words={contactWords(contact)}
          />
        </li>
      ))}
    </ul>
  );
}

function OwnTelephone(props: { identity: PersonIdentity; contacts: readonly Contact[] }) {
  const { identity, contacts } = props;
  if (identity.__typename !== 'Identity') return null;
  const { telephone, name, died } = identity;
  if (died !== null) return null;
  switch (telephone.__typename) {
    case 'Telephone':
      // The home's own line may be the person's number too: it stands once.
      return isAmong(contacts, telephone.number) ? null : (
        <CallButton
          isFirst={false}
          telephone={telephone.number}
          title={calledName(name)}
          words="the person’s own telephone"
        />
      );
    case 'Withheld':
      return <p className="sub">The person’s own telephone is withheld from you.</p>;
    case 'NotRecorded':
      return null;
    case 'Unavailable':
    default:
      return <p className="sub">The person’s own telephone could not be loaded.</p>;
  }
}

interface CallButtonProps {
  readonly isFirst: boolean;
  readonly telephone: string;
  readonly title: string;
  readonly words: string;
}

function CallButton({ isFirst, telephone, title, words }: CallButtonProps) {
  return (
    <a className={isFirst ? 'call__first' : 'call__other'} href={telephoneLink(telephone)}>
      <span>
        {title}
        <small>{words}</small>
      </span>{' '}
      <span className="number">{telephone}</span>
    </a>
  );
}
