/**
 * The number to call, as a link that dials it, for the panels that cannot show one decision; where
 * the record has none to give now, what to do instead. No number is ever invented.
 */
import { contactTitle, telephoneLink, type CallAdvice } from './callNow';

export function CallLine({ advice }: { readonly advice: CallAdvice }) {
  const { contact } = advice;
  if (contact === undefined) {
    return (
      <p className="call-line">
        {advice.why} Ring the person’s GP surgery, or your own control room.
      </p>
    );
  }
  return (
    <p className="call-line">
      <a href={telephoneLink(contact.telephone)}>
        Call {contactTitle(contact)}: <span className="number">{contact.telephone}</span>
      </a>
    </p>
  );
}
