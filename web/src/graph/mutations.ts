/**
 * The mutations of the pages: each takes one input and answers a union of success, Refused and,
 * where it edits, Conflict. One template makes the documents; what differs is in the table.
 */

const savedFields = {
  PersonSaved: 'position revision person { id }',
  ContactSaved: 'position revision person { id }',
  EndOfLifePlanSaved: 'position revision person { id } entryId',
  OpenedInEmergency: 'position revision person { id }',
  EmergencyReviewSaved: 'position',
  AlertSeen: 'position',
} as const;

interface MutationShape {
  readonly saved: keyof typeof savedFields;
  readonly mayConflict: boolean;
}

const plan: MutationShape = { saved: 'EndOfLifePlanSaved', mayConflict: false };
const planEdit: MutationShape = { saved: 'EndOfLifePlanSaved', mayConflict: true };

const shapes = {
  registerPerson: { saved: 'PersonSaved', mayConflict: false },
  changeDemographics: { saved: 'PersonSaved', mayConflict: true },
  recordDeath: { saved: 'PersonSaved', mayConflict: false },
  recordContact: { saved: 'ContactSaved', mayConflict: false },
  reviseContact: { saved: 'ContactSaved', mayConflict: true },
  removeContact: { saved: 'ContactSaved', mayConflict: false },
  startEndOfLifePlan: plan,
  recordCprDecision: planEdit,
  endorseCprDecision: plan,
  withdrawCprDecision: plan,
  questionCprDecision: plan,
  takeBackCprQuestion: plan,
  statePreferredPlaceOfDeath: planEdit,
  statePreferredPlaceOfCare: planEdit,
  stateFocusOfCare: planEdit,
  recordAnticipatoryMedicines: planEdit,
  publishEndOfLifePlan: planEdit,
  acknowledgePlanChange: plan,
  endEndOfLifePlan: plan,
  openInEmergency: { saved: 'OpenedInEmergency', mayConflict: false },
  reviewEmergencyAccess: { saved: 'EmergencyReviewSaved', mayConflict: false },
  acknowledgeAlert: { saved: 'AlertSeen', mayConflict: false },
} as const satisfies Record<string, MutationShape>;

export type MutationName = keyof typeof shapes;
export const mutationNames = Object.keys(shapes) as MutationName[];

/** The document of a mutation; its one variable is `input`. */
export function mutationDocument(name: MutationName): string {
  const { saved, mayConflict } = shapes[name];
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const conflict = mayConflict
    ? '... on Conflict { message fields { field yours theirs changedBy changedAt } }'
    : '';
  return `mutation ${type}($input: ${type}Input!) {
  ${name}(input: $input) {
    __typename
    ... on ${saved} { ${savedFields[saved]} }
    ... on Refused { code message field }
    ${conflict}
  }
}`;
}
