/**
 * What the server asks of a sign-in: who calls, and when that is over. By OpenID Connect
 * (`openSignIn.ts`), with the local provider (`local/localSignIn.ts`), or brought by a test.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../subgraphs/context';

export interface SignIn {
  /** Undefined: not signed in, for whatever reason. Rejects where that cannot be known. */
  callerOf(headers: IncomingHttpHeaders): Promise<Caller | undefined>;
  /** The person did something; the cookie to set, where theirs must be written anew. */
  touched(headers: IncomingHttpHeaders): Promise<string | undefined>;
  /** When this caller's session or token ends as known now, epoch ms; undefined: it is over. */
  endsAtMs(caller: Caller): number | undefined;
  /** When the person of a session last did something, epoch ms; undefined: not known here. */
  seenAtMs(sessionId: string): number | undefined;
  /** Hears the id of each session that ends before its time. Gives back how to stop. */
  onEnded(listener: (sessionId: string) => void): () => void;
  /** Answers a request to an address of the sign-in; false: it is none. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** True for a host, as browsers name it, under which this installation may be opened. */
  isOurHost(host: string): boolean;
  /** Told once, before anyone is let in: where the server listens. */
  listening(url: string): void;
  close(): void;
}
