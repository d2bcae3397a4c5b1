/**
 * What can happen to a live incident of 999 or 111. The stream has a key of its own and holds nothing
 * about the person but their id: the case id, and what the crew may read, stand in
 * `emergency-<person id>`, where they are erased with the person.
 */
type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export interface IncidentContent {
  readonly personId: string;
  /** ODS code of the organisation whose crew it is. */
  readonly organisation: string;
  /** Ids of those who act; empty: everyone of the organisation. */
  readonly crew: readonly string[];
  /** RFC 3339: from here on it opens nothing. */
  readonly until: string;
}

export type IncidentEvent =
  Of<'IncidentOpened', IncidentContent> | Of<'IncidentClosed', Record<string, never>>;
export type IncidentEventType = IncidentEvent['type'];
