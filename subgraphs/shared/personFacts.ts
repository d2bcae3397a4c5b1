/**
 * The streams that every access question rests on (identity, erasure, sharing, relationships, and
 * the teams and the reservation that these name), each read strongly and once a request.
 */
import { erasureDecider } from '../../events/erasure/erasureDecider';
import type { ErasureState } from '../../events/erasure/erasureDecider';
import { CuckmereError } from '../../events/errors';
import { isUuidText } from '../../events/ids';
import { personDecider } from '../../events/person/personDecider';
import type { PersonState } from '../../events/person/personDecider';
import { relationshipDecider } from '../../events/relationship/relationshipDecider';
import type { RelationshipState } from '../../events/relationship/relationshipDecider';
import { sharingDecider } from '../../events/sharing/sharingDecider';
import type { SharingState } from '../../events/sharing/sharingDecider';
import { teamDecider } from '../../events/team/teamDecider';
import type { TeamState } from '../../events/team/teamDecider';
import { leaderAnswerMs } from '../../projections/history';
import { strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { withinTime } from '../../projections/withinTime';
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

export const readRelationships = (
  house: House,
  context: ResolverContext,
  id: string,
): Promise<StrongRead<RelationshipState>> =>
  once(context, `relationships ${id}`, () =>
    isUuidText(id)
      ? strongRead(house, relationshipDecider, house.models.relationships, id)
      : nobodyAt(relationshipDecider.initialState),
  );

export const readTeam = (
  house: House,
  context: ResolverContext,
  teamId: string,
): Promise<StrongRead<TeamState>> =>
  once(context, `team ${teamId}`, () =>
    isUuidText(teamId)
      ? strongRead(house, teamDecider, house.models.teams, teamId)
      : nobodyAt(teamDecider.initialState),
  );

/** The id of the record that is the caller's own, by their NHS number; undefined: none is. */
export const readOwnRecord = (
  house: House,
  context: ResolverContext,
): Promise<string | undefined> => {
  const { kind, nhsNumberKey } = context.caller;
  if (kind !== 'citizen' || nhsNumberKey === undefined) return Promise.resolve(undefined);
  return once(context, 'own record', async () => {
    const reading = house.loops.nhsNumber.load(nhsNumberKey);
    return (await withinTime(reading, leaderAnswerMs)).state.reservedFor;
  });
};
