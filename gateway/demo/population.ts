/**
 * The demo population: made-up people of East Sussex, registered and given plans through the graph
 * as any user would. Every commandId and day follows from seed and `madeAt`, so a fill that was
 * interrupted is sent again from its start and has the same effect.
 */
import { CuckmereError } from '../../events/errors';
import type { ExecuteAs } from '../server';
import { demoCaller } from './actors';
import { demoCommandId } from './demoIds';
import { madeUpPerson } from './madeUpPerson';
import { documentOf, savedBy } from './mutations';
import type { MutationName, PlanSaved } from './mutations';
import { noteOf, shownName } from './noteOf';
import { roster } from './roster';
import type { DemoState, RosterEntry } from './roster';
import { stepsOf } from './steps';
import type { Step } from './steps';

/** One of them as the start page lists them. */
export interface DemoPerson {
  readonly personId: string;
  readonly nhsNumber: string;
  readonly name: string;
  /** YYYY-MM-DD */
  readonly dateOfBirth: string;
  readonly state: DemoState;
  /** Illness and what there is to see, in a sentence or two. */
  readonly note: string;
}

export const demoPeople = (): readonly DemoPerson[] =>
  roster.map((entry) => ({
    personId: entry.personId,
    nhsNumber: entry.nhsNumber,
    name: shownName(entry),
    dateOfBirth: entry.dateOfBirth,
    state: entry.state,
    note: noteOf(entry),
  }));

/** People who are filled in at once: enough that their commits share a write to the disk. */
const peopleAtOnce = 8;

/** `madeAt` is the RFC 3339 moment that all days are counted from; progress counts people. */
export const fillDemo = async (
  execute: ExecuteAs,
  madeAt: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> => {
  const waiting = [...roster];
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      try {
        await fillPerson(execute, entry, madeAt);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
      done += 1;
      onProgress(done, roster.length);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: peopleAtOnce }, lane));
  const failed = lanes.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
};

/** What the author of the next step has seen: the answers of the steps before. */
interface Memory {
  readonly last?: PlanSaved;
  readonly decisionId?: string | null;
}

const fillPerson = async (
  execute: ExecuteAs,
  entry: RosterEntry,
  madeAt: string,
): Promise<void> => {
  let memory: Memory = {};
  for (const step of stepsOf(madeUpPerson(entry, madeAt))) {
    const caller = demoCaller(step.by);
    if (!caller) throw new CuckmereError('INTERNAL', `No demo actor is called ${step.by}.`);
    const input = {
      commandId: demoCommandId(entry.number, step.name),
      ...(step.mutation === 'registerPerson' ? {} : { personId: entry.personId }),
      ...seenBefore[step.mutation]?.(memory),
      ...step.content,
    };
    const answer = await execute(caller, documentOf(step.mutation), { input });
    memory = remembered(memory, step, savedBy(step.mutation, step.name, answer));
  }
};

const asShown = ({ last }: Memory): object => ({ basedOn: last?.revision });
const asDecided = ({ decisionId }: Memory): object => ({ decisionId });

/** The revision, decision or change that a mutation names because its author saw it. */
const seenBefore: Readonly<Partial<Record<MutationName, (memory: Memory) => object>>> = {
  recordCprDecision: asShown,
  statePreferredPlaceOfDeath: asShown,
  statePreferredPlaceOfCare: asShown,
  stateFocusOfCare: asShown,
  recordAnticipatoryMedicines: asShown,
  endorseCprDecision: asDecided,
  withdrawCprDecision: asDecided,
  publishEndOfLifePlan: ({ last }) => ({ draftRevision: last?.revision }),
  acknowledgePlanChange: ({ last }) => ({ position: last?.position }),
};

const remembered = (memory: Memory, { mutation }: Step, saved: PlanSaved | undefined): Memory => {
  if (!saved) return memory;
  return mutation === 'recordCprDecision'
    ? { last: saved, decisionId: saved.entryId }
    : { ...memory, last: saved };
};
