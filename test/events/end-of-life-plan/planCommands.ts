/** Commands of an end-of-life plan as a client would send them, parsed, for tests to change. */
import { forCpr, notForCpr } from '../../../events/end-of-life-plan/codes';
import { parseEndOfLifePlanCommand } from '../../../events/end-of-life-plan/commands';
import type {
  EndOfLifePlanCommand,
  EndOfLifePlanCommandType,
} from '../../../events/end-of-life-plan/commands';

/** Parses a command that must be right. */
export const command = (
  type: EndOfLifePlanCommandType,
  input: object = {},
): EndOfLifePlanCommand => {
  const parsed = parseEndOfLifePlanCommand(type, input);
  if ('kind' in parsed) throw new Error(`The test's own command is refused: ${parsed.message}`);
  return parsed;
};

/** The content of a whole and right CPR decision, as it arrives. */
export const cprInput = (more: object = {}): Record<string, unknown> => ({
  decision: notForCpr,
  reason: 'advanced heart failure; CPR would not succeed',
  decidedOn: '2026-03-01',
  decidedBy: { name: 'Dr Asha Rahman', role: 'General practitioner' },
  involved: [{ name: 'Joan Pilbeam', relationship: 'daughter', involvement: '713656002' }],
  capacity: { finding: 'PERSON_INVOLVED' },
  reviewOn: '2026-09-01',
  formKeptAt: 'message in a bottle, fridge door',
  ...more,
});

export const paper = (more: object = {}): object => ({
  signatory: 'Dr Peter Blackman',
  signatoryRole: 'Consultant',
  formDate: '2026-02-20',
  originalSeenOn: '2026-03-01',
  ...more,
});

export const start = command('StartEndOfLifePlan');
export const recordNotFor = (more: object = {}) => command('RecordCprDecision', cprInput(more));
export const recordFor = (more: object = {}) =>
  recordNotFor({ decision: forCpr, reason: 'recovered well after surgery', ...more });
export const withdraw = (more: object = {}) =>
  command('WithdrawCprDecision', { reason: 'she changed her mind', ...more });
export const publish = (draftRevision: number) =>
  command('PublishEndOfLifePlan', { draftRevision: String(draftRevision) });
export const question = (concern = 'her son says otherwise') =>
  command('QuestionCprDecision', { concern });
export const end = (more: object = {}) =>
  command('EndEndOfLifePlan', { reason: 'MOVED_AWAY', ...more });
export const focus = (more: object) => command('StateFocusOfCare', more);
