/** All read models of one process and their folder; each opens its own file. */
import { join } from 'node:path';
import { endOfLifePlanDecider } from '../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanState } from '../events/end-of-life-plan/state';
import { erasureDecider } from '../events/erasure/erasureDecider';
import type { ErasureState } from '../events/erasure/erasureDecider';
import { profileDecider } from '../events/profile/profileDecider';
import type { ProfileState } from '../events/profile/profileDecider';
import { sharingDecider } from '../events/sharing/sharingDecider';
import type { SharingState } from '../events/sharing/sharingDecider';
import type { BlindIndex } from '../events/store/keys/blindIndex';
import type { KeyRing } from '../events/store/keys/keyRing';
import { erasureKeyId } from '../events/store/keys/keyStore';
import { createFoldedView } from './foldedView';
import type { FoldedView } from './foldedView';
import { openPeopleIndex } from './peopleIndex';
import type { PeopleIndex } from './peopleIndex';
import type { ReadModel } from './readModel';

export interface ReadModels {
  readonly people: PeopleIndex;
  readonly profiles: FoldedView<ProfileState>;
  readonly sharing: FoldedView<SharingState>;
  readonly endOfLifePlans: FoldedView<EndOfLifePlanState>;
  /** Who is to be erased, and who was: all that is left of them. */
  readonly erasures: FoldedView<ErasureState>;
  readonly all: readonly ReadModel[];
}

export interface OpenReadModelsOptions {
  /** The data folder; the files stand in its folder `views`. */
  readonly data: string;
  readonly generation: string;
  readonly keys: KeyRing;
  readonly blind: BlindIndex;
}

export const openReadModels = (options: OpenReadModelsOptions): ReadModels => {
  const { generation, keys } = options;
  const view = { folder: join(options.data, 'views'), generation, keys };
  const people = openPeopleIndex({ ...view, blind: options.blind });
  const profiles = createFoldedView({
    ...view,
    name: 'profileView',
    version: 1,
    decider: profileDecider,
  });
  const sharing = createFoldedView({
    ...view,
    name: 'sharingView',
    version: 1,
    decider: sharingDecider,
  });
  const endOfLifePlans = createFoldedView({
    ...view,
    name: 'endOfLifePlanView',
    version: 2,
    decider: endOfLifePlanDecider,
  });
  const erasures = createFoldedView({
    ...view,
    name: 'erasureView',
    version: 1,
    decider: erasureDecider,
    keyIdOf: () => erasureKeyId,
  });
  return {
    people,
    profiles,
    sharing,
    endOfLifePlans,
    erasures,
    all: [people, profiles, sharing, endOfLifePlans, erasures],
  };
};
