/** What an answer says of its own freshness, and the tokens that positions travel as. */
import {
  firstPosition,
  positionOfToken,
  revisionOfToken,
  revisionTokenOf,
  tokenOf,
} from '../../events/store/eventStore';
import type { Position } from '../../events/store/eventStore';
import { isoNow } from '../../events/store/clock';
import type { StrongRead } from '../../projections/strongRead';
import type { Section } from '../../policy/request';
import { once } from '../context';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import type { Reading } from './answers';

export const tokenFor = (house: House, position: string | undefined): string =>
  tokenOf(house.store.generation, (position ?? firstPosition) as Position);

/** The revision of a person's stream as a client hands it back; -1: nothing was ever written. */
export const revisionFor = (house: House, revision: number | bigint): string =>
  revisionTokenOf(house.store.generation, revision);

/** The revision that a client was shown; undefined where the token is not one of this log. */
export const revisionIn = (house: House, token: string): bigint | undefined =>
  revisionOfToken(house.store.generation, token);

/** The position a client's token names; undefined where it is not a token of this log. */
export const positionIn = (house: House, token: string): Position | undefined =>
  positionOfToken(house.store.generation, token);

/**
 * True once the read models hold what the request's `readAfter` names; false where that takes too
 * long or the position is not of this log. Asked once a request.
 */
export const hasReached = (house: House, context: ResolverContext): Promise<boolean> => {
  const { readAfter } = context;
  if (readAfter === undefined) return Promise.resolve(true);
  const position = positionIn(house, readAfter);
  if (position === undefined) return Promise.resolve(false);
  return once(context, 'readAfter', () => house.runner.waitFor(position));
};

export const readingOf = (house: House, read: StrongRead<unknown>): Reading => ({
  position: tokenFor(house, read.position),
  at: isoNow(house.clock),
  current: read.isCurrent,
});

/** Puts the position that was read to the section's permit, for the access record. */
export const noteReading = (
  context: ResolverContext,
  personId: string,
  section: Section,
  { position }: Pick<StrongRead<unknown>, 'position'>,
): void => {
  if (position === undefined) return;
  const { notes } = context;
  const at = notes.findLastIndex(
    (note) => note.personId === personId && note.section === section && note.effect === 'permit',
  );
  const note = notes[at];
  if (note) notes[at] = { ...note, position };
};
