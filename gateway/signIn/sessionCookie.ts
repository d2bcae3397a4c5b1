/**
 * What the session's cookie holds: the session's id, its secret, and when its person last did
 * something, under a keyed hash. So idle time needs no write to the log, survives a restart and is
 * known to every process.
 */
import { isSameText } from './isSameText';
import type { BlindIndex } from '../../events/store/keys/blindIndex';
import { isUuidText } from '../../events/ids';

export interface SeenCookie {
  readonly id: string;
  readonly secret: string;
  readonly seenAtMs: number;
}

const sealOf = (blind: BlindIndex, { id, secret, seenAtMs }: SeenCookie): string =>
  blind.of('sessionSeen', `${id}.${secret}.${String(seenAtMs)}`);

export const writeSessionCookie = (blind: BlindIndex, cookie: SeenCookie): string =>
  [cookie.id, cookie.secret, String(cookie.seenAtMs), sealOf(blind, cookie)].join('.');

/** Undefined for anything that was not written here. */
export const openSessionCookie = (blind: BlindIndex, text: string): SeenCookie | undefined => {
  const [id = '', secret = '', seen = '', seal, ...more] = text.split('.');
  const isShape = more.length === 0 && isUuidText(id) && /^\d{1,15}$/.test(seen);
  if (!isShape) return undefined;
  const cookie = { id, secret, seenAtMs: Number(seen) };
  return seal !== undefined && isSameText(seal, sealOf(blind, cookie)) ? cookie : undefined;
};
