/**
 * The codes a command can be refused with, and the one function that makes a refusal.
 * A refusal is a certain no: nothing was changed. `docs/errors.md` lists the same codes.
 */
import type { Refused } from './decider';

export const refusalCodes = {
  INVALID: 'A field does not have the form or value it must have.',
  TEXT_TOO_LONG: 'A text is longer than its field allows.',
  CODE_NOT_IN_LIST: 'A code is not in the list that the standard gives for the field.',
  NHS_NUMBER_INVALID: 'The NHS number does not have ten digits, or one of them is wrong.',
  NHS_NUMBER_TAKEN: 'The NHS number is registered for another person.',
  PERSON_UNKNOWN: 'No person with this id is registered here.',
  PERSON_ALREADY_REGISTERED: 'This person is registered already.',
  PERSON_HAS_DIED: 'The person has died; only corrections and entries after death are accepted.',
  PLAN_NOT_STARTED: 'The person has no plan of this kind, or it was never started.',
  PLAN_ALREADY_STARTED: 'The person has a live plan of this kind already.',
  PLAN_ENDED: 'The plan has ended.',
  ENTRY_UNKNOWN: 'No such entry stands in this record.',
  TEAM_UNKNOWN: 'No such team is known here, or it is not one of your organisation.',
  ORGANISATION_UNKNOWN: 'No organisation of this ODS code is known here.',
  NOTHING_TO_PUBLISH: 'The draft has no content, or nothing changed since the last version.',
  NOTHING_TO_WITHDRAW: 'There is no decision to withdraw.',
  COMMAND_ID_REUSED: 'The commandId was used before with other content or by someone else.',
  REVISION_UNKNOWN: 'The revision named is newer than the record, or of before a restore.',
  CHANGED_UNSEEN: 'It was changed meanwhile by words that the caller may not read.',
  NOT_PERMITTED: 'The caller may not do this.',
  SIGN_IN_AGAIN: 'This act asks for a fresh sign-in; then the same may be sent again.',
  ACCESS_UNKNOWN: 'The caller is not signed in.',
  PERSON_ERASED: 'The record of this person was erased; nothing can be written to it.',
  RETENTION_NOT_ENDED: 'The record must still be kept.',
  ERASURE_NOT_REQUESTED: 'Nobody has requested the erasure of this record, or it was undone.',
  ERASURE_ALREADY_REQUESTED: 'The erasure of this record was requested already.',
  ERASURE_NEEDS_ANOTHER_PERSON: 'The one who requested an erasure cannot confirm it.',
  ERASURE_TOO_EARLY: 'An erasure can be confirmed 30 days after it was requested.',
  POSITION_UNKNOWN: 'The position is not one of this log; read again from the start.',
  TOO_MANY_SEARCHES: 'The caller searched more often than one reader may; later they may again.',
} as const;
export type RefusalCode = keyof typeof refusalCodes;

export const refuse = (
  code: RefusalCode,
  message: string,
  field?: string,
  rule?: string,
): Refused => ({
  kind: 'refused',
  code,
  message,
  ...(field === undefined ? {} : { field }),
  ...(rule === undefined ? {} : { rule }),
});
