/**
 * Which parts of a record were looked at while it was open in an emergency, in plain words, from the
 * access records of who opened it. Looks made for safeguarding are left out, as in the list.
 */
import type { Look } from '../../events/access-log/events';
import type { EmergencyAccess } from '../../events/emergency/state';
import { accessPrefixes } from '../../projections/runner';
import type { House } from '../house';
import { looksToldOf, partsOf } from './accessWords';

export const partsSeenLimits = {
  /** Looks that are gone through; an opening further back says that it is not known. */
  looksMax: 2_000,
  rowsAtOnce: 200,
} as const;

/** To open a record is not yet a look at it. */
const isSeen = ({ effect, action }: Look): boolean =>
  effect === 'permit' && action !== 'OPEN_IN_EMERGENCY';

/** By the opening's id; one that is missing could not be told, which is not "nothing". */
export const partsSeen = async (
  house: House,
  personId: string,
  accesses: readonly EmergencyAccess[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { store, accessRunner, models } = house;
  const oldest = accesses.map(({ openedAt }) => openedAt).sort()[0];
  if (oldest === undefined || models.accessList.isHalted(personId)) return new Map();
  const last = await store.lastPosition(accessPrefixes);
  if (last !== undefined && !(await accessRunner.waitFor(last))) return new Map();
  const found = new Map<string, Set<string>>();
  let before: string | undefined;
  /** Every look since this moment was gone through. */
  let since = '';
  for (let read = 0; read < partsSeenLimits.looksMax; read += partsSeenLimits.rowsAtOnce) {
    const rows = await models.accessList.page(personId, before, partsSeenLimits.rowsAtOnce);
    for (const { entry } of rows) {
      since = entry.at;
      for (const { accessId, by, openedAt, until } of accesses) {
        const isUnder = entry.who.id === by.id && entry.at >= openedAt && entry.at <= until;
        const looks = looksToldOf(entry, false).filter(isSeen);
        if (!isUnder || looks.length === 0) continue;
        const parts = found.get(accessId) ?? new Set();
        found.set(accessId, new Set([...parts, ...partsOf(looks)]));
      }
    }
    before = rows.at(-1)?.position;
    if (rows.length < partsSeenLimits.rowsAtOnce) since = '';
    if (before === undefined || since < oldest) break;
  }
  const told = accesses.filter(({ openedAt }) => openedAt >= since);
  return new Map(told.map(({ accessId }) => [accessId, [...(found.get(accessId) ?? [])]]));
};
