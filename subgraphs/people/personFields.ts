/**
 * What the people subgraph says of a person: identity and whom to call, each as an answer that
 * says why where it cannot be given. "We hold no such person" is said here and nowhere else.
 */
import { FieldResolver, Ctx, Root, Resolver } from 'type-graphql';
import { profileDecider } from '../../events/profile/profileDecider';
import type { RecordedContact } from '../../events/profile/profileDecider';
import { londonDay } from '../../events/plan/londonDay';
import type { PersonState } from '../../events/person/personDecider';
import { isoNow } from '../../events/store/clock';
import { strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { isUuidText } from '../../events/ids';
import { begun } from '../context';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { isNotShared, mayDo } from '../shared/access';
import { readPerson } from '../shared/personFacts';
import { hasReached, noteReading, readingOf, revisionFor } from '../shared/reading';
import {
  erasedAtOf,
  erasedWords,
  notRecorded,
  notShared,
  said,
  unavailable,
  unavailableFor,
  withheld,
} from '../shared/saying';
import { ageOn } from './age';
import { answersAt } from './answersNow';
import { ContactsAnswer } from './contactTypes';
import type { Contact } from './contactTypes';
import { Person, PersonIdentity } from './personTypes';

const notClaimed = (what: string) =>
  unavailable(
    'STORE_UNAVAILABLE',
    `${what} could not be read to the end of the record. Do not read this as none.`,
  );

const personNotKnown = unavailable(
  'PERSON_UNKNOWN',
  'We hold no such person, so nothing is known here. Do not read this as none.',
);

@Resolver(() => Person)
export class PersonFields {
  constructor(private readonly house: House) {}

  @FieldResolver(() => PersonIdentity)
  async identity(@Root() person: Person, @Ctx() context: ResolverContext): Promise<object> {
    try {
      const reaching = hasReached(this.house, context);
      const decision = await mayDo(this.house, context, person.id, 'READ', 'identity');
      if (decision.effect === 'deny') return withheld(decision);
      const found = await readPerson(this.house, context, person.id);
      const read = { ...found, isCurrent: found.isCurrent && (await reaching) };
      noteReading(context, person.id, 'identity', read);
      if (read.state.registered) return await this.identityOf(person.id, context, read);
      return read.isCurrent
        ? said('PersonNotFound', {
            message: 'We hold no such person. This is not the same as "no decision".',
          })
        : notClaimed('The person');
    } catch (error) {
      const erasedAt = erasedAtOf(error);
      if (erasedAt !== undefined) {
        return said('PersonErased', { message: erasedWords(erasedAt), erasedAt });
      }
      return unavailableFor(error, 'The person', context.requestId);
    }
  }

  @FieldResolver(() => ContactsAnswer)
  async contacts(@Root() person: Person, @Ctx() context: ResolverContext): Promise<object> {
    try {
      // Begun before the right is known, so that a silent leader is waited for once; told after.
      const { profiles } = this.house.models;
      const asked = isUuidText(person.id);
      const finding = asked && begun(strongRead(this.house, profileDecider, profiles, person.id));
      const reaching = hasReached(this.house, context);
      const service = await mayDo(this.house, context, person.id, 'READ', 'serviceContacts');
      if (service.effect === 'deny') return withheld(service);
      const personal = await mayDo(this.house, context, person.id, 'READ', 'personalContacts');
      const who = await readPerson(this.house, context, person.id);
      if (!who.state.registered || !finding) return personNotKnown;
      const found = await finding;
      const read = { ...found, isCurrent: found.isCurrent && (await reaching) };
      noteReading(context, person.id, 'serviceContacts', read);
      noteReading(context, person.id, 'personalContacts', read);
      const reading = readingOf(this.house, read);
      const now = this.house.clock();
      const shown = read.state.contacts
        .map((one) => contactOf(one, now))
        .filter(({ kind }) => personal.effect === 'permit' || kind === 'PROFESSIONAL');
      if (shown.length === 0) {
        if (!read.isCurrent && read.state.contacts.length === 0) return notClaimed('Contacts');
        if (isNotShared(service) || isNotShared(personal)) return notShared();
        if (personal.effect === 'permit') {
          return notRecorded('Nobody has recorded whom to call.', reading);
        }
      }
      const hidesPersonal = personal.effect === 'deny' && !isNotShared(personal);
      return said('Contacts', {
        contacts: shown,
        personalWithheld: hidesPersonal ? withheld(personal) : null,
        revision: revisionFor(this.house, read.revision),
        reading,
      });
    } catch (error) {
      return unavailableFor(error, 'Contacts', context.requestId);
    }
  }

  private async identityOf(
    id: string,
    context: ResolverContext,
    read: StrongRead<PersonState>,
  ): Promise<object> {
    const { demographics, died, restricted } = read.state;
    const { name, dateOfBirth, address, telephone, ...others } = demographics.value;
    const reading = readingOf(this.house, read);
    const where = await mayDo(this.house, context, id, 'READ', 'addressAndTelephone');
    noteReading(context, id, 'addressAndTelephone', read);
    const given = (value: object | undefined, what: string): object => {
      if (where.effect === 'deny') return withheld(where);
      if (value) return value;
      if (isNotShared(where)) return notShared();
      return read.isCurrent ? notRecorded(`No ${what} is recorded.`, reading) : notClaimed(what);
    };
    const until = died?.on ?? londonDay(isoNow(this.house.clock));
    return said('Identity', {
      name,
      dateOfBirth,
      age: dateOfBirth === undefined ? null : ageOn(dateOfBirth, until),
      sex: others.sex,
      nhsNumber: others.nhsNumber,
      nhsNumberStatus: others.nhsNumberStatus,
      address: given(address && said('Address', address), 'address'),
      telephone: given(
        telephone === undefined ? undefined : said('Telephone', { number: telephone }),
        'telephone',
      ),
      restricted,
      died,
      revision: revisionFor(this.house, read.revision),
      reading,
    });
  }
}

const contactOf = (recorded: RecordedContact, now: Date): Contact => {
  const { content, contactId } = recorded;
  const { keyWorker, isAttorney, ...told } = content.value;
  const contact = told as Omit<Contact, 'id' | 'keyWorker' | 'isAttorney' | 'answersNow'>;
  return {
    ...contact,
    id: contactId,
    keyWorker: keyWorker ?? false,
    isAttorney: isAttorney ?? false,
    answersNow: answersAt(contact.availability, now),
  };
};
