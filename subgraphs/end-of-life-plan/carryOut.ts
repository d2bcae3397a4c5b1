/**
 * The one way of every command on an end-of-life plan: policy, the person's state, content, the
 * command loop, the answer. Refusals and conflicts are values; a fault rejects.
 */
import type { Act, Conflicted } from '../../events/decider';
import type { PersonId } from '../../events/ids';
import { parseEndOfLifePlanCommand } from '../../events/end-of-life-plan/commands';
import type { EndOfLifePlanCommandType } from '../../events/end-of-life-plan/commands';
import { refusalForPerson } from '../../events/end-of-life-plan/forPerson';
import { refuse } from '../../events/refusal';
import type { Action, Section } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo } from '../shared/access';
import { notPermitted, prepareCommand, refusalWhereErased } from '../shared/command';
import type { CommandInput } from '../shared/command';
import { positionIn, revisionFor, tokenFor } from '../shared/reading';
import { refusedAs, said } from '../shared/saying';
import { sayConflict } from '../shared/sayConflict';

const actionOf: Readonly<Record<EndOfLifePlanCommandType, Action>> = {
  StartEndOfLifePlan: 'WRITE_PLAN',
  RecordCprDecision: 'RECORD_CPR_DECISION',
  EndorseCprDecision: 'ENDORSE_CPR_DECISION',
  WithdrawCprDecision: 'WITHDRAW_CPR_DECISION',
  QuestionCprDecision: 'QUESTION_CPR_DECISION',
  TakeBackCprQuestion: 'QUESTION_CPR_DECISION',
  StatePreferredPlaceOfDeath: 'WRITE_PLAN',
  StatePreferredPlaceOfCare: 'WRITE_PLAN',
  StateFocusOfCare: 'WRITE_PLAN',
  RecordAnticipatoryMedicines: 'WRITE_PLAN',
  PublishEndOfLifePlan: 'PUBLISH_PLAN',
  AcknowledgePlanChange: 'ACKNOWLEDGE_CHANGE',
  EndEndOfLifePlan: 'END_PLAN',
};

/** Commands that make an entry, whose id the answer gives. */
const makesEntry: ReadonlySet<EndOfLifePlanCommandType> = new Set([
  'RecordCprDecision',
  'QuestionCprDecision',
]);

/** A command sent again after its answer was lost is answered as the first time, death or not. */
const wasCarriedOut = async (house: House, personId: PersonId, act: Act): Promise<boolean> =>
  (await house.loops.endOfLifePlan.load(personId)).commands.has(act.commandId);

/** The parts that a conflict tells of: a publication may meet changes of both. */
const sectionsOf = (section: Section, { fields }: Conflicted): readonly Section[] => [
  section,
  ...(fields.some(({ field }) => field === 'cprDecision') ? (['cprDecision'] as const) : []),
];

export const carryOut = async (
  house: House,
  context: ResolverContext,
  type: EndOfLifePlanCommandType,
  input: CommandInput,
): Promise<object> => {
  const prepared = prepareCommand(house, context, input);
  if (prepared.kind === 'refused') return refusedAs(prepared);
  const { act, personId, content } = prepared;
  const section = type.includes('Cpr') ? 'cprDecision' : 'plan';
  const decision = await mayDo(house, context, personId, actionOf[type], section).catch(
    refusalWhereErased,
  );
  if ('kind' in decision) return refusedAs(decision);
  if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
  if (type === 'AcknowledgePlanChange') {
    const position = positionIn(house, String(content['position']));
    if (position === undefined) {
      const message = 'position is not a position of this log; read the plan again';
      return refusedAs(refuse('POSITION_UNKNOWN', message, 'position'));
    }
    content['position'] = position;
  }
  const command = parseEndOfLifePlanCommand(type, content);
  if ('kind' in command) return refusedAs(command);
  const { state } = await house.loops.person.load(personId);
  const refused = refusalForPerson(type, state);
  if (refused && !(await wasCarriedOut(house, personId, act))) return refusedAs(refused);
  const outcome = await house.loops.endOfLifePlan.handle(personId, command, act);
  switch (outcome.kind) {
    case 'refused':
      return refusedAs(outcome);
    case 'conflict':
      return sayConflict(house, context, outcome, {
        personId,
        action: 'READ_DRAFT',
        sections: sectionsOf(section, outcome),
      });
    case 'done':
      return said('EndOfLifePlanSaved', {
        person: { id: personId },
        position: tokenFor(house, outcome.position),
        revision: revisionFor(house, outcome.revision),
        entryId: makesEntry.has(type) ? outcome.entryId(0) : null,
      });
  }
};
