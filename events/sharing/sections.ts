/**
 * The parts of a record, the kinds of plan and the kinds of reader that a word on sharing can name.
 * The codes stand in events, so none is ever renamed or removed.
 */
export const sections = [
  'identity',
  'addressAndTelephone',
  'serviceContacts',
  'personalContacts',
  'cprDecision',
  'plan',
  'history',
  'sharing',
  'accessLog',
  'carePlan',
  'wayIntoHome',
  'thirdPartyInformation',
  'sexualHealth',
  'safeguarding',
] as const;
export type SharedSection = (typeof sections)[number];

export const planKinds = ['END_OF_LIFE', 'CRISIS', 'CARE'] as const;

/** Who a word is about; `EVERYONE`, or nothing said: every reader but the person. */
export const audiences = ['URGENT_CARE', 'CARE_TEAM', 'SOCIAL_CARE', 'CARERS', 'EVERYONE'] as const;
export type Audience = (typeof audiences)[number];

/** Why something is not shown to the person and their carers. */
export const keptFlags = ['THIRD_PARTY', 'NOT_YET_DISCUSSED', 'SAFEGUARDING'] as const;
