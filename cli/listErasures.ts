/** For `cuckmere erasures`: whose erasure waits, from when it can be confirmed, and who was erased. */
import type { ErasureState } from '../events/erasure/erasureDecider';
import { CuckmereError } from '../events/errors';
import { utcMinute } from '../events/erasure/utcMinute';
import { prefixes } from '../projections/runner';
import type { House } from '../subgraphs/house';

export interface ListedErasures {
  /** One line each for a person to read; nothing about the person but the id. */
  readonly lines: readonly string[];
}

const lineOf = (id: string, state: ErasureState): string[] => {
  switch (state.kind) {
    case 'none':
      return [];
    case 'requested':
      return [
        `${id}  requested ${utcMinute(state.requestedAt)} by ${state.requestedBy.name}; to confirm from ${utcMinute(state.confirmFrom)}`,
      ];
    case 'erased':
      return [`${id}  erased ${utcMinute(state.erasedAt)}`];
  }
};

/** How long the read model may take to hold the whole log. */
const wholeLogMs = 60_000;

/** Waits for the read model to hold the whole log, so that none is left out. */
export const listErasures = async (house: House): Promise<ListedErasures> => {
  const last = await house.store.lastPosition(prefixes);
  if (last && !(await house.runner.waitFor(last, wholeLogMs))) {
    throw new CuckmereError('STORE_UNAVAILABLE', 'The list is not up to date yet; try again.');
  }
  const { erasures } = house.models;
  const ids = erasures.sql.prepare('SELECT id FROM state ORDER BY position').all();
  const lines: string[] = [];
  for (const row of ids) {
    const id = String(row['id']);
    const found = await erasures.get(id);
    if (found) lines.push(...lineOf(id, found.state));
  }
  return { lines };
};
