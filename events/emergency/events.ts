/**
 * What can happen to the right to read a record for a while: a live incident, an opening in an
 * emergency with its review, and the alerts that somebody must see. Sealed with the person's key.
 */
import type { EmergencyContent } from './commands';

type Of<Type extends string, Data extends object> = { readonly type: Type; readonly data: Data };

/** What alerts beside an opening: a claimed relationship; searches done too often. */
export type RaisedKind = 'SELF_CLAIMED' | 'SEARCHED_OFTEN';

export interface AttachedIncident {
  readonly incidentId: string;
  /** The case in the system of 999 or 111. */
  readonly caseId: string;
  /** ODS code. */
  readonly organisation: string;
  /** Ids of those who act; empty: everyone of the organisation. */
  readonly crew: readonly string[];
  /** RFC 3339: from here on it opens nothing. */
  readonly until: string;
}

export type AccessContent = EmergencyContent<'OpenInEmergency'> & {
  readonly accessId: string;
  readonly until: string;
  /** The person had limited who sees the record. */
  readonly overridesDissent: boolean;
  /** Ids of who led the person's care at that moment: they are told. */
  readonly tell: readonly string[];
};

export type EmergencyEvent =
  | Of<'IncidentAttached', AttachedIncident>
  | Of<'IncidentEnded', { readonly incidentId: string }>
  | Of<'EmergencyAccessOpened', AccessContent>
  | Of<
      'EmergencyAccessReviewed',
      EmergencyContent<'ReviewEmergencyAccess'> & { readonly accessId: string }
    >
  | Of<
      'AlertRaised',
      { readonly alertId: string; readonly kind: RaisedKind; readonly tell: readonly string[] }
    >
  | Of<
      'AlertAcknowledged',
      { readonly alertId: string; readonly as: 'PRIVACY_OFFICER' | 'LEAD_PROFESSIONAL' }
    >;
export type EmergencyEventType = EmergencyEvent['type'];
