/**
 * A sign-in for measurements of everything else: the header `x-cuckmere-demo` names the demo person
 * and nothing is verified. What a real one costs is measured apart.
 */
import { demoCaller } from '../gateway/demo/actors';
import type { SignIn } from '../gateway/signIn/signIn';

export const createHeaderSignIn = (nhsNumberKeyOf?: (nhsNumber: string) => string): SignIn => ({
  callerOf: async (headers) => {
    const caller = demoCaller(String(headers['x-cuckmere-demo']), nhsNumberKeyOf);
    return caller && { ...caller, authenticatedAt: new Date().toISOString() };
  },
  touched: async () => undefined,
  endsAtMs: ({ expiresAt }) => Date.parse(expiresAt),
  seenAtMs: () => undefined,
  onEnded: () => () => undefined,
  answer: async () => false,
  isOurHost: () => true,
  listening: () => undefined,
  close: () => undefined,
});
