/**
 * The canary day from morning to a month later, as one run: who asks what when, and what is kept of
 * it for the test to judge.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canariesIn, nowhere } from '../support/canaries/canaries';
import { followAll, openSockets } from '../support/canaries/followers';
import { sendNonsense } from '../support/canaries/nonsense';
import { sendRefused, sendStaleEdits } from '../support/canaries/refusedMutations';
import { acknowledgeAll, goRound } from '../support/canaries/rounds';
import { createStepping, without } from '../support/canaries/step';
import type { Input, Stepping } from '../support/canaries/step';
import { names, openWorld } from '../support/canaries/world';
import type { World } from '../support/canaries/world';
import { fieldsNotPlanted } from '../support/plantedPerson';
import { temporaryFolder } from '../support/temporaryFolder';
import { eraseEve, liveAfternoon, operate, questionEverybody } from './canaryAfternoon';
import { liveMidday } from './canaryMidday';

export interface Lived {
  readonly world: World;
  /** Paths of input fields that nothing was planted in. */
  readonly notPlanted: readonly string[];
  /** Readers whose sockets were not let in, and subscriptions that were. */
  readonly shut: readonly string[];
  readonly followed: number;
  readonly stale: { readonly told: readonly string[]; readonly saved: readonly string[] };
  /** Refused mutations that were carried out, and nonsense that the product took for its own fault. */
  readonly carriedOut: readonly string[];
  readonly faults: readonly string[];
  /** Messages to those whose sessions were over. */
  readonly afterSession: number;
  /** Files with something in clear, and how many were read. */
  readonly inClear: readonly string[];
  readonly filesRead: number;
}

export const liveCanaryDay = async (): Promise<Lived> => {
  const world = await openWorld();
  const stepping = createStepping(world);
  const inTime = world.readers.filter(({ id }) => id !== 'expired');
  const signedIn = world.readers.filter(({ role }) => role !== undefined);
  const browsers = signedIn.filter(({ role }) => role !== 'URGENT_CARE_SYSTEM');

  await Promise.all(browsers.map((reader) => world.visits.browserOf(reader)));
  await goRound(world, 'morning', inTime);
  const { followers, shut } = await openSockets(world, inTime);
  const fromNow = await followAll(world, followers, names, { label: 'from the morning on' });

  const begun = await liveMidday(world, stepping);
  await goRound(world, 'midday', inTime);
  const stale = await sendStaleEdits(world, signedIn);
  const professionals = ['paramedic', 'consultant', 'social-worker'];
  const acknowledging = signedIn.filter(({ id }) => professionals.includes(id));
  const acknowledged = await acknowledgeAll(world, acknowledging, ['ben', 'cyd']);
  stepping.inputs.set('acknowledgePlanChange', [acknowledged as Input]);

  await liveAfternoon(world, stepping, begun);
  await eraseEve(world, stepping, 'requested');
  await goRound(world, 'afternoon', inTime);
  await questionEverybody(world, stepping);
  const replayed = { label: 'again', after: world.person('ada').since };
  const fromThen = await followAll(world, followers, ['ada'], replayed);
  const planted = plantedBy(world, stepping);
  const carriedOut = await sendRefused(world, planted, inTime);
  const faults = await sendNonsense(world, inTime);
  const notPlanted = await fieldsNotPlanted(world.visits.graph, planted);

  await evening(world);
  const heard = (): number => followers.reduce((sum, { socket }) => sum + nextsOf(socket.texts), 0);
  const heardBefore = heard();
  await questionEverybody(world, stepping);
  await goRound(world, 'evening');
  const afterSession = heard() - heardBefore;

  await aMonthLater(world);
  await eraseEve(world, stepping, 'erased');
  await goRound(world, 'a month later');

  const { inClear, filesRead } = await lookAtFiles(world);
  return {
    world,
    notPlanted,
    shut,
    followed: fromNow + fromThen,
    stale,
    carriedOut,
    faults,
    afterSession,
    inClear,
    filesRead,
  };
};

const nextsOf = (texts: readonly string[]): number =>
  texts.filter((text) => text.includes('"type":"next"')).length;

/** The inputs sent, by mutation. */
const plantedBy = (world: World, { inputs }: Stepping): Map<string, readonly Input[]> => {
  const all = new Map<string, readonly Input[]>(world.person('ada').inputs);
  for (const [mutation, more] of inputs) all.set(mutation, [...(all.get(mutation) ?? []), ...more]);
  return all;
};

/** Five hours on: openings in an emergency, an incident of one hour and a referral are over. */
const evening = (world: World): Promise<void> =>
  world.record.change(async () => {
    await world.passHours(5);
    for (const name of names) Object.assign(world.standing(name), { opened: [] });
    const [cyd, dot] = [world.standing('cyd'), world.standing('dot')];
    world.canaries.change('cyd', (what) => what === 'cyd: referral', nowhere);
    Object.assign(cyd, without(['social-worker'], 'referral')(cyd));
    Object.assign(dot, without(['paramedic'], 'incident')(dot));
  });

const hoursOfAMonth = 31 * 24;

const aMonthLater = (world: World): Promise<void> =>
  world.record.change(async () => {
    await world.passHours(hoursOfAMonth);
    const ben = world.standing('ben');
    Object.assign(ben, without(['paramedic', 'ambulance-system'], 'incident')(ben));
  });

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What operators are given, a backup, and the data folder while served and after. */
const lookAtFiles = async (world: World): Promise<Pick<Lived, 'inClear' | 'filesRead'>> => {
  const out = temporaryFolder();
  const copy = join(out, 'backup');
  await Promise.all([
    operate(world, ['audit', 'export', '--out', join(out, 'looks.csv')]),
    operate(world, ['audit', 'export', '--out', join(out, 'looks.json'), '--format', 'fhir']),
    operate(world, ['backup', copy]),
  ]);
  const inClear: string[] = [];
  let filesRead = 0;
  const look = (folder: string): void => {
    for (const file of filesUnder(folder)) {
      const found = canariesIn(`${file} ${readFileSync(file, 'latin1')}`);
      filesRead += 1;
      const known = [...found].filter(world.record.isOurs);
      if (known.length > 0) inClear.push(`${file}: ${known.map(world.record.named).join(', ')}`);
    }
  };
  look(out);
  look(world.data);
  process.kill(world.server.program.pid, 'SIGTERM');
  await world.server.program.exitCode;
  look(world.data);
  return { inClear, filesRead };
};
