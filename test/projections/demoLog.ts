/** A small log of several people whose plans went through everything, the same at every call. */
import { parseProfileCommand } from '../../events/profile/commands';
import { wholeTeamIdOf } from '../../events/ids';
import type { PersonId } from '../../events/ids';
import { actOf, momentAfter, personIdOf } from '../support/acts';
import {
  end,
  focus,
  publish,
  question,
  recordFor,
  recordNotFor,
  start,
  withdraw,
} from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, register } from './openedData';
import type { Loops } from './openedData';
import type { EndOfLifePlanCommand } from '../../events/end-of-life-plan/commands';
import type { OpenedLog } from '../events/store/openedLog';

const families = ['Pilbeam', 'Ó Súilleabháin', 'Smith-Jones', 'Nkemelu'];

/** Streams of four people, written turn by turn so that they lie mixed in the log. */
export const writeDemoLog = async (log: Pick<OpenedLog, 'store' | 'keys'>): Promise<PersonId[]> => {
  const loops = loopsOf(log);
  const people = families.map((family) => personIdOf(family));
  const turns: ((id: PersonId, family: string) => Promise<unknown>)[] = [
    (id, family) =>
      loops.people.handle(id, register({ name: { family, given: ['A'] } }), actOf(`${id} r`)),
    (id) => planStep(loops, id, 0, start),
    (id) => planStep(loops, id, 1, recordNotFor()),
    (id) => profileStep(loops, id),
    (id) => planStep(loops, id, 2, publish(1)),
    (id) => planStep(loops, id, 3, focus({ statement: 'comfort', wouldWant: ['music'] })),
    (id) => planStep(loops, id, 4, question()),
    (id) => planStep(loops, id, 5, withdraw()),
    (id) =>
      loops.sharing.handle(
        id,
        { type: 'RecordSharingDecision', decision: 'GIVEN', decidedBy: 'PERSON' },
        actOf(`${id} s`),
      ),
    (id) => loops.relationships.handle(id, joinPractice, actOf(`${id} t`)),
    (id) => planStep(loops, id, 6, recordFor()),
    (id) => planStep(loops, id, 7, publish(7)),
    (id) => planStep(loops, id, 8, end()),
    (id) => planStep(loops, id, 9, start),
  ];
  for (const turn of turns) {
    for (const [index, id] of people.entries()) await turn(id, families[index]!);
  }
  return people;
};

const joinPractice = {
  type: 'JoinCareTeam',
  teamId: wholeTeamIdOf('G81001'),
  organisation: 'G81001',
} as const;

const planStep = async (
  loops: Loops,
  id: PersonId,
  minute: number,
  command: EndOfLifePlanCommand,
): Promise<void> => {
  const { revision } = await loops.plans.load(id);
  const act = actOf(`${id} ${String(minute)}`, {
    at: momentAfter(minute),
    ...(revision < 0n ? {} : { basedOn: revision }),
  });
  doneOf(await loops.plans.handle(id, command, act));
};

const profileStep = async (loops: Loops, id: PersonId): Promise<void> => {
  const command = parseProfileCommand('RecordContact', {
    name: 'District nurses',
    kind: 'PROFESSIONAL',
    telephone: '01323 496 0123',
    availability: 'OUT_OF_HOURS',
  });
  if (command.kind === 'refused') throw new Error(command.message);
  doneOf(await loops.profiles.handle(id, command, actOf(`${id} p`)));
};
