/**
 * A data folder with its log, keys, read models and command loops, as one process holds them.
 * Everything opened is closed after the test; the folder can be opened again before that.
 */
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { personDecider } from '../../events/person/personDecider';
import { parsePersonCommand } from '../../events/person/commands';
import type { PersonCommand } from '../../events/person/commands';
import { profileDecider } from '../../events/profile/profileDecider';
import { relationshipDecider } from '../../events/relationship/relationshipDecider';
import { sharingDecider } from '../../events/sharing/sharingDecider';
import type { Act } from '../../events/decider';
import type { PersonId } from '../../events/ids';
import type { EventStore } from '../../events/store/eventStore';
import { commandLoop } from '../../events/store/handle';
import type { Done, Outcome } from '../../events/store/handle';
import { openBlindIndex } from '../../events/store/keys/blindIndex';
import type { Halt } from '../../projections/database';
import { openReadModels } from '../../projections/readModels';
import type { ReadModels } from '../../projections/readModels';
import { createRunner } from '../../projections/runner';
import type { Runner } from '../../projections/runner';
import { actOf } from '../support/acts';
import { temporaryFolder } from '../support/temporaryFolder';
import { openLog } from '../events/store/openedLog';
import type { OpenedLog } from '../events/store/openedLog';

export interface OpenedData extends OpenedLog {
  readonly models: ReadModels;
  /** Halts and faults in the order that the runners of this data told them. */
  readonly halts: { model: string; halt: Halt }[];
  readonly faults: unknown[];
  /** Makes a runner; stopped when the data closes. */
  runner(store?: EventStore): Runner;
}

const opened: OpenedData[] = [];
afterEach(async () => {
  for (const data of opened.splice(0)) await data.close();
});

export const openData = async (folder: string = temporaryFolder()): Promise<OpenedData> => {
  const log = openLog(folder);
  const { store, keys } = log;
  const blind = await openBlindIndex(keys);
  const { generation } = store;
  const models = openReadModels({ data: folder, generation, keys, blind });
  const runners: Runner[] = [];
  const halts: OpenedData['halts'] = [];
  const faults: unknown[] = [];
  let isClosed = false;
  const data: OpenedData = {
    ...log,
    models,
    halts,
    faults,
    runner: (from = store) => {
      const runner = createRunner({
        store: from,
        keys,
        models: models.all,
        onHalt: (model, halt) => halts.push({ model, halt }),
        onFault: (error) => faults.push(error),
      });
      runners.push(runner);
      return runner;
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      for (const runner of runners) await runner.stop();
      for (const model of models.all) model.close();
      await log.close();
    },
  };
  opened.push(data);
  return data;
};

export const loopsOf = (log: Pick<OpenedLog, 'store' | 'keys'>) => ({
  people: commandLoop(log, personDecider),
  profiles: commandLoop(log, profileDecider),
  sharing: commandLoop(log, sharingDecider),
  relationships: commandLoop(log, relationshipDecider),
  plans: commandLoop(log, endOfLifePlanDecider),
});
export type Loops = ReturnType<typeof loopsOf>;

export const doneOf = (outcome: Outcome): Done => {
  if (outcome.kind === 'done') return outcome;
  throw new Error(`A command of the test is not carried out: ${JSON.stringify(outcome)}`);
};

export const register = (more: object = {}): PersonCommand => {
  const parsed = parsePersonCommand('RegisterPerson', {
    name: { family: 'Pilbeam', given: ['Edith'] },
    dateOfBirth: '1938-04-09',
    address: { lines: ['3 Mill Lane', 'Alfriston'], postcode: 'BN26 5TW' },
    ...more,
  });
  if ('kind' in parsed) throw new Error(parsed.message);
  return parsed;
};

/** An act of a seed that saw everything. */
export const sawAll = (seed: string, more: Partial<Act> = {}): Act =>
  actOf(seed, { basedOn: 1_000n, ...more });

/** Everything that the read models say of these people, opened; sealing differs at every write. */
export const rowsOf = async (models: ReadModels, people: readonly PersonId[]) => ({
  checkpoints: models.all.map((model) => model.checkpoint()),
  halts: models.all.map((model) => model.halts()),
  search: models.people.sql.prepare('SELECT * FROM searchKey').all(),
  people: await Promise.all(
    people.map(async (id) => ({
      person: await models.people.get(id),
      profile: await models.profiles.get(id),
      sharing: await models.sharing.get(id),
      relationships: await models.relationships.get(id),
      plan: await models.endOfLifePlans.get(id),
    })),
  ),
});

/** Runs the read models up to the end of the log, and stops again. */
export const runToEnd = async (data: OpenedData, store: EventStore = data.store): Promise<void> => {
  const runner = data.runner(store);
  const last = await store.lastPosition();
  runner.start();
  if (last && !(await runner.waitFor(last, 20_000))) throw new Error('The runner did not arrive.');
  await runner.stop();
};
