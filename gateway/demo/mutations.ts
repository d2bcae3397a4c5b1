/**
 * The mutations that the fill sends, and the reading of their answers: anything but the success
 * throws and names the step, with no word about the person.
 */
import { CuckmereError } from '../../events/errors';

/** The member of the result that means saved; only a plan's own mutations move its revision. */
const successOf = {
  registerPerson: 'PersonSaved',
  recordDeath: 'PersonSaved',
  recordSharingDecision: 'SharingSaved',
  joinCareTeam: 'SharingSaved',
  refer: 'SharingSaved',
  delegateAccess: 'SharingSaved',
  keepFromPerson: 'SharingSaved',
  recordContact: 'ContactSaved',
  startEndOfLifePlan: 'EndOfLifePlanSaved',
  recordCprDecision: 'EndOfLifePlanSaved',
  endorseCprDecision: 'EndOfLifePlanSaved',
  withdrawCprDecision: 'EndOfLifePlanSaved',
  questionCprDecision: 'EndOfLifePlanSaved',
  statePreferredPlaceOfDeath: 'EndOfLifePlanSaved',
  statePreferredPlaceOfCare: 'EndOfLifePlanSaved',
  stateFocusOfCare: 'EndOfLifePlanSaved',
  recordAnticipatoryMedicines: 'EndOfLifePlanSaved',
  publishEndOfLifePlan: 'EndOfLifePlanSaved',
  acknowledgePlanChange: 'EndOfLifePlanSaved',
  endEndOfLifePlan: 'EndOfLifePlanSaved',
} as const;
export type MutationName = keyof typeof successOf;

export interface PlanSaved {
  readonly revision: string;
  readonly position: string;
  readonly entryId: string | null;
}

interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

export const documentOf = (mutation: MutationName): string => {
  const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const isPlan = successOf[mutation] === 'EndOfLifePlanSaved';
  const saved = isPlan ? '... on EndOfLifePlanSaved { revision position entryId }' : '';
  return `mutation DemoFill($input: ${input}!) {
    answer: ${mutation}(input: $input) { __typename ${saved} ... on Refused { code field } }
  }`;
};

/** What a plan's mutation saved; undefined for the others. Throws where nothing was saved. */
export const savedBy = (
  mutation: MutationName,
  stepName: string,
  { data, errors }: Answered,
): PlanSaved | undefined => {
  const answer = data?.['answer'] as
    ({ __typename: string; code?: string; field?: string | null } & PlanSaved) | null | undefined;
  if (answer?.__typename === successOf[mutation] && !errors?.length) {
    return answer.__typename === 'EndOfLifePlanSaved' ? answer : undefined;
  }
  const why = [answer?.__typename ?? 'no answer', answer?.code, answer?.field].filter(Boolean);
  throw new CuckmereError(
    'INTERNAL',
    `The demo population stopped at the step "${stepName}" (${mutation}): ${why.join(', ')}.`,
  );
};
