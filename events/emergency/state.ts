/**
 * What stands in `emergency-<person id>`, and what of it holds at a moment. An access stays for
 * good, for its review and for the person to see; an incident that is over is forgotten.
 */
import type { Actor } from '../decider';
import type { ReviewOutcome } from './commands';
import type { AccessContent, AttachedIncident, RaisedKind } from './events';

export interface AccessReview {
  readonly outcome: ReviewOutcome;
  readonly note?: string | undefined;
  readonly by: Actor;
  readonly at: string;
}

export interface EmergencyAccess extends AccessContent {
  readonly by: Actor;
  readonly openedAt: string;
  /** In their order; the last one counts. */
  readonly reviews: readonly AccessReview[];
}

export type AlertKind = RaisedKind | 'EMERGENCY_ACCESS' | 'DISSENT_OVERRIDDEN';

/** An officer has seen it for their organisation; one who leads care for themselves. */
export interface Acknowledgement {
  readonly as: 'PRIVACY_OFFICER' | 'LEAD_PROFESSIONAL';
  readonly byId: string;
  /** ODS code. */
  readonly organisation: string;
  readonly at: string;
}

export interface Alert {
  /** The access, or the claim's own alert. */
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly at: string;
  /** Who acted. */
  readonly by: Actor;
  readonly tell: readonly string[];
  readonly acknowledged: readonly Acknowledgement[];
}

export interface EmergencyState {
  readonly incidents: readonly AttachedIncident[];
  readonly accesses: readonly EmergencyAccess[];
  readonly alerts: readonly Alert[];
}

type Reader = Pick<Actor, 'id' | 'organisation'>;

/** The incidents that let this reader in at this moment (RFC 3339). */
export const incidentsOf = (
  { incidents }: EmergencyState,
  { id, organisation }: Reader,
  at: string,
): readonly AttachedIncident[] =>
  incidents.filter(
    (one) =>
      one.organisation === organisation &&
      (one.crew.length === 0 || one.crew.includes(id)) &&
      one.until > at,
  );

/** The opening in an emergency that this reader has at this moment; never somebody else's. */
export const openAccessOf = (
  { accesses }: EmergencyState,
  { id, organisation }: Reader,
  at: string,
): EmergencyAccess | undefined =>
  accesses.findLast(
    ({ by, until }) => by.id === id && by.organisation === organisation && until > at,
  );

/** False while nobody has said whether it was justified. */
export const isReviewed = ({ reviews }: EmergencyAccess): boolean => {
  const last = reviews.at(-1);
  return last !== undefined && last.outcome !== 'NEEDS_MORE';
};

/** Whether this reader has seen an alert, as whom they are told. */
export const acknowledgementOf = (
  { acknowledged }: Pick<Alert, 'acknowledged'>,
  as: Acknowledgement['as'],
  { id, organisation }: Reader,
): Acknowledgement | undefined =>
  acknowledged.find(
    (one) =>
      one.as === as &&
      (as === 'PRIVACY_OFFICER' ? one.organisation === organisation : one.byId === id),
  );
