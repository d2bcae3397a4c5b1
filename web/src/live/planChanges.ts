/**
 * Asks what changed after a position, in the plan's own sentences. Everything but a list of
 * sentences is said to be what it is: not loaded, or not for this reader.
 */
import * as z from 'zod/mini';
import { answerOf, notShared, unavailable, withheld } from '../graph/answers';
import { planChangesQuery } from '../graph/documents';
import type { SendRequest } from '../graph/request';
import type { ChangeSentence } from './changeNotice';

const planChanges = answerOf([
  z.object({
    __typename: z.literal('PlanChanges'),
    changes: z.array(
      z.object({
        sentence: z.string(),
        at: z.string(),
        by: z.nullable(z.object({ name: z.string(), role: z.string() })),
        position: z.string(),
      }),
    ),
  }),
  notShared,
  withheld,
  unavailable,
]);
const answer = z.object({ person: z.object({ id: z.string(), planChanges }) });

export type LoadedChanges =
  | { readonly kind: 'loaded'; readonly sentences: readonly ChangeSentence[] }
  | { readonly kind: 'failed' | 'notShown' };

/** The changes after `after`, with `upTo` among them. */
export async function loadPlanChanges(
  send: SendRequest,
  { personId, after, upTo }: { personId: string; after: string; upTo: string },
): Promise<LoadedChanges> {
  const variables = { personId, after };
  const answered = await send({ document: planChangesQuery, variables, readAfter: upTo });
  if (answered.kind !== 'answered' || !answered.isWhole) return { kind: 'failed' };
  const read = answer.safeParse(answered.data);
  if (!read.success || read.data.person.id !== personId) return { kind: 'failed' };
  const { planChanges: changes } = read.data.person;
  switch (changes.__typename) {
    case 'PlanChanges':
      return {
        kind: 'loaded',
        sentences: changes.changes.map((change) => ({ ...change, by: change.by?.name ?? null })),
      };
    case 'NotShared':
    case 'Withheld':
      return { kind: 'notShown' };
    case 'Unavailable':
      return { kind: 'failed' };
  }
}
