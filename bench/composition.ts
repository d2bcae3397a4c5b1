/**
 * What the servers under measurement leave out, between rounds and in this process only. The product
 * has no switch for any of it: the policy is replaced where the resolvers ask it, by a permit that
 * reads nothing and notes nothing; and ciphers are counted, so that "no sealing" is seen, not said.
 */
import crypto from 'node:crypto';
import * as access from '../subgraphs/shared/access';
import type { AccessLog } from '../gateway/audit/accessLog';
import type { AccessDecision } from '../policy/request';

/** `all`: as it is served. `no records`: no access records. `none`: nor any policy. */
export type Composition = 'all' | 'no records' | 'none';

export const isComposition = (value: unknown): value is Composition =>
  value === 'all' || value === 'no records' || value === 'none';

const permit: AccessDecision = {
  effect: 'permit',
  rules: ['measurement'],
  obligations: [],
  message: '',
  canOpenInEmergency: false,
};

let composition: Composition = 'all';
let ciphers = 0;

export const compose = (chosen: Composition): void => {
  composition = chosen;
};

/** Values sealed or opened in this process so far. */
export const ciphersSoFar = (): number => ciphers;

/** Before the app is opened. */
export const prepareComposition = (): void => {
  const { mayDo } = access;
  const asked: typeof mayDo = (...question) =>
    composition === 'none' ? Promise.resolve(permit) : mayDo(...question);
  Object.assign(access as object, { mayDo: asked });
  const { createCipheriv, createDecipheriv } = crypto;
  const counted =
    <Made extends (...given: never[]) => unknown>(make: Made) =>
    (...given: Parameters<Made>) => {
      ciphers += 1;
      return make(...given);
    };
  Object.assign(crypto, {
    createCipheriv: counted(createCipheriv),
    createDecipheriv: counted(createDecipheriv),
  });
};

export const switchable = (accessLog: AccessLog): AccessLog => ({
  ...accessLog,
  keep: (told) => (composition === 'all' ? accessLog.keep(told) : Promise.resolve()),
});
