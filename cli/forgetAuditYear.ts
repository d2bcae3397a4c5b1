/**
 * The governed end of a year of access records (docs/decisions/0013): retention is checked, it is said
 * what goes, and only a confirmed request destroys the audit key of the year. The log stays whole.
 */
import { z } from 'zod';
import { refusalForAuditYear } from '../events/audit-year/auditRetention';
import type { Refused } from '../events/decider';
import { CuckmereError } from '../events/errors';
import { londonDay } from '../events/plan/londonDay';
import { refuse } from '../events/refusal';
import { isoNow } from '../events/store/clock';
import { auditKeyId } from '../events/store/keys/keyStore';
import type { House } from '../subgraphs/house';
import { operatorName, operatorsAct, parseRequest } from './operatorsAct';

const forgetRequest = z.strictObject({
  year: z.string('is missing').regex(/^\d{4}$/, 'is not a year such as 2017'),
  by: operatorName,
  isConfirmed: z.boolean(),
});

export type ForgetAnswer =
  /** What a confirmed request would destroy; nothing was changed. */
  | { readonly kind: 'asked'; readonly records: number; readonly people: number }
  | { readonly kind: 'forgotten'; readonly forgottenAt: string; readonly isRepeat: boolean }
  | Refused;

/** How long the list of who looked may take to hold the whole log, or to let go of its rows. */
const listMs = 60_000;

const waitForList = async (house: House, position: string | undefined, ifNot: string) => {
  if (position === undefined) return;
  if (await house.accessRunner.waitFor(position as never, listMs)) return;
  throw new CuckmereError('STORE_UNAVAILABLE', ifNot);
};

export const forgetAuditYear = async (house: House, body: unknown): Promise<ForgetAnswer> => {
  const { year, by, isConfirmed } = parseRequest(forgetRequest, body);
  const refused = refusalForAuditYear(year, londonDay(isoNow(house.clock)));
  if (refused) return refused;
  const keyId = auditKeyId(year);
  const { state } = await house.loops.auditYear.load(year);
  if (state.forgottenAt === undefined && !(await house.keyStore.unwrap([keyId])).has(keyId)) {
    return refuse('INVALID', `No access record of ${year} was ever kept here.`, 'year');
  }
  if (!isConfirmed && state.forgottenAt === undefined) {
    const last = await house.store.lastPosition(['accessLog-']);
    await waitForList(house, last, 'The list of who looked is not up to date yet; try again.');
    return { kind: 'asked', ...house.models.accessList.countOf(year) };
  }
  const act = operatorsAct(house, by);
  const command = { type: 'ForgetAuditYear', forgottenAt: act.at } as const;
  const outcome = await house.loops.auditYear.handle(year, command, act);
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
  // The event is durable: from here on a kill is finished by the next opening of the log.
  const forgottenAt = state.forgottenAt ?? act.at;
  await house.keys.destroy(keyId, forgottenAt);
  await waitForList(
    house,
    outcome.position,
    'The key is destroyed; the list has not let go of the rows yet. Run the command again to see when it has.',
  );
  return { kind: 'forgotten', forgottenAt, isRepeat: state.forgottenAt !== undefined };
};
