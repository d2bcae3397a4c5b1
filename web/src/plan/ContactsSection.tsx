/**
 * Who to call: the contacts as they stand, each with a way to change or remove it, and a form for
 * another. Contacts belong to the person, not to the draft: what is saved shows at once.
 */
import type { Contact, ContactsAnswer } from '../graph/sections';
import { Absent } from '../urgent/AbsentSection';
import { contactTitle, contactWords } from '../urgent/callNow';
import { contactFields, contactValues, removalFields } from './contactFields';
import { changedInput, wholeInput } from './formInput';
import { OpenForm } from './OpenForm';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

const noValues = {};

export interface ContactsSectionProps {
  /** Its revision is that of the contacts, not of the plan. */
  readonly desk: PlanDesk;
  readonly contacts: ContactsAnswer;
  readonly mayWrite: boolean;
}

export function ContactsSection({ desk, contacts, mayWrite }: ContactsSectionProps) {
  return (
    <>
      {contacts.__typename !== 'Contacts' ? (
        <Absent absence={contacts} what="who to call" isCutOff={false} />
      ) : contacts.contacts.length === 0 ? (
        <p className="absent">Nobody has recorded who to call.</p>
      ) : (
        <ul className="rows">
          {contacts.contacts.map((contact) => (
            <ContactRow key={contact.id} desk={desk} contact={contact} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      {mayWrite ? (
        <OpenForm form="contact" button="Add somebody to call">
          {(onSaved) => (
            <SectionForm
              desk={desk}
              form="contact"
              mutation="recordContact"
              fields={contactFields}
              saved={noValues}
              button="Add this contact"
              inputOf={wholeInput}
              isBasedOn={false}
              onSaved={onSaved}
            />
          )}
        </OpenForm>
      ) : null}
    </>
  );
}

interface ContactRowProps {
  readonly desk: PlanDesk;
  readonly contact: Contact;
  readonly mayWrite: boolean;
}

function ContactRow({ desk, contact, mayWrite }: ContactRowProps) {
  return (
    <li>
      <p>
        <strong>{contactTitle(contact)}</strong> <span className="number">{contact.telephone}</span>
        <br />
        <span className="sub">{contactWords(contact)}</span>
      </p>
      {mayWrite ? (
        <div className="row-acts">
          <Revise desk={desk} contact={contact} />
          <Remove desk={desk} contact={contact} />
        </div>
      ) : null}
    </li>
  );
}

function Revise({ desk, contact }: Omit<ContactRowProps, 'mayWrite'>) {
  const form = `revise-${contact.id}`;
  return (
    <OpenForm form={form} button="Change" about={contact.name} isQuiet>
      {(onSaved) => (
        <SectionForm
          desk={desk}
          form={form}
          mutation="reviseContact"
          fields={contactFields}
          saved={contactValues(contact)}
          button="Save this contact"
          inputOf={changedInput}
          about={{ contactId: contact.id }}
          isBasedOn
          onSaved={onSaved}
        />
      )}
    </OpenForm>
  );
}

function Remove({ desk, contact }: Omit<ContactRowProps, 'mayWrite'>) {
  const form = `remove-${contact.id}`;
  return (
    <OpenForm form={form} button="Remove" about={contact.name} isQuiet>
      {(onSaved) => (
        <SectionForm
          desk={desk}
          form={form}
          mutation="removeContact"
          fields={removalFields}
          saved={noValues}
          button={`Remove ${contact.name}`}
          inputOf={wholeInput}
          about={{ contactId: contact.id }}
          isBasedOn={false}
          onSaved={onSaved}
        />
      )}
    </OpenForm>
  );
}
