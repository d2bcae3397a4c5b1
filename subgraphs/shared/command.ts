/**
 * What every mutation does with its input before its command: the ids checked, the act made, the
 * content taken apart from them as plain JSON.
 */
import type { Act, Refused } from '../../events/decider';
import { isCuckmereError } from '../../events/errors';
import { isUuidText } from '../../events/ids';
import type { CommandId, PersonId } from '../../events/ids';
import { refuse } from '../../events/refusal';
import { isoNow } from '../../events/store/clock';
import type { AccessDecision } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { revisionIn } from './reading';

export interface CommandInput {
  commandId: string;
  personId?: string;
  basedOn?: string;
}

export interface PreparedCommand {
  readonly kind: 'prepared';
  readonly act: Act;
  readonly personId: PersonId;
  readonly content: Record<string, unknown>;
}

/** An id that no person has, for commands that make the person. */
const noPerson = '00000000-0000-0000-0000-000000000000';

/**
 * What was read before this log was restored may say what is no longer so, under a number that was
 * given anew since: it counts as never shown (docs/decisions/0012).
 */
const restoredSince =
  'The record was brought back from a copy after this was read. Read what it says now, then save again.';
const notShown = (field: string, token: string): Refused =>
  /^[\w-]{1,64}\.\d{1,15}$/.test(token)
    ? refuse('REVISION_UNKNOWN', restoredSince, field)
    : refuse(
        'INVALID',
        `${field} must be the revision that you were shown, as it was given`,
        field,
      );

export const prepareCommand = (
  house: House,
  context: ResolverContext,
  input: CommandInput,
): PreparedCommand | Refused => {
  // Inputs arrive as class instances; content schemas take plain JSON without absent fields.
  const plain = JSON.parse(JSON.stringify(input)) as Record<string, unknown>;
  const { commandId, personId = noPerson, basedOn, ...content } = plain;
  if (!isUuidText(commandId as string)) {
    return refuse(
      'INVALID',
      'commandId must be a UUID that you make for this one act',
      'commandId',
    );
  }
  if (!isUuidText(personId as string)) {
    return refuse('PERSON_UNKNOWN', 'personId names no person registered here', 'personId');
  }
  const shown = basedOn === undefined ? undefined : revisionIn(house, basedOn as string);
  if (basedOn !== undefined && shown === undefined) return notShown('basedOn', basedOn as string);
  if (content['draftRevision'] !== undefined) {
    const read = revisionIn(house, content['draftRevision'] as string);
    if (read === undefined) return notShown('draftRevision', content['draftRevision'] as string);
    // The command keeps the bare number: sent again after a restore it is still the same command.
    content['draftRevision'] = String(read);
  }
  const act: Act = {
    commandId: (commandId as string).toLowerCase() as CommandId,
    actor: context.caller.actor,
    at: isoNow(house.clock),
    correlationId: context.requestId,
    ...(shown === undefined ? {} : { basedOn: shown }),
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
  };
  return {
    kind: 'prepared',
    act,
    personId: (personId as string).toLowerCase() as PersonId,
    content,
  };
};

export const notPermitted = ({ message, rules, obligations }: AccessDecision): Refused => {
  const code = obligations.includes('SIGN_IN_AGAIN') ? 'SIGN_IN_AGAIN' : 'NOT_PERMITTED';
  return refuse(code, message, undefined, rules.join(' '));
};

/** For `mayDo(...).catch`: a command on an erased record is refused, it is no fault. */
export const refusalWhereErased = (error: unknown): Refused => {
  if (!isCuckmereError(error, 'KEY_DESTROYED')) throw error;
  return refuse(
    'PERSON_ERASED',
    'The record of this person was erased; nothing can be written to it.',
    'personId',
  );
};
