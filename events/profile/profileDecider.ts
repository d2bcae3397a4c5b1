/**
 * The stream `profile-<person id>`: contacts recorded, revised, removed, each in force at once.
 * A revision or a removal of what somebody else changed meanwhile is a conflict with both values.
 */
import type { DecideContext, Decider, Decision } from '../decider';
import { staleEdit } from '../person/staleEdit';
import { applyFields, noFields, realChanges } from '../plan/fields';
import type { TrackedFields } from '../plan/fields';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { ProfileCommand, ProfileCommandOf } from './commands';
import type { ContactContent } from './content';
import type { ProfileEvent } from './events';

/** Most contacts of one person at a time. */
export const contactsMax = 50;

export interface RecordedContact {
  readonly contactId: string;
  /** What is recorded, with who changed each field last. */
  readonly content: TrackedFields<ContactContent>;
  readonly recordedAt: string;
  /** Name of who recorded it. */
  readonly recordedBy: string;
  /** When and by whom it was last recorded or revised. */
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface ProfileState {
  /** In the order in which they were recorded. */
  readonly contacts: readonly RecordedContact[];
}

export const profileDecider: Decider<ProfileCommand, ProfileState, ProfileEvent> = {
  category: 'profile',
  initialState: { contacts: [] },

  decide(command, state, context) {
    if (command.type === 'RecordContact') {
      const { type: _type, ...content } = command;
      return state.contacts.length >= contactsMax
        ? refuse(
            'INVALID',
            `contacts already holds ${String(contactsMax)}, the most that are kept; remove one first.`,
            'contacts',
          )
        : [{ type: 'ContactRecorded', data: { contactId: context.entryId(0), ...content } }];
    }
    const standing = state.contacts.find(({ contactId }) => contactId === command.contactId);
    if (!standing)
      return refuse(
        'ENTRY_UNKNOWN',
        'contactId names no contact that stands in this record; it may have been removed.',
        'contactId',
      );
    return command.type === 'ReviseContact'
      ? revise(command, standing, context)
      : remove(command, standing, context);
  },

  evolve(state, event, stamp) {
    const { contacts } = state;
    const who = { changedAt: stamp.recordedAt, changedBy: stamp.author.name };
    switch (event.type) {
      case 'ContactRecorded': {
        const { contactId, ...data } = event.data;
        const recorded: RecordedContact = {
          contactId,
          content: applyFields<ContactContent>(noFields, data, stamp),
          recordedAt: stamp.recordedAt,
          recordedBy: stamp.author.name,
          ...who,
        };
        return { ...state, contacts: [...contacts, recorded] };
      }
      case 'ContactRevised': {
        const { contactId, ...changes } = event.data;
        return {
          ...state,
          contacts: contacts.map((entry) =>
            entry.contactId === contactId
              ? { ...entry, content: applyFields(entry.content, changes, stamp), ...who }
              : entry,
          ),
        };
      }
      case 'ContactRemoved':
        return {
          ...state,
          contacts: contacts.filter(({ contactId }) => contactId !== event.data.contactId),
        };
      default:
        return unknownEvent('profile', (event as { type: string }).type);
    }
  },
};

const revise = (
  { type: _type, contactId, ...asked }: ProfileCommandOf<'ReviseContact'>,
  { content }: RecordedContact,
  context: DecideContext,
): Decision<ProfileEvent> => {
  const stale = staleEdit(content, asked, context);
  if (stale) return stale;
  const changes = realChanges(content, asked);
  return changes ? [{ type: 'ContactRevised', data: { contactId, ...changes } }] : [];
};

/** A removal clears every field, so it conflicts with any revision the author has not seen. */
const remove = (
  { type: _type, ...data }: ProfileCommandOf<'RemoveContact'>,
  { content }: RecordedContact,
  context: DecideContext,
): Decision<ProfileEvent> => {
  const cleared = Object.fromEntries(Object.keys(content.changed).map((field) => [field, null]));
  return staleEdit(content, cleared, context) ?? [{ type: 'ContactRemoved', data }];
};
