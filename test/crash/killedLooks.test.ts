/**
 * kill -9 of a server that people read from: every answer that left has its record, whatever the
 * moment; killed between record and answer there is one record more than answers, never one less.
 */
import { openHouse } from '../../cli/openHouse';
import { createLog } from '../../gateway/log';
import { accessRecordsIn } from '../support/accessRecords';
import { personIdOf } from '../support/acts';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { random, seed } from './seededRandom';
import { startChild } from './typescriptProgram';

afterEach(endAll);

const rounds = 3;
const readers = 6;
/** Most milliseconds that a server lives after its first answer. */
const livesMs = 400;
const id = personIdOf('looked at');

const serve = async (folder: string) => {
  const child = startChild('serveLooks', folder);
  const [, url = ''] = await child.heard(/^serves (\S+)/);
  return { child, url };
};

const look = async (url: string, name: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cuckmere-demo': 'paramedic' },
      body: JSON.stringify({
        query: `query ${name} { person(id: "${id}") { identity { __typename } } }`,
      }),
    });
    return (await response.text()).includes('Identity');
  } catch {
    return false;
  }
};

const recordedNames = async (folder: string): Promise<string[]> => {
  const log = createLog({ write: () => undefined });
  const { house, close } = await openHouse({ data: folder, log, environment: {} });
  try {
    return (await accessRecordsIn(house)).map(({ operation }) => operation ?? '');
  } finally {
    await close();
  }
};

const nameOf = (number: number): string =>
  `Look_${[...String(number)].map((digit) => String.fromCharCode(65 + Number(digit))).join('')}`;

describe(`a server that is killed while people read (CRASH_SEED=${String(seed)})`, () => {
  it('has the record of every answer that left it, at whatever moment it is killed', async () => {
    const folder = temporaryFolder();
    const answered: string[] = [];
    let number = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { child, url } = await serve(folder);
      let isOver = false;
      const read = async (): Promise<void> => {
        while (!isOver) {
          number += 1;
          const name = nameOf(number);
          if (await look(url, name)) answered.push(name);
        }
      };
      const reading = Promise.all(Array.from({ length: readers }, read));
      const enough = answered.length + readers;
      while (answered.length <= enough) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, random() * livesMs));
      endAll();
      await child.exitCode;
      isOver = true;
      await reading;
      const recorded = await recordedNames(folder);
      expect(answered.filter((name) => !recorded.includes(name))).toEqual([]);
      expect(new Set(recorded).size).toBe(recorded.length);
    }
    expect(answered.length).toBeGreaterThan(rounds * readers);
  }, 120_000);

  it('between record and answer leaves a record of what nobody was shown', async () => {
    const folder = temporaryFolder();
    const { child, url } = await serve(folder);
    expect(await look(url, 'Shown')).toBe(true);
    expect(await look(url, 'Fatal')).toBe(false);
    await child.exitCode;
    expect(await recordedNames(folder)).toEqual(['Shown', 'Fatal']);
  }, 60_000);
});
