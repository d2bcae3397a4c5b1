/**
 * All read models: what each is called, how its file is opened, and, of one process, those that
 * serve now. A rebuilt one takes the place of the one that served in a single step.
 */
import { join } from 'node:path';
import type { Decider, DomainEvent } from '../events/decider';
import { endOfLifePlanDecider } from '../events/end-of-life-plan/endOfLifePlanDecider';
import { erasureDecider } from '../events/erasure/erasureDecider';
import { profileDecider } from '../events/profile/profileDecider';
import { teamDecider } from '../events/team/teamDecider';
import type { BlindIndex } from '../events/store/keys/blindIndex';
import type { KeyRing } from '../events/store/keys/keyRing';
import { erasureKeyId } from '../events/store/keys/keyStore';
import { openAccessList } from './accessList';
import { openEmergencyView } from './emergencyView';
import { createFoldedView } from './foldedView';
import type { FoldedView, ViewPlace } from './foldedView';
import { openPeopleIndex } from './peopleIndex';
import type { ServedModel } from './readModel';
import { openRelationshipView } from './relationshipView';
import { openSharingView } from './sharingView';
import { settleFiles } from './viewFiles';
import type { ViewName } from './viewFiles';

type OpenPlace = ViewPlace & { readonly blind: BlindIndex };

interface Definition<Model> {
  readonly name: string;
  /** Raised when the rows change their form: then a new file is made from the log. */
  readonly version: number;
  /** Which of the two subscriptions feeds it (DESIGN.md 5); `care` unless told. */
  readonly feed?: Feed;
  open(place: OpenPlace): Model;
}

/** `care`: all that happened to people and plans; `access`: who looked. */
export type Feed = 'care' | 'access';

const folded = <Command, State, Event extends DomainEvent>(
  name: string,
  version: number,
  decider: Decider<Command, State, Event>,
  keyIdOf?: (id: string) => string,
): Definition<FoldedView<State>> => ({
  name,
  version,
  open: (place) =>
    createFoldedView({ ...place, name, decider, ...(keyIdOf === undefined ? {} : { keyIdOf }) }),
});

const people = { name: 'peopleIndex', version: 1 };
const accessList = { name: 'accessList', version: 1 };

const emergencies = { name: 'emergencyView', version: 2 };
const sharing = { name: 'sharingView', version: 3 };
const relationships = { name: 'relationshipView', version: 2 };

const definitions = {
  people: { ...people, open: (place: OpenPlace) => openPeopleIndex({ ...place, ...people }) },
  profiles: folded('profileView', 1, profileDecider),
  sharing: { ...sharing, open: (place: OpenPlace) => openSharingView({ ...place, ...sharing }) },
  endOfLifePlans: folded('endOfLifePlanView', 2, endOfLifePlanDecider),
  /** Who is to be erased, and who was: all that is left of them. */
  erasures: folded('erasureView', 1, erasureDecider, () => erasureKeyId),
  emergencies: {
    ...emergencies,
    open: (place: OpenPlace) => openEmergencyView({ ...place, ...emergencies }),
  },
  relationships: {
    ...relationships,
    open: (place: OpenPlace) => openRelationshipView({ ...place, ...relationships }),
  },
  /** By team id, sealed under the team's own key. */
  teams: folded('teamView', 1, teamDecider),
  /** Who looked at whom. */
  accessList: {
    ...accessList,
    feed: 'access' as const,
    open: (place: OpenPlace) => openAccessList({ ...place, ...accessList }),
  },
} as const;

type Part = keyof typeof definitions;
type Models = { -readonly [Name in Part]: ReturnType<(typeof definitions)[Name]['open']> };

/** A read model of whatever kind, for who rebuilds or compares it. */
export type AnyModel = ServedModel;
export type AnyDefinition = Definition<AnyModel>;

/** Every read model there is. */
export const everyModel: readonly AnyDefinition[] = Object.values(definitions);

export const feedOf = (name: string): Feed =>
  everyModel.find((one) => one.name === name)?.feed ?? 'care';

/** The folder of the data folder that the files stand in. */
export const viewsFolder = (data: string): string => join(data, 'views');

export const viewNameOf = (data: string, { name, version }: AnyDefinition): ViewName => ({
  folder: viewsFolder(data),
  name,
  version,
});

export interface ReadModels extends Readonly<Models> {
  /** Those that serve now; the same array after one of them was exchanged. */
  readonly all: readonly AnyModel[];
  /** Those of them that one subscription feeds, likewise the same array. */
  readonly fedBy: Readonly<Record<Feed, readonly AnyModel[]>>;
  /** The file that serves for the model of this name. */
  fileOf(name: string): string;
  /** Lets the model of this name, from this file, serve from now on; gives the one that served. */
  serve(name: string, file: string, next: AnyModel): AnyModel;
}

export interface OpenReadModelsOptions {
  readonly data: string;
  readonly generation: string;
  readonly keys: KeyRing;
  readonly blind: BlindIndex;
}

export const openReadModels = ({ data, ...place }: OpenReadModelsOptions): ReadModels => {
  const parts = Object.keys(definitions) as Part[];
  const files = new Map<string, string>();
  const all: AnyModel[] = [];
  const fedBy: Record<Feed, AnyModel[]> = { care: [], access: [] };
  const models = {
    all,
    fedBy,
    fileOf: (name: string) => files.get(name) ?? '',
    serve: (name: string, file: string, next: AnyModel): AnyModel => {
      const index = everyModel.findIndex((one) => one.name === name);
      const [before] = all.splice(index, 1, next);
      const part = parts[index];
      if (!part || !before) throw new Error(`There is no read model ${name}.`);
      const fed = fedBy[feedOf(name)];
      fed.splice(fed.indexOf(before), 1, next);
      put(part, file, next);
      return before;
    },
  } as unknown as Models & Pick<ReadModels, 'all' | 'fedBy' | 'fileOf' | 'serve'>;
  const put = (part: Part, file: string, model: AnyModel): void => {
    // Each part is given what its own definition opened.
    models[part] = model as never;
    files.set(definitions[part].name, file);
  };
  for (const part of parts) {
    const file = settleFiles(viewNameOf(data, definitions[part]));
    const model = definitions[part].open({ ...place, file });
    put(part, file, model);
    all.push(model);
    fedBy[feedOf(definitions[part].name)].push(model);
  }
  return models;
};
