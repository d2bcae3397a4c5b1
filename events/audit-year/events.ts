/**
 * What can happen to a year of access records. Sealed with the key of the house, since the audit key of
 * the year is gone then; the year is in the stream's name, and nothing of anybody is in it.
 */
import { categoryOf } from '../ids';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

/** The audit key of the year is destroyed next, and again at every opening of the log. */
export type AuditYearEvent = Of<'AuditYearForgotten', { readonly forgottenAt: string }>;
export type AuditYearEventType = AuditYearEvent['type'];
export const auditYearForgotten = 'AuditYearForgotten' satisfies AuditYearEventType;

/** True for the event after which the year of its stream is to be unreadable; needs no key to tell. */
export const isYearForgotten = ({
  stream,
  type,
}: {
  readonly stream: string;
  readonly type: string;
}): boolean => type === auditYearForgotten && categoryOf(stream) === 'auditYear';
