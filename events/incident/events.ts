/**
 * What can happen to a live incident of 999 or 111. The stream has a key of its own: the case id
 * belongs to the incident. What the incident lets its crew read stands in `emergency-<person id>`.
 */
type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

export interface IncidentContent {
  readonly caseId: string;
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
