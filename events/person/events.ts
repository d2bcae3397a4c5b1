/**
 * What can happen to a person's registration, in the language of care. Who and when stand in the
 * stamp. An event type changes only by upcasting (DESIGN.md 3).
 */
import type { PersonCommandOf } from './commands';
import type { DeathContent, Demographics } from './content';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export type PersonEvent =
  | Of<'PersonRegistered', Demographics>
  /** Only what changed: absent = unchanged, null = cleared. */
  | Of<'DemographicsChanged', Omit<PersonCommandOf<'ChangeDemographics'>, 'type'>>
  /** Only what is new about the death; a later one adds to or corrects the earlier. */
  | Of<'PersonDied', DeathContent & { readonly corrects?: true }>;
export type PersonEventType = PersonEvent['type'];
