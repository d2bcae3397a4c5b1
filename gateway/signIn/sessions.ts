/**
 * Who is signed in by a browser: each session a stream of the log, found by the cookie that holds
 * its id and an unguessable secret of which only the hash is kept. A session that ended, here or in
 * another process, is over at once for requests and for sockets.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { v5 as uuidV5 } from 'uuid';
import type { Actor } from '../../events/decider';
import { categoryOf, idOf, isUuidText } from '../../events/ids';
import type { ActorId, CommandId } from '../../events/ids';
import type { SessionEndReason } from '../../events/session/events';
import type { SessionCommand, SessionState } from '../../events/session/sessionDecider';
import { isoNow } from '../../events/store/clock';
import { randomId, randomToken } from '../../events/store/random';
import { assurances } from '../../policy/request';
import type { Assurance, Purpose } from '../../policy/request';
import type { Caller } from '../../subgraphs/context';
import type { House } from '../../subgraphs/house';
import { isSameText } from './isSameText';
import { openSessionCookie, writeSessionCookie } from './sessionCookie';
import type { SeenCookie } from './sessionCookie';
import type { Identity } from './identity';
import type { ProviderSignOut } from './verify';

export const sessionLimits = {
  absoluteMs: 12 * 60 * 60_000,
  /** NHS login asks its clients for this. */
  citizenIdleMinutes: 30,
  staffIdleMinutes: 120,
  /** A session is read from the log again after this, whatever was or was not heard. */
  knownMs: 30_000,
  /** A cookie that says "seen" longer ago is written anew. */
  renewMs: 60_000,
  knownMax: 100_000,
  secretBytes: 32,
} as const;

export interface NewSession {
  readonly identity: Identity;
  /** Name of the issuer, and how it calls the person and its own session. */
  readonly issuer: string;
  readonly subject: string;
  readonly providerSession?: string;
  readonly authenticatedAt: string;
  readonly idleMinutes?: number;
}

interface Known {
  readonly session: NonNullable<SessionState['session']>;
  readonly readAtMs: number;
  seenAtMs: number;
}

const signOutSpace = '7b0f2c5e-3c8a-5b0e-8d5e-6f0b7d1e9a42';
/** The stream in which a provider's sign-outs of this subject or session of its own are recorded. */
const signOutStream = (issuer: string, kind: 'sub' | 'sid', id: string): string =>
  uuidV5(`${issuer}\n${kind}\n${id}`, signOutSpace);

const rankOf = (assurance: string): number => assurances.indexOf(assurance as Assurance);

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Records a sign-out that a provider told: nobody of ours acts. */
const provider: Actor = {
  id: 'provider' as ActorId,
  name: '',
  role: 'PROVIDER',
  organisation: '',
  organisationName: '',
};

export const openSessions = (house: Pick<House, 'loops' | 'runner' | 'clock' | 'blind'>) => {
  const { loops, clock, blind } = house;
  const known = new LRUCache<string, Known>({ max: sessionLimits.knownMax });
  const listeners = new Set<(sessionId: string) => void>();
  /** Raised by every end heard, so that what was read before it is read again. */
  let ends = 0;
  const nowMs = (): number => clock().getTime();

  const isOver = (id: string): void => {
    ends += 1;
    known.delete(id);
    for (const listener of listeners) listener(id);
  };

  /** It goes on, so its sockets stay; the next request reads it from the log. */
  const readAgain = (id: string): void => {
    const one = known.get(id);
    if (one) known.set(id, { ...one, readAtMs: -Infinity });
  };

  const stopHearing = house.runner.onApplied((events) => {
    for (const { stream, type } of events) {
      if (categoryOf(stream) !== 'session') continue;
      const id = idOf(stream);
      ends += 1;
      if (type === 'SessionEnded') isOver(id);
      else if (type === 'SessionAuthenticatedAgain') readAgain(id);
      else if (type === 'ProviderSignedOut') {
        for (const [one, { session }] of known.entries()) {
          if (session.signOutStreams.includes(id)) isOver(one);
        }
      }
    }
  });

  const handle = (id: string, command: SessionCommand, actor: Actor) =>
    loops.session.handle(id, command, {
      commandId: randomId() as CommandId,
      actor,
      at: isoNow(clock),
    });

  /** A strong read of the session and of the sign-outs that concern it. */
  const load = async (id: string): Promise<Known | undefined> => {
    const before = ends;
    // Of a session so long over that its key is destroyed (`sessionKeys.ts`) nothing is left to read.
    const { session, ended } = (await loops.session.load(id)).state;
    if (!session || ended) return undefined;
    const signOuts = await Promise.all(
      session.signOutStreams.map((one) => loops.session.load(one)),
    );
    // One may have been told while this session began. The provider's own session, of which there
    // is one stream, never begins anew; its person, of whom the first stream is, may sign in again.
    const isSignedOut = signOuts.some(({ state: { providerSignedOutAt: at } }, index) =>
      index === 0 ? (at ?? '') > session.startedAt : at !== undefined,
    );
    if (isSignedOut) return undefined;
    if (ends !== before) return load(id);
    const seenAtMs = known.get(id)?.seenAtMs ?? 0;
    const read: Known = { session, readAtMs: nowMs(), seenAtMs };
    known.set(id, read);
    return read;
  };

  const endsAtMs = ({ session, seenAtMs }: Known): number =>
    Math.min(Date.parse(session.endsBy), seenAtMs + session.idleMinutes * 60_000);

  const standing = async (cookie: string): Promise<(SeenCookie & { known: Known }) | undefined> => {
    const seen = openSessionCookie(blind, cookie);
    if (!seen) return undefined;
    const before = known.get(seen.id);
    const isRecent = before && Math.abs(nowMs() - before.readAtMs) < sessionLimits.knownMs;
    const found = isRecent ? before : await load(seen.id);
    if (!found || !isSameText(hashOf(seen.secret), found.session.secretHash)) return undefined;
    found.seenAtMs = Math.max(found.seenAtMs, seen.seenAtMs);
    return endsAtMs(found) > nowMs() ? { ...seen, known: found } : undefined;
  };

  const callerFrom = (id: string, one: Known): Caller => {
    const { actor, kind, activities, authenticatedAt, nhsNumberKey, assurance, purpose } =
      one.session;
    return {
      actor,
      kind,
      assurance: assurance as Assurance,
      activities,
      purpose: purpose as Purpose,
      sessionId: id,
      authenticatedAt,
      expiresAt: new Date(endsAtMs(one)).toISOString(),
      ...(nhsNumberKey === undefined ? {} : { nhsNumberKey }),
    };
  };

  return {
    /** Gives the value of the new session's cookie. */
    start: async (wanted: NewSession): Promise<string> => {
      const { identity, issuer, subject, providerSession } = wanted;
      const { actor, kind, assurance, activities, purpose, nhsNumberKey } = identity;
      if (kind === 'system') throw new TypeError('A system signs in by its token.');
      const id = randomId();
      const secret = randomToken(sessionLimits.secretBytes);
      const usualIdle =
        kind === 'citizen' ? sessionLimits.citizenIdleMinutes : sessionLimits.staffIdleMinutes;
      const command: SessionCommand = {
        type: 'StartSession',
        issuer,
        kind,
        assurance,
        activities,
        purpose,
        ...(nhsNumberKey === undefined ? {} : { nhsNumberKey }),
        secretHash: hashOf(secret),
        authenticatedAt: wanted.authenticatedAt,
        endsBy: new Date(nowMs() + sessionLimits.absoluteMs).toISOString(),
        idleMinutes: wanted.idleMinutes ?? usualIdle,
        signOutStreams: [
          signOutStream(issuer, 'sub', subject),
          ...(providerSession === undefined ? [] : [signOutStream(issuer, 'sid', providerSession)]),
        ],
      };
      const outcome = await handle(id, command, actor);
      if (outcome.kind !== 'done') throw new TypeError('A new session was not taken.');
      return writeSessionCookie(blind, { id, secret, seenAtMs: nowMs() });
    },

    callerOf: async (cookie: string): Promise<Caller | undefined> => {
      const found = await standing(cookie);
      return found && callerFrom(found.id, found.known);
    },

    /** The person did something: the cookie to send where the old one says so too long ago. */
    touched: async (cookie: string): Promise<string | undefined> => {
      const found = await standing(cookie);
      if (!found) return undefined;
      found.known.seenAtMs = nowMs();
      if (nowMs() - found.seenAtMs < sessionLimits.renewMs) return undefined;
      return writeSessionCookie(blind, { ...found, seenAtMs: nowMs() });
    },

    /** Where the session came from; undefined without one that stands. */
    sessionOf: async (cookie: string | undefined) => {
      const found = cookie === undefined ? undefined : await standing(cookie);
      if (!found) return undefined;
      const { issuer, actor } = found.known.session;
      return { id: found.id, issuer, asCarer: actor.role === 'CARER' };
    },

    /** Step-up: the same person proved who they are once more, and as surely as before. */
    authenticateAgain: async (
      id: string,
      { actor, assurance }: Identity,
      at: string,
    ): Promise<'done' | 'somebodyElse' | 'weaker'> => {
      const session = isUuidText(id) ? (await load(id))?.session : undefined;
      if (session?.actor.id !== actor.id) return 'somebodyElse';
      if (rankOf(assurance) < rankOf(session.assurance)) return 'weaker';
      const command = { type: 'AuthenticateAgain', authenticatedAt: at } as const;
      const outcome = await handle(id, command, session.actor);
      readAgain(id);
      return outcome.kind === 'done' ? 'done' : 'somebodyElse';
    },

    end: async (id: string, reason: SessionEndReason): Promise<void> => {
      const { session } = (await loops.session.load(id)).state;
      if (!session) return;
      await handle(id, { type: 'EndSession', reason }, session.actor);
      isOver(id);
    },

    /** The provider signed somebody out: of one of its sessions, or of all. */
    providerSignedOut: async (issuer: string, told: ProviderSignOut): Promise<void> => {
      const { subject, providerSession } = told;
      const stream =
        providerSession === undefined
          ? signOutStream(issuer, 'sub', subject ?? '')
          : signOutStream(issuer, 'sid', providerSession);
      await handle(stream, { type: 'RecordProviderSignOut' }, provider);
    },

    /** When the session ends as far as is known now; undefined where it is over or not known. */
    endsAtMs: (id: string): number | undefined => {
      const found = known.get(id);
      return found && endsAtMs(found);
    },

    /** When its person last did something, as far as this process knows. */
    seenAtMs: (id: string): number | undefined => known.peek(id)?.seenAtMs,

    onEnded: (listener: (sessionId: string) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stopHearing,
  };
};
export type Sessions = ReturnType<typeof openSessions>;
