/**
 * Who to call now: a button with the number on it and what the line is for; green for the first who
 * answers at this hour. The person's own telephone stands last, or says that it is withheld; where it
 * is the number of a line above, it is not listed twice.
 */
import type { Identity, PersonIdentity } from '../graph/identity';
import type { Contact, ContactsAnswer } from '../graph/sections';
import { calledName } from '../format/words';
import { Absent, Nothing } from './AbsentSection';
import {
  contactTitle,
  contactWords,
  inOrderOfCalling,
  isSameNumber,
  telephoneLink,
} from './callNow';

export interface CallNowProps {
  readonly contacts: ContactsAnswer;
  readonly identity: PersonIdentity;
  readonly isCutOff: boolean;
}

export function CallNowSection({ contacts: answer, identity, isCutOff }: CallNowProps) {
  const known = identity.__typename === 'Identity' ? identity : undefined;
  const contacts = answer.__typename === 'Contacts' ? inOrderOfCalling(answer.contacts) : [];
  const own = known?.telephone.__typename === 'Telephone' ? known.telephone.number : undefined;
  const isListed = contacts.some(({ telephone }) => isSameNumber(telephone, own ?? ''));
  return (
    <section className="call-now" aria-labelledby="call-heading">
      <h2 id="call-heading">{known?.died ? 'Who to call' : 'Call now'}</h2>
      {answer.__typename !== 'Contacts' ? (
        <Absent absence={answer} what="who to call" isCutOff={isCutOff} />
      ) : contacts.length === 0 ? (
        <Nothing reading={answer.reading} what="who to call" isCutOff={isCutOff} />
      ) : (
        <CallList contacts={contacts} own={own} />
      )}
      {known === undefined || known.died !== null || isListed ? null : (
        <OwnTelephone identity={known} />
      )}
    </section>
  );
}

interface CallListProps {
  readonly contacts: readonly Contact[];
  /** The person's own number. */
  readonly own: string | undefined;
}

function CallList({ contacts, own }: CallListProps) {
  return (
    <ul className="call">
      {contacts.map((contact, index) => {
        const isOwn = own !== undefined && isSameNumber(contact.telephone, own);
        const words = contactWords(contact);
        return (
          <li key={contact.id}>
            <CallButton
              isFirst={index === 0 && contact.answersNow}
              telephone={contact.telephone}
              title={contactTitle(contact)}
              words={isOwn ? `${words} · the person’s own telephone` : words}
            />
          </li>
        );
      })}
    </ul>
  );
}

function OwnTelephone({ identity }: { readonly identity: Identity }) {
  const { telephone, name, restricted } = identity;
  switch (telephone.__typename) {
    case 'Telephone':
      return (
        <CallButton
          isFirst={false}
          telephone={telephone.number}
          title={calledName(name)}
          words="the person’s own telephone"
        />
      );
    case 'Withheld':
      return (
        <p className="sub">
          The person’s own telephone is {restricted ? 'kept private' : 'withheld from you'}.
        </p>
      );
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
