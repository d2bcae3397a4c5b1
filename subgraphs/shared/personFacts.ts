/**
 * The person's own streams that every access question rests on (identity, erasure, sharing), each
 * read strongly and once a request.
 */
import { erasureDecider } from '../../events/erasure/erasureDecider';
import type { ErasureState } from '../../events/erasure/erasureDecider';
import { CuckmereError } from '../../events/errors';
import { isUuidText } from '../../events/ids';
import { personDecider } from '../../events/person/personDecider';
import type { PersonState } from '../../events/person/personDecider';
import { sharingDecider } from '../../events/sharing/sharingDecider';
import type { SharingState } from '../../events/sharing/sharingDecider';
import { strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { begun, once } from '../context';
import type { ResolverContext } from '../context';
import type { House } from '../house';

/** What stands under a text that can be nobody's id: nothing, and that is certain. */
const nobodyAt = <State>(state: State): Promise<StrongRead<State>> =>
  Promise.resolve({ state, revision: -1, position: undefined, isCurrent: true });

export const readErasure = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<ErasureState>> =>
  once(context, `erasure ${id}`, () =>
    isUuidText(id)
      ? strongRead(house, erasureDecider, house.models.erasures, id)
      : nobodyAt(erasureDecider.initialState),
  );

/** Throws `KEY_DESTROYED`, with the moment in its details, where the person was erased. */
export const readPerson = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<PersonState>> =>
  once(context, `person ${id}`, async () => {
    if (!isUuidText(id)) return nobodyAt(personDecider.initialState);
    const reading = begun(strongRead(house, personDecider, house.models.people, id));
    const { state } = await readErasure(house, context, id);
    if (state.kind === 'erased') throw erasedFault(state.erasedAt);
    return reading;
  });

export const erasedFault = (erasedAt: string): CuckmereError =>
  new CuckmereError('KEY_DESTROYED', 'This record was erased.', { details: { erasedAt } });

export const readSharing = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<SharingState>> =>
  once(context, `sharing ${id}`, () =>
    isUuidText(id)
      ? strongRead(house, sharingDecider, house.models.sharing, id)
      : nobodyAt(sharingDecider.initialState),
  );
