/** The services that browsers sign in with here, and what went wrong when one was tried. */
import * as z from 'zod/mini';

const answer = z.object({
  issuers: z.array(z.object({ name: z.string(), label: z.string(), kind: z.string() })),
});
export type Issuer = z.output<typeof answer>['issuers'][number];

/** Undefined where they could not be loaded. */
export async function loadIssuers(): Promise<readonly Issuer[] | undefined> {
  try {
    const response = await fetch('/sign-in/choices', { cache: 'no-store' });
    return answer.safeParse(await response.json()).data?.issuers;
  } catch {
    return undefined;
  }
}

const faultWords: Record<string, string> = {
  failed: 'Signing in did not work. Try again.',
  noAccess: 'You signed in, but your role has no access here. Choose another role, or ask for one.',
  unavailable: 'The sign-in service does not answer. Try again in a moment.',
  somebodyElse: 'That was somebody else. To go on, sign in again as yourself.',
  weaker: 'That was a weaker sign-in than your first. Sign in again in the same way as then.',
};

/** What to say of the last try, from the address of the page; undefined where it went well. */
export function signInFault(search: string): string | undefined {
  const fault = new URLSearchParams(search).get('signIn');
  return fault === null ? undefined : (faultWords[fault] ?? faultWords['failed']);
}
