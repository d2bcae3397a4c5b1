/**
 * What can happen to the sections that all plans of a person share; today the contacts. In force
 * at once: a telephone number that is wrong helps nobody until the next sign-off.
 */
import type { EntryId } from '../ids';
import type { ProfileCommandOf } from './commands';
import type { ContactContent } from './content';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export type ProfileEvent =
  | Of<'ContactRecorded', ContactContent & { readonly contactId: EntryId }>
  /** Only what changed: absent = unchanged, null = cleared. */
  | Of<'ContactRevised', Omit<ProfileCommandOf<'ReviseContact'>, 'type'>>
  | Of<'ContactRemoved', Omit<ProfileCommandOf<'RemoveContact'>, 'type'>>;
export type ProfileEventType = ProfileEvent['type'];
