/**
 * For `cuckmere sessions`: who is signed in by a browser, and how to end it. An opaque id, a role, an
 * issuer and moments; nothing that names anybody, and no secret.
 */
import { z } from 'zod';
import { CuckmereError } from '../events/errors';
import { isUuidText } from '../events/ids';
import { sessionOfKeyId } from '../events/store/keys/keyStore';
import { sessionLimits } from '../gateway/signIn/sessions';
import type { House } from '../subgraphs/house';
import { operatorsAct, parseRequest } from './operatorsAct';

export const sessionListLimits = {
  /** Sessions listed, or ended, by one command; the newest are left where there are more. */
  sessionsMax: 100_000,
  /** Streams read at the same time. */
  readsAtOnce: 50,
} as const;

export interface OpenSession {
  readonly id: string;
  /** Opaque. */
  readonly actor: string;
  readonly role: string;
  /** Name of the issuer in the configuration. */
  readonly issuer: string;
  /** RFC 3339 UTC. */
  readonly startedAt: string;
  /** When its person last did something; absent: not since this server started. */
  readonly lastAt?: string;
  /** The latest moment at which it ends. */
  readonly endsBy: string;
}

export interface ListedSessions {
  readonly sessions: readonly OpenSession[];
  /** False: there are more than one command takes. */
  readonly isWhole: boolean;
}

type SeenAtMs = (sessionId: string) => number | undefined;

const openSession = async (
  house: House,
  id: string,
  seenAtMs: SeenAtMs,
): Promise<OpenSession | undefined> => {
  const { session, ended } = (await house.loops.session.load(id)).state;
  const nowMs = house.clock().getTime();
  if (!session || ended || Date.parse(session.endsBy) <= nowMs) return undefined;
  const seenMs = seenAtMs(id);
  if (seenMs !== undefined && seenMs + session.idleMinutes * 60_000 <= nowMs) return undefined;
  for (const stream of session.signOutStreams) {
    const { providerSignedOutAt = '' } = (await house.loops.session.load(stream)).state;
    if (providerSignedOutAt > session.startedAt) return undefined;
  }
  const startedMs = Date.parse(session.endsBy) - sessionLimits.absoluteMs;
  return {
    id,
    actor: session.actor.id,
    role: session.actor.role,
    issuer: session.issuer,
    startedAt: new Date(startedMs).toISOString(),
    ...(seenMs === undefined || seenMs === 0 ? {} : { lastAt: new Date(seenMs).toISOString() }),
    endsBy: session.endsBy,
  };
};

export const listSessions = async (house: House, seenAtMs: SeenAtMs): Promise<ListedSessions> => {
  const { sessionsMax, readsAtOnce } = sessionListLimits;
  // A key is made with the first event of its session; a minute more for what lay between.
  const after = new Date(house.clock().getTime() - sessionLimits.absoluteMs - 60_000);
  const made = { after: after.toISOString(), before: '9', limit: sessionsMax + 1 };
  const ids = (await house.keyStore.sessionKeys(made)).flatMap((key) => sessionOfKeyId(key) ?? []);
  const sessions: OpenSession[] = [];
  for (let from = 0; from < Math.min(ids.length, sessionsMax); from += readsAtOnce) {
    const slice = ids.slice(from, Math.min(from + readsAtOnce, sessionsMax));
    const found = await Promise.all(slice.map((id) => openSession(house, id, seenAtMs)));
    sessions.push(...found.filter((one) => one !== undefined));
  }
  return { sessions, isWhole: ids.length <= sessionsMax };
};

const short = z.string().min(1, 'is empty').max(200, 'is too long');
const chosen = z
  .strictObject({
    session: short.refine(isUuidText, 'is no id of a session, as the list gives it').optional(),
    actor: short.optional(),
    issuer: short.optional(),
  })
  .refine((given) => Object.values(given).filter((one) => one !== undefined).length === 1, {
    message: 'must be one of session, actor and issuer',
  });

export interface EndedSessions {
  readonly ended: number;
  /** False: there are more to end; the command is to be run again. */
  readonly isWhole: boolean;
}

/** Durable when it resolves; every process hears it and closes the sockets. */
export const endSessions = async (
  house: House,
  body: unknown,
  seenAtMs: SeenAtMs,
): Promise<EndedSessions> => {
  const wanted = parseRequest(chosen, body, 'What to end');
  const { sessions, isWhole } = await listSessions(house, seenAtMs);
  const those = sessions.filter(
    ({ id, actor, issuer }) =>
      id === wanted.session?.toLowerCase() || actor === wanted.actor || issuer === wanted.issuer,
  );
  for (const { id } of those) {
    const command = { type: 'EndSession', reason: 'REVOKED' } as const;
    const outcome = await house.loops.session.handle(id, command, operatorsAct(house));
    if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
  }
  return { ended: those.length, isWhole };
};
