/**
 * kill -9 in the middle of writing (hazard H6): every acknowledged command is there, none is there
 * twice, and whatever was sent can be sent again.
 */
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { streamName } from '../../events/ids';
import { readStreamFrom } from '../../events/store/fold';
import { commandLoop } from '../../events/store/handle';
import { openLog } from '../events/store/openedLog';
import type { OpenedLog } from '../events/store/openedLog';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { crashCases } from './crashCases';
import { writeAndKill } from './killedWriter';
import type { Acknowledged } from './killedWriter';
import { commandNumber, people, personNumber } from './numberedCommands';
import { seed } from './seededRandom';

jest.setTimeout(crashCases.timeoutMs);

/** Each ends with a kill at some moment. */
const rounds = Array.from({ length: crashCases.moments }, (_, at) => `round ${String(at + 1)}`);
afterEach(endAll);

/** Where each command stands in the log, by its id: revision and position, once for each event. */
const placesIn = async ({ store }: OpenedLog): Promise<Map<string, string[]>> => {
  const places = new Map<string, string[]>();
  for (const id of people) {
    for (const one of await readStreamFrom(store, streamName('endOfLifePlan', id), -1n)) {
      const commandId = one.metadata['commandId'] ?? '';
      const place = `${String(one.revision)} ${one.position}`;
      places.set(commandId, [...(places.get(commandId) ?? []), place]);
    }
  }
  return places;
};

describe(`a writer that is killed (CRASH_SEED=${String(seed)})`, () => {
  it('has lost no command that it acknowledged, and done none twice, after every kill', async () => {
    const folder = temporaryFolder();
    const acknowledged: Acknowledged[] = [];
    for (const round of rounds) {
      acknowledged.push(...(await writeAndKill(folder, round)));
      const log = openLog(folder);
      const places = await placesIn(log);
      for (const { round: of, number, revision, position } of acknowledged) {
        const { act } = commandNumber(of, number);
        expect(places.get(act.commandId)).toEqual([`${String(revision)} ${position}`]);
      }
      expect([...places.values()].filter((all) => all.length > 1)).toEqual([]);
      await log.close();
    }
    expect(acknowledged.length).toBeGreaterThan(rounds.length);

    const log = openLog(folder);
    const loop = commandLoop(log, endOfLifePlanDecider);
    for (const { round, number, revision, position } of acknowledged) {
      const { command, act } = commandNumber(round, number);
      expect(await loop.handle(personNumber(number), command, act)).toMatchObject({
        kind: 'done',
        isRepeat: true,
        revision,
        position,
      });
    }
    const last = Math.max(
      ...acknowledged.filter(({ round }) => round === rounds.at(-1)).map(({ number }) => number),
    );
    const unanswered = Array.from({ length: 16 }, (_, index) => last - 8 + index);
    for (const number of unanswered.filter((one) => one >= 0)) {
      const { command, act } = commandNumber(rounds.at(-1)!, number);
      const first = await loop.handle(personNumber(number), command, act);
      const again = await loop.handle(personNumber(number), command, act);
      expect(again).toMatchObject({ kind: 'done', isRepeat: true });
      if (first.kind !== 'done' || again.kind !== 'done') throw new Error('not done');
      expect(again.position).toBe(first.position);
    }
    expect([...(await placesIn(log)).values()].filter((all) => all.length > 1)).toEqual([]);
  });
});
