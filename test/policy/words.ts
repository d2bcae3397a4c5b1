/** Actions, parts of a record and standings in words, for docs/access-rules.md. */
import type {
  Action,
  Obligation,
  Relationship,
  Section,
  VisibilityFlag,
} from '../../policy/request';

export const actionWords: Readonly<Record<Action, string>> = {
  SEARCH: 'search for people',
  READ: 'read',
  READ_DRAFT: 'read the draft',
  REGISTER_PERSON: 'register a person',
  CHANGE_DEMOGRAPHICS: 'change who they are and where they live',
  RECORD_DEATH: 'record a death',
  WRITE_CONTACTS: 'write contacts',
  RECORD_SHARING_DECISION: 'record what the person says on sharing',
  WRITE_PLAN: 'write the plan',
  RECORD_CPR_DECISION: 'record a CPR decision',
  ENDORSE_CPR_DECISION: 'endorse a CPR decision',
  WITHDRAW_CPR_DECISION: 'withdraw a CPR decision',
  QUESTION_CPR_DECISION: 'question a CPR decision',
  PUBLISH_PLAN: 'publish a plan',
  END_PLAN: 'end a plan',
  ACKNOWLEDGE_CHANGE: 'say that they saw a change',
  MANAGE_TEAM: 'change the team and referrals',
  CLAIM_RELATIONSHIP: 'say that they look after the person',
  MANAGE_DELEGATIONS: 'change what carers may see',
  MANAGE_VISIBILITY: 'keep a part from the person or name people for a sealed one',
  OPEN_INCIDENT: 'open an incident',
  OPEN_IN_EMERGENCY: 'open a record in an emergency',
  REVIEW_EMERGENCY_ACCESS: 'review what was opened in an emergency',
  READ_ACCESS_LOG: 'read who looked',
  EXPORT: 'export',
};

export const sectionWords: Readonly<Record<Section, string>> = {
  identity: 'who the person is',
  addressAndTelephone: 'address and telephone',
  serviceContacts: 'services to call',
  personalContacts: 'family to call',
  cprDecision: 'CPR decision',
  plan: 'plan for urgent care',
  history: 'earlier versions',
  sharing: 'words on sharing',
  accessLog: 'who looked',
  carePlan: 'the rest of the plans',
  wayIntoHome: 'the way into the home',
  thirdPartyInformation: 'what others said',
  sexualHealth: 'sexual health',
  safeguarding: 'safeguarding (sealed)',
};

export const relationshipWords: Readonly<Record<Relationship, string>> = {
  self: 'is the person',
  carer: 'is a carer',
  team: 'is in the care team',
  referral: 'was asked to see them',
  incident: 'has a live 999 or 111 incident',
  selfClaimed: 'said that they look after them',
  oversight: 'is of an organisation that cares for the person, or that opened or claimed',
};

export const flagWords: Readonly<Record<VisibilityFlag, string>> = {
  THIRD_PARTY: 'told by somebody else',
  NOT_YET_DISCUSSED: 'not yet discussed with the person',
  SAFEGUARDING: 'safeguarding',
};

export const obligationWords: Readonly<Record<Obligation, string>> = {
  RECORD: 'An access record is written before the answer leaves.',
  RECORD_MAY_WAIT:
    'Urgent care: where the log cannot be written the answer is given, and its record waits on the disk.',
  ALERT: 'The privacy officer and the lead professional are told.',
  REVEAL_ON_TAP: 'Shown on one tap, and never in a list, in an export or on paper.',
  NOT_SHARED:
    'What is empty or kept is said in the same words: there is nothing to show you here yet.',
  SIGN_IN_AGAIN: 'The reader is asked to sign in again; then it is permitted.',
};
