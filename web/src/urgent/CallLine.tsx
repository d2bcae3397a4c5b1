/** One number to call, as a link that dials it, for the panels that cannot show a decision. */
import type { Contact } from '../graph/sections';
import { contactTitle, telephoneLink } from './callNow';

export function CallLine({ contact }: { readonly contact: Contact | undefined }) {
  if (contact === undefined) return null;
  return (
    <p className="call-line">
      <a href={telephoneLink(contact.telephone)}>
        Call {contactTitle(contact)}: <span className="number">{contact.telephone}</span>
      </a>
    </p>
  );
}
