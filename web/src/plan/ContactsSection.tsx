/**
 * Who to call: the contacts as they stand, each with a way to remove it and a reason for it, and a
 * form for another. Contacts belong to the person, not to the draft: they show at once.
 */
import { useState } from 'react';
import type { Contact, ContactsAnswer } from '../graph/sections';
import type { FieldShape } from '../page/Field';
import { Absent } from '../urgent/AbsentSection';
import { contactTitle, contactWords } from '../urgent/callNow';
import { wholeInput } from './formInput';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

const contactFields: readonly FieldShape[] = [
  { name: 'name', label: 'Name', kind: 'text', isRequired: true },
  {
    name: 'kind',
    label: 'Who they are',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'PROFESSIONAL', words: 'A professional or a service' },
      { value: 'PERSONAL', words: 'Family, friend or carer' },
    ],
  },
  { name: 'telephone', label: 'Telephone', kind: 'telephone', isRequired: true },
  {
    name: 'availability',
    label: 'When they answer',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'ANY_HOUR', words: 'At any hour' },
      { value: 'IN_HOURS', words: 'Weekdays, 08:00 to 18:30' },
      { value: 'OUT_OF_HOURS', words: 'Nights and weekends' },
    ],
  },
  { name: 'relationship', label: 'Relationship or role', kind: 'text' },
  { name: 'organisation', label: 'Organisation', kind: 'text' },
  { name: 'purpose', label: 'What to call them for', kind: 'text' },
  { name: 'keyWorker', label: 'Key worker', kind: 'tick' },
  { name: 'isAttorney', label: 'Attorney for health and welfare', kind: 'tick' },
];

const reasonField: readonly FieldShape[] = [
  { name: 'reason', label: 'Why it is removed', kind: 'text', isRequired: true },
];
const noValues = {};

export interface ContactsSectionProps {
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
        <>
          <h3>Add somebody to call</h3>
          <SectionForm
            desk={desk}
            form="contact"
            mutation="recordContact"
            fields={contactFields}
            saved={noValues}
            button="Add this contact"
            inputOf={wholeInput}
            isBasedOn={false}
          />
        </>
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
  const [isRemoving, setIsRemoving] = useState(false);
  return (
    <li>
      <p>
        <strong>{contactTitle(contact)}</strong> <span className="number">{contact.telephone}</span>
        <br />
        <span className="sub">{contactWords(contact)}</span>
      </p>
      {!mayWrite ? null : isRemoving ? (
        <SectionForm
          desk={desk}
          form={`remove-${contact.id}`}
          mutation="removeContact"
          fields={reasonField}
          saved={noValues}
          button={`Remove ${contact.name}`}
          inputOf={(fields, values) => {
            const { input, errors } = wholeInput(fields, values);
            return { input: { contactId: contact.id, ...input }, errors };
          }}
          isBasedOn={false}
        />
      ) : (
        <button type="button" className="as-link" onClick={() => setIsRemoving(true)}>
          Remove<span className="nhsuk-u-visually-hidden"> {contact.name}</span>
        </button>
      )}
    </li>
  );
}
