/**
 * What can happen to a person's consent to the sharing of their plans. In force at once
 * (DESIGN.md 3): a consent withdrawn waits for nobody.
 */
import type { SharingCommand } from './commands';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };
export type SharingDecisionContent = Omit<SharingCommand, 'type' | 'decision'>;

export type SharingEvent =
  | Of<'SharingConsentGiven', SharingDecisionContent>
  | Of<'SharingConsentRefused', SharingDecisionContent>
  | Of<'SharingConsentWithdrawn', SharingDecisionContent>;
export type SharingEventType = SharingEvent['type'];
