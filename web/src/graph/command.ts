/**
 * Sends one mutation and reads its answer as a value. `failed` means that the outcome is not known:
 * a retry must carry the same commandId and content, and then has one effect.
 */
import * as z from 'zod/mini';
import { instant } from './answers';
import type { MutationName } from './mutations';
import { mutationDocument } from './mutations';
import type { SendRequest } from './request';

const saved = z.object({
  __typename: z.enum(['PersonSaved', 'ContactSaved', 'EndOfLifePlanSaved', 'OpenedInEmergency']),
  position: z.string(),
  revision: z.string(),
  person: z.object({ id: z.string() }),
  /** Of the entry made, where one was. */
  entryId: z.optional(z.nullable(z.string())),
});
/** What was done by a reference that names nobody. */
const done = z.object({
  __typename: z.enum(['EmergencyReviewSaved', 'AlertSeen']),
  position: z.string(),
});
const refused = z.object({
  __typename: z.literal('Refused'),
  code: z.string(),
  message: z.string(),
  field: z.nullable(z.string()),
});
const fieldConflict = z.object({
  field: z.string(),
  yours: z.nullable(z.string()),
  theirs: z.nullable(z.string()),
  changedBy: z.string(),
  changedAt: instant,
});
const conflict = z.object({
  __typename: z.literal('Conflict'),
  message: z.string(),
  fields: z.array(fieldConflict),
});
export type FieldConflict = z.output<typeof fieldConflict>;

export type CommandOutcome =
  | {
      readonly kind: 'saved';
      readonly position: string;
      /** Empty for what was done by a reference that names nobody. */
      readonly revision: string;
      readonly personId: string;
      readonly entryId: string | undefined;
    }
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly field: string | undefined;
      readonly code: string;
    }
  | {
      readonly kind: 'conflict';
      readonly message: string;
      readonly fields: readonly FieldConflict[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The author must see what stands now before they press again: the page reads it. */
export function hasMovedOn(outcome: CommandOutcome | undefined): boolean {
  return (
    outcome?.kind === 'conflict' ||
    (outcome?.kind === 'refused' && outcome.code === 'REVISION_UNKNOWN')
  );
}

export async function sendCommand(
  send: SendRequest,
  name: MutationName,
  input: { readonly commandId: string },
): Promise<CommandOutcome> {
  const answer = await send({ document: mutationDocument(name), variables: { input } });
  if (answer.kind === 'notSignedIn') {
    return { kind: 'failed', message: 'You are signed out. Sign in again in another tab.' };
  }
  if (answer.kind === 'failed') return answer;
  return readOutcome((answer.data as Record<string, unknown>)[name]);
}

/** Reads the member of the result union; one that is not known leaves the outcome unknown. */
export function readOutcome(result: unknown): CommandOutcome {
  const read = z
    .discriminatedUnion('__typename', [saved, done, refused, conflict])
    .safeParse(result);
  if (!read.success) return { kind: 'failed', message: 'The service could not answer.' };
  const { data } = read;
  switch (data.__typename) {
    case 'Refused':
      return {
        kind: 'refused',
        message: data.message,
        field: data.field ?? undefined,
        code: data.code,
      };
    case 'Conflict':
      return { kind: 'conflict', message: data.message, fields: data.fields };
    case 'EmergencyReviewSaved':
    case 'AlertSeen':
      return {
        kind: 'saved',
        position: data.position,
        revision: '',
        personId: '',
        entryId: undefined,
      };
    case 'PersonSaved':
    case 'ContactSaved':
    case 'EndOfLifePlanSaved':
    case 'OpenedInEmergency': {
      const { position, revision, person, entryId } = data;
      return {
        kind: 'saved',
        position,
        revision,
        personId: person.id,
        entryId: entryId ?? undefined,
      };
    }
  }
}
