/**
 * What can happen to a record that is to be erased. These events outlive the person's key, so they
 * are sealed with a key of the house (`erasureKeyId`) and hold nothing about the person: no date
 * that follows from theirs, no reason in free words.
 */
import type { ErasureReason } from './reasons';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export interface ErasureRequestContent {
  readonly reason: ErasureReason;
  /** `ENDED`: every rule's time was over. `OVERRULED`: by the written decision that is named. */
  readonly retention: 'ENDED' | 'OVERRULED';
  /** Where the written decision is filed; no words about anybody. */
  readonly decisionReference?: string;
}

export type ErasureEvent =
  /** From here on the record is restricted: nothing of it is read. */
  | Of<'ErasureRequested', ErasureRequestContent & { readonly confirmFrom: string }>
  | Of<'ErasureUndone', object>
  /** The key is destroyed next, and again at every opening of the log. */
  | Of<'PersonErased', { readonly erasedAt: string }>;
export type ErasureEventType = ErasureEvent['type'];

/** The clear type of the event after which nothing of a person may be left. */
export const personErased = 'PersonErased' satisfies ErasureEventType;
