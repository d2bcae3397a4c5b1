/** The groups that the table of rules names: of roles, of actions, of parts of a record. */
import { actions } from './request';
import type { Action, Role, Section } from './request';

export const urgentCare: readonly Role[] = ['PARAMEDIC', 'URGENT_CARE_CLINICIAN'];
export const seniors: readonly Role[] = ['CONSULTANT', 'GP', 'SENIOR_NURSE'];
/** Those who care for somebody over weeks. */
export const careTeam: readonly Role[] = [...seniors, 'COMMUNITY_NURSE', 'SOCIAL_WORKER'];
export const clinicians: readonly Role[] = [...seniors, 'COMMUNITY_NURSE', ...urgentCare];
export const professionals: readonly Role[] = [...clinicians, 'SOCIAL_WORKER'];
export const staff: readonly Role[] = [...professionals, 'ADMINISTRATOR', 'PRIVACY_OFFICER'];
/** The person and their carers. */
export const citizens: readonly Role[] = ['PATIENT', 'CARER'];
/** Those of a team who come to the door. */
export const homeVisitors: readonly Role[] = [
  'GP',
  'SENIOR_NURSE',
  'COMMUNITY_NURSE',
  'SOCIAL_WORKER',
];

/** CIS2: "Emergency access to view SCR". */
export const emergencyActivity = 'B0168';

/** Everything by which content reaches a reader. */
export const disclosing: readonly Action[] = ['READ', 'READ_DRAFT', 'EXPORT'];
/** What would harm if it were lost, or watches over the others: it goes on under an erasure. */
const takenUnderErasure: readonly Action[] = [
  'SEARCH',
  'REGISTER_PERSON',
  'RECORD_DEATH',
  'RECORD_SHARING_DECISION',
  'WITHDRAW_CPR_DECISION',
  'MANAGE_TEAM',
  'MANAGE_DELEGATIONS',
  'MANAGE_VISIBILITY',
  'OPEN_INCIDENT',
  'REVIEW_EMERGENCY_ACCESS',
  'READ_ACCESS_LOG',
];
export const stoppedByErasure: readonly Action[] = actions.filter(
  (action) => !takenUnderErasure.includes(action),
);
/** What a team does with a plan and whom to call, before anybody senior signs. */
export const caring: readonly Action[] = [
  'READ',
  'READ_DRAFT',
  'CHANGE_DEMOGRAPHICS',
  'WRITE_CONTACTS',
  'RECORD_SHARING_DECISION',
  'WRITE_PLAN',
];
/** What a team does with a part that is shown on one tap: never an export, never paper. */
export const caringOnTap: readonly Action[] = [
  'READ',
  'READ_DRAFT',
  'WRITE_PLAN',
  'MANAGE_VISIBILITY',
];

/** Of class S3, and the person's own to see and to share; what others said of them is not. */
export const ownOnTap: readonly Section[] = ['wayIntoHome', 'sexualHealth'];
export const keptFromCitizens: readonly Section[] = ['thirdPartyInformation', 'safeguarding'];
