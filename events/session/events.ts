/**
 * What can happen to a session, the time that somebody stays signed in. Kept in the log so that a
 * restart signs nobody out and every process hears an end. Sealed under the session's own key.
 */
type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

/** Who signed in and for how long; the person's name and organisation are the event's author. */
export interface SessionContent {
  /** Name of the issuer in the configuration. */
  readonly issuer: string;
  readonly kind: 'staff' | 'citizen';
  readonly assurance: string;
  readonly activities: readonly string[];
  readonly purpose: string;
  /** Blind index of a citizen's own NHS number; never the number. */
  readonly nhsNumberKey?: string;
  /** SHA-256 of the secret in the cookie, base64url. */
  readonly secretHash: string;
  /** When they proved to the provider who they are. RFC 3339 UTC. */
  readonly authenticatedAt: string;
  /** The session ends here, whatever happens. RFC 3339 UTC. */
  readonly endsBy: string;
  /** It ends before, where nobody did anything for this long. */
  readonly idleMinutes: number;
  /** Ids of the streams in which a sign-out at the provider is recorded (`ProviderSignedOut`). */
  readonly signOutStreams: readonly string[];
}

export type SessionEndReason = 'SIGNED_OUT' | 'SIGNED_IN_ANEW' | 'REVOKED';

export type SessionEvent =
  | Of<'SessionStarted', SessionContent>
  /** The person proved once more who they are, for an act that asks for it (step-up). */
  | Of<'SessionAuthenticatedAgain', { readonly authenticatedAt: string }>
  | Of<'SessionEnded', { readonly reason: SessionEndReason }>
  /** In a stream of its own: every session before it that names the stream is over. */
  | Of<'ProviderSignedOut', object>;
export type SessionEventType = SessionEvent['type'];
