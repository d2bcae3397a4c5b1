/**
 * What can happen to the sharing of a person's record: words given, refused or taken back, access
 * delegated to a carer, sections kept from the person's own view. In force at once (DESIGN.md 3).
 */
import type { EntryId } from '../ids';
import type { SharingCommandOf, SharingCommandType } from './commands';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };
type Content<Type extends SharingCommandType> = Omit<SharingCommandOf<Type>, 'type'>;
/** Without `planKind`, `section` and `audience` it is about everything and everyone. */
export type SharingDecisionContent = Omit<Content<'RecordSharingDecision'>, 'decision'>;

export type SharingEvent =
  | Of<'SharingConsentGiven', SharingDecisionContent>
  | Of<'SharingConsentRefused', SharingDecisionContent>
  | Of<'SharingConsentWithdrawn', SharingDecisionContent>
  | Of<'AccessDelegated', Content<'DelegateAccess'> & { readonly delegationId: EntryId }>
  | Of<'DelegationRevoked', Content<'RevokeDelegation'>>
  | Of<'SectionKeptFromPerson', Content<'KeepFromPerson'>>
  | Of<'SectionShownToPerson', Content<'ShowToPerson'>>;
export type SharingEventType = SharingEvent['type'];
