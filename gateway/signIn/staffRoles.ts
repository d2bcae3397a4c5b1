/**
 * Role codes of NHS CIS2 (R....; standards CONTENT.md 4.5) as our roles. A code that is not here
 * gives no access; an installation adds to it or takes from it (`issuers[].roles`). A general
 * "Health Professional" gets the least of the clinicians: the urgent view with a live incident.
 */
import type { Role } from '../../policy/request';

export const staffRoles: Readonly<Record<string, Role>> = {
  R0050: 'CONSULTANT',
  R0260: 'GP',
  R0600: 'SENIOR_NURSE',
  R8001: 'COMMUNITY_NURSE',
  R0700: 'COMMUNITY_NURSE',
  R1975: 'COMMUNITY_NURSE',
  R1070: 'PARAMEDIC',
  R1100: 'PARAMEDIC',
  R8003: 'URGENT_CARE_CLINICIAN',
  R1330: 'SOCIAL_WORKER',
  R8014: 'SOCIAL_WORKER',
  R9590: 'SOCIAL_WORKER',
  R8008: 'ADMINISTRATOR',
  R0001: 'PRIVACY_OFFICER',
  R5105: 'PRIVACY_OFFICER',
};
