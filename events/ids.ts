/**
 * The branded id types, made in this one file, and the ids that follow from a command
 * (DESIGN.md 3): a retry of a command makes the same ids, so it makes nothing twice.
 */
import { v5 as uuidV5, validate as isUuid, version as uuidVersion } from 'uuid';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUID of a person, made from the command that registered them. */
export type PersonId = Branded<'PersonId'>;
/** UUID of a team of an organisation. */
export type TeamId = Branded<'TeamId'>;
/** UUID of one record entry (a CPR decision, a contact) inside a person's stream. */
export type EntryId = Branded<'EntryId'>;
/** UUID that the client makes for every mutation. */
export type CommandId = Branded<'CommandId'>;
/** UUID of an event, unique in its stream. */
export type EventId = Branded<'EventId'>;
/** Opaque id of a person who acts; never a name, an e-mail address or an NHS number. */
export type ActorId = Branded<'ActorId'>;

/** The stream categories. A category holds no dash: EventStoreDB splits names at the first one. */
export const categories = [
  'person',
  'profile',
  'endOfLifePlan',
  'sharing',
  'erasure',
  'nhsNumber',
  'incident',
  'emergency',
  'relationship',
  'team',
  'accessLog',
  'auditYear',
  'session',
] as const;
export type Category = (typeof categories)[number];
export type StreamName = `${string}-${string}`;

/** The categories whose stream is named by the person's id. */
export const personCategories = [
  'person',
  'profile',
  'endOfLifePlan',
  'sharing',
  'erasure',
  'emergency',
  'relationship',
] as const;
export type PersonCategory = (typeof personCategories)[number];

export const streamName = (category: Category, id: string): StreamName => `${category}-${id}`;

/** The category of a stream: what stands before the first dash. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

/** What stands after the first dash: for a person's streams the person's id. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** True where the stream belongs to one person. */
export const isPersonStream = (stream: string): boolean =>
  (personCategories as readonly string[]).includes(categoryOf(stream));

export const isUuidText = (text: string): boolean => isUuid(text);

/** True for a UUID made by chance, false for one that follows from what it names. */
export const isRandomUuid = (text: string): boolean => isUuid(text) && uuidVersion(text) === 4;

export const personIdFor = (commandId: CommandId): PersonId =>
  uuidV5('person', commandId) as PersonId;

/** The incident that a command opens. */
export const incidentIdFor = (commandId: CommandId): string => uuidV5('incident', commandId);
export const teamIdFor = (commandId: CommandId): TeamId => uuidV5('team', commandId) as TeamId;

/** Namespace of the teams that are a whole organisation; any fixed UUID of ours. */
const organisationNamespace = '0b3f6f1a-7f0e-4d5b-9a1c-6f4d2c8e5a77';

/** The team that is everyone of an organisation, by its ODS code. */
export const wholeTeamIdOf = (organisation: string): TeamId =>
  uuidV5(organisation, organisationNamespace) as TeamId;

/** Stands for a person where an alert of an organisation concerns nobody: the stream it is in. */
export const alertsIdOf = (organisation: string): string =>
  uuidV5(`alerts/${organisation}`, organisationNamespace);

/** The command of an alert that is raised once for what `told` names. */
export const alertCommandIdFor = (told: string): CommandId =>
  uuidV5(`alert/${told}`, organisationNamespace) as CommandId;

export const entryIdFor = (commandId: CommandId, stream: string, ordinal: number): EntryId =>
  uuidV5(`entry/${stream}/${ordinal}`, commandId) as EntryId;

export const eventIdFor = (commandId: CommandId, stream: string, ordinal: number): EventId =>
  uuidV5(`event/${stream}/${ordinal}`, commandId) as EventId;

/** A commandId that follows from another, for the second stream that one mutation writes. */
export const commandIdFor = (commandId: CommandId, purpose: string): CommandId =>
  uuidV5(`command/${purpose}`, commandId) as CommandId;
