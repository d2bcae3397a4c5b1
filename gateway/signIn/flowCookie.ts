/**
 * What must be remembered between sending a browser to the provider and its coming back: sealed in
 * a cookie of ten minutes, so that any process can finish what another began, also after a restart.
 */
import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { Clock } from '../../events/store/clock';
import type { BlindIndex } from '../../events/store/keys/blindIndex';

export const flowLimits = { keepSeconds: 600 } as const;

const flow = z.object({
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of ours to go to when signed in. */
  to: z.string(),
  asCarer: z.boolean(),
  /** The session that this browser had: over once the new one begins. */
  before: z.string().optional(),
  /** Step-up: the session that is to be made fresh, and since when (seconds since 1970). */
  again: z.object({ sessionId: z.string(), since: z.number() }).optional(),
});
export type Flow = z.output<typeof flow>;

const keyOf = (blind: BlindIndex): Uint8Array =>
  createHash('sha256')
    .update(`${blind.of('signInFlow', '1')}${blind.of('signInFlow', '2')}`)
    .digest();

export const sealFlow = (content: Flow, blind: BlindIndex, clock: Clock): Promise<string> =>
  new EncryptJWT({ flow: content })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(new Date(clock().getTime() + flowLimits.keepSeconds * 1_000))
    .encrypt(keyOf(blind));

/** Undefined where there is none, or it is old, or not ours. */
export const openFlow = async (
  sealed: string | undefined,
  blind: BlindIndex,
  clock: Clock,
): Promise<Flow | undefined> => {
  if (sealed === undefined) return undefined;
  try {
    const { payload } = await jwtDecrypt(sealed, keyOf(blind), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      currentDate: clock(),
    });
    return flow.safeParse(payload['flow']).data;
  } catch {
    return undefined;
  }
};
