/**
 * Who can be chosen in the demonstration, and whose records are in it. The list exists only where
 * the demonstration runs (loopback, not production).
 */
import * as z from 'zod/mini';

export const demoActor = z.object({
  id: z.string(),
  /** As `me` names them when they are signed in. */
  actorId: z.string(),
  name: z.string(),
  role: z.string(),
  roleName: z.string(),
  organisationName: z.string(),
  note: z.nullish(z.string()),
  /** The address that signs in as them. */
  signIn: z.string(),
});

const demo = z.object({
  actors: z.array(demoActor),
  people: z.array(
    z.object({
      personId: z.string(),
      nhsNumber: z.string(),
      name: z.string(),
      dateOfBirth: z.string(),
      state: z.string(),
      note: z.nullish(z.string()),
    }),
  ),
});
export type Demo = z.output<typeof demo>;
export type DemoPerson = Demo['people'][number];
export type DemoActor = Demo['actors'][number];

export type DemoState =
  | { readonly kind: 'loading' | 'absent' | 'failed' }
  | { readonly kind: 'loaded'; readonly demo: Demo };

export async function loadDemo(): Promise<DemoState> {
  try {
    const response = await fetch('/demo/people', { credentials: 'same-origin', cache: 'no-store' });
    if (response.status === 404 || response.status === 403) return { kind: 'absent' };
    const read = demo.safeParse(await response.json());
    return read.success ? { kind: 'loaded', demo: read.data } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
}

const stateWords: Record<string, string> = {
  NOT_FOR: 'Not for attempted CPR',
  FOR: 'For attempted CPR',
  WITHDRAWN: 'Decision against CPR withdrawn',
  CONFLICTING: 'Two records disagree',
  NO_DECISION: 'Plan without a CPR decision',
  WITHHELD: 'The person limits who sees the plan',
  DRAFT_ONLY: 'A draft, nothing published',
  OVERDUE: 'Review overdue',
  ENDED_BY_DEATH: 'Has died, plan ended',
  REVISED: 'Published more than once',
  NOT_ENDORSED: 'Not yet endorsed',
  RESTRICTED: 'Restricted address',
  QUESTIONED: 'Decision questioned',
  NO_PLAN: 'No plan started',
  NO_PLACES: 'No preferred places stated',
};

/** The first person of each state, in the order of the list. */
export function oneOfEachState(people: readonly DemoPerson[]): readonly DemoPerson[] {
  return people.filter(
    ({ state }, index) => people.findIndex((other) => other.state === state) === index,
  );
}

/** What the list says of a demo person's plan. */
export function demoStateWords(state: string): string {
  return stateWords[state] ?? state.toLowerCase().replaceAll('_', ' ');
}
