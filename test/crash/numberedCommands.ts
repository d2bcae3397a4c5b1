/** The nth command of a round, on one of a few people; the same in the child and in the test. */
import type { Act } from '../../events/decider';
import type { EndOfLifePlanCommand } from '../../events/end-of-life-plan/commands';
import type { PersonId } from '../../events/ids';
import { question } from '../events/end-of-life-plan/planCommands';
import { actOf, personIdOf } from '../support/acts';

const peopleCount = 5;
export const people: readonly PersonId[] = Array.from({ length: peopleCount }, (_, index) =>
  personIdOf(`numbered ${String(index)}`),
);

export const personNumber = (number: number): PersonId => people[number % peopleCount]!;

/** As `personNumber`, but somebody new every few commands, so that keys are made all along. */
export const newcomerNumber = (number: number): PersonId =>
  personIdOf(`newcomer ${String(Math.floor(number / peopleCount))}`);

export const commandNumber = (
  round: string,
  number: number,
): { command: EndOfLifePlanCommand; act: Act } => {
  const name = `${round}/${String(number)}`;
  return { command: question(name), act: actOf(name) };
};
