/**
 * Makes the members of the graph's unions. Each carries its `__typename`, by which unions are told
 * apart (`byTypename`), so no class has to be built.
 */
import type { Actor, Conflicted, Refused as RefusedValue } from '../../events/decider';
import { isCuckmereError } from '../../events/errors';
import { roleNames } from '../../policy/request';
import type { AccessDecision } from '../../policy/request';
import type {
  Author,
  Conflict,
  NotRecorded,
  NotShared,
  Reading,
  Refused,
  Unavailable,
  Withheld,
} from './answers';

export type Said<Type extends object> = Type & { readonly __typename: string };

/** Gives a value the name by which its union is resolved. */
export const said = <Type extends object>(typename: string, value: Type): Said<Type> => ({
  ...value,
  __typename: typename,
});

export const byTypename = (value: unknown): string => (value as Said<object>).__typename;

export const notRecorded = (message: string, reading: Reading): Said<NotRecorded> =>
  said('NotRecorded', { message, reading });

export const notShared = (): Said<NotShared> =>
  said('NotShared', {
    message: 'There is nothing to show you here yet. You can ask the people who care for you.',
  });

/** A right that is missing; to the person and their carers what is kept from them is not told. */
export const withheld = (decision: AccessDecision): Said<Withheld> | Said<NotShared> =>
  decision.obligations.includes('NOT_SHARED')
    ? notShared()
    : said('Withheld', {
        message: decision.message,
        rule: decision.rules.join(' '),
        canOpenInEmergency: decision.canOpenInEmergency,
      });

export const unavailable = (code: string, message: string, reference?: string): Said<Unavailable> =>
  said('Unavailable', { code, message, reference: reference ?? null, retryable: true });

const londonDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** When the person was erased, where that is the fault. */
export const erasedAtOf = (error: unknown): string | undefined =>
  isCuckmereError(error, 'KEY_DESTROYED')
    ? (error.details['erasedAt'] as string | undefined)
    : undefined;

/** What is said in the place of everything that an erased record held. */
export const erasedWords = (erasedAt: string | undefined): string => {
  const on = erasedAt === undefined ? '' : ` on ${londonDate.format(new Date(erasedAt))}`;
  return `This record was erased${on}. Nothing of it can be read any more: do not read this as none.`;
};

/** What a reader is told of a fault: its code, never its text. */
export const unavailableFor = (error: unknown, what: string, reference?: string) => {
  if (!isCuckmereError(error, 'KEY_DESTROYED')) return couldNotBeLoaded(error, what, reference);
  const message = erasedWords(erasedAtOf(error));
  return { ...unavailable('KEY_DESTROYED', message), retryable: false };
};

const couldNotBeLoaded = (error: unknown, what: string, reference?: string) =>
  unavailable(
    isCuckmereError(error) ? error.code : 'INTERNAL',
    `${what} could not be loaded. Something may be recorded: do not read this as none.`,
    reference,
  );

export const refusedAs = (refusal: RefusedValue): Said<Refused> =>
  said('Refused', {
    code: refusal.code,
    message: refusal.message,
    field: refusal.field ?? null,
    rule: refusal.rule ?? null,
  });

export const conflictAs = (conflict: Conflicted): Said<Conflict> =>
  said('Conflict', { message: conflict.message, fields: [...conflict.fields] });

export const authorOf = (actor: Actor): Author => ({
  name: actor.name,
  role: roleNames[actor.role as keyof typeof roleNames] ?? actor.role,
  organisationName: actor.organisationName,
});
