/** Contacts recorded, revised and removed, given / when / then. */
import { isCuckmereError } from '../../../events/errors';
import { entryIdFor } from '../../../events/ids';
import type { EntryId } from '../../../events/ids';
import { parseProfileCommand } from '../../../events/profile/commands';
import type { ProfileCommandOf } from '../../../events/profile/commands';
import type { ProfileEvent } from '../../../events/profile/events';
import { contactsMax, profileDecider } from '../../../events/profile/profileDecider';
import { commandId, momentOf, scenario, stampOf } from '../person/scenario';

const { given, stream } = scenario(profileDecider);
const contactId = entryIdFor(commandId, stream, 0);
const nurses = {
  name: 'Havens community nurses',
  kind: 'PROFESSIONAL',
  relationship: 'district nurses',
  telephone: '01323 555020',
  availability: 'OUT_OF_HOURS',
} as const;
const recorded = (id: EntryId = contactId): ProfileEvent => ({
  type: 'ContactRecorded',
  data: { contactId: id, ...nurses },
});
type Revision = Omit<ProfileCommandOf<'ReviseContact'>, 'type' | 'contactId'>;
const revise = (data: Revision) => ({ type: 'ReviseContact', contactId, ...data }) as const;
const revised = (data: Revision): ProfileEvent => ({
  type: 'ContactRevised',
  data: { contactId, ...data },
});
const remove = { type: 'RemoveContact', contactId, reason: 'left the team' } as const;
const removed: ProfileEvent = {
  type: 'ContactRemoved',
  data: { contactId, reason: 'left the team' },
};

describe('recording a contact', () => {
  it('gives it an id that follows from the command', () => {
    expect(given().when({ type: 'RecordContact', ...nurses })).toEqual([recorded()]);
  });

  it('keeps who recorded it and when', () => {
    const { state } = given({ by: 'Dr Bell', event: recorded() });
    expect(state.contacts).toMatchObject([
      { contactId, content: { value: nurses }, recordedAt: momentOf(0), recordedBy: 'Dr Bell' },
    ]);
  });

  it('refuses one more than are kept, and takes it when one was removed', () => {
    const full = Array.from({ length: contactsMax }, (_, index) =>
      recorded(index === 0 ? contactId : entryIdFor(commandId, stream, index)),
    );
    expect(given(...full).when({ type: 'RecordContact', ...nurses })).toMatchObject({
      kind: 'refused',
      field: 'contacts',
    });
    expect(given(...full, removed).when({ type: 'RecordContact', ...nurses })).toHaveLength(1);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ kind: 'FRIEND' }, 'kind'],
    [{ telephone: undefined }, 'telephone'],
    [{ telephone: 'at the desk' }, 'telephone'],
    [{ availability: 'NIGHTS' }, 'availability'],
    [{ keyWorker: 'yes' }, 'keyWorker'],
  ])('refuses %j at %s', (wrong, field) => {
    expect(parseProfileCommand('RecordContact', { ...nurses, ...wrong })).toMatchObject({
      kind: 'refused',
      field,
    });
  });
});

describe('revising a contact', () => {
  it('records only what changes, and nothing where nothing does', () => {
    const { when } = given(recorded());
    expect(when(revise({ telephone: '01323 555021', name: nurses.name }))).toEqual([
      revised({ telephone: '01323 555021' }),
    ]);
    expect(when(revise({ telephone: nurses.telephone, purpose: null }))).toEqual([]);
  });

  it('keeps what is not named, clears what is null, and says who changed it', () => {
    const { state } = given(recorded(), {
      by: 'Nurse Hale',
      event: revised({ relationship: null, purpose: 'symptom advice at night' }),
    });
    const { relationship: _relationship, ...rest } = nurses;
    expect(state.contacts[0]?.content.value).toEqual({
      ...rest,
      purpose: 'symptom advice at night',
    });
    expect(state.contacts[0]).toMatchObject({
      recordedBy: 'Dr Recorder',
      changedBy: 'Nurse Hale',
      changedAt: momentOf(1),
    });
  });

  it('shows both numbers where somebody else changed the number meanwhile', () => {
    const { when } = given(recorded(), {
      by: 'Nurse Hale',
      event: revised({ telephone: '01323 555021' }),
    });
    expect(when(revise({ telephone: '01323 555029' }), { basedOn: 0n })).toMatchObject({
      kind: 'conflict',
      fields: [
        {
          field: 'telephone',
          yours: '01323 555029',
          theirs: '01323 555021',
          changedBy: 'Nurse Hale',
        },
      ],
    });
    expect(when(revise({ organisation: 'ESHT' }), { basedOn: 0n })).toHaveLength(1);
  });

  it('refuses a contact that does not stand here', () => {
    expect(given().when(revise({ name: 'x' }))).toMatchObject({
      code: 'ENTRY_UNKNOWN',
      field: 'contactId',
    });
    expect(given(recorded(), removed).when(revise({ name: 'x' }))).toMatchObject({
      code: 'ENTRY_UNKNOWN',
    });
  });

  it.each(['name', 'kind', 'telephone', 'availability'])('does not clear %s', (field) => {
    expect(parseProfileCommand('ReviseContact', { contactId, [field]: null })).toMatchObject({
      kind: 'refused',
      field,
    });
  });

  it('refuses a revision that the record does not have yet', () => {
    expect(given(recorded()).when(revise({ name: 'x' }), { basedOn: 1n })).toMatchObject({
      code: 'REVISION_UNKNOWN',
      field: 'basedOn',
    });
  });
});

describe('removing a contact', () => {
  it('takes it off the list, with the reason', () => {
    expect(given(recorded()).when(remove)).toEqual([removed]);
    expect(given(recorded(), removed).state.contacts).toEqual([]);
  });

  it('conflicts with a revision that the author has not seen', () => {
    const { when } = given(recorded(), revised({ telephone: '01323 555021' }));
    expect(when(remove, { basedOn: 0n })).toMatchObject({
      kind: 'conflict',
      fields: [{ field: 'telephone', yours: null, theirs: '01323 555021' }],
    });
    expect(when(remove, { basedOn: 1n })).toEqual([removed]);
  });

  it('needs a reason and a contact that stands', () => {
    expect(parseProfileCommand('RemoveContact', { contactId })).toMatchObject({ field: 'reason' });
    expect(given().when(remove)).toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });
});

describe('the state', () => {
  it('survives JSON, since read models store it', () => {
    const { state } = given(recorded(), revised({ keyWorker: true }));
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('is not made past an event it does not know', () => {
    const strange = { type: 'ContactLost', data: {} } as unknown as ProfileEvent;
    let thrown: unknown;
    try {
      profileDecider.evolve(profileDecider.initialState, strange, stampOf(0, stream));
    } catch (error) {
      thrown = error;
    }
    expect(isCuckmereError(thrown, 'UNKNOWN_EVENT')).toBe(true);
  });
});
