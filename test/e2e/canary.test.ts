/**
 * Nothing personal where it does not belong: a person with values that stand out is written, read,
 * refused and failed about; none of the values is in a log line, in a stream name, event type or
 * metadata, in an address, or in clear on the disk (DESIGN.md 3 to 5, SAFETY.md 5).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { follow } from '../support/live';
import { onEachLog } from '../support/logs';
import {
  contactInput,
  cprInput,
  nhsNumberAt,
  readUrgent,
  register,
  saved,
  send,
  write,
} from '../support/writes';
import { createFaults } from '../gateway/failingSubgraph';

const nhsNumber = nhsNumberAt(77);
const canaries = {
  family: 'Quetzalcoatl',
  given: 'Xochipilli',
  line: 'Canary Wharfside Cottage',
  postcode: 'BN21 9ZQ',
  telephone: '01323 555 777',
  reason: 'canary-reason-of-the-decision',
  contact: 'Nightjar Canary Team',
  concern: 'canary-concern-of-her-son',
  place: 'canary-hospice-by-the-sea',
  nhsNumber,
  author: 'Dr Sam Khan',
};

const canariesIn = (text: string): string[] => {
  const plain = text.toLowerCase();
  return Object.entries(canaries)
    .filter(([, value]) => plain.includes(value.toLowerCase()))
    .map(([name]) => name);
};

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const { fail, mend, wrap } = createFaults();

/** Everything that may go right or wrong about one person. */
const writeEverything = async (app: TestApp): Promise<string> => {
  const person = {
    name: { family: canaries.family, given: [canaries.given] },
    address: { lines: [canaries.line], postcode: canaries.postcode },
    telephone: canaries.telephone,
    nhsNumber,
  };
  const personId = await register(app, person);
  await write(app, 'gp', 'registerPerson', { ...person, dateOfBirth: '1938-04-09' });
  await saved(app, 'gp', 'recordContact', {
    personId,
    ...contactInput({ name: canaries.contact }),
  });
  await saved(app, 'gp', 'startEndOfLifePlan', { personId });
  const decision = cprInput({ personId, reason: canaries.reason });
  await write(app, 'paramedic', 'recordCprDecision', decision);
  await send(app, 'gp', 'recordCprDecision', { ...decision, decision: undefined });
  const { revision } = await saved(app, 'gp', 'recordCprDecision', decision);
  await saved(app, 'gp', 'publishEndOfLifePlan', { personId, draftRevision: revision });
  await saved(app, 'gp', 'statePreferredPlaceOfDeath', {
    personId,
    basedOn: '2',
    first: { place: '108401000000102', name: canaries.place },
  });
  const follower = follow(app, {
    personId,
    selection: 'identity { ... on Identity { nhsNumber name { family } } }',
  });
  await follower.heard(1);
  await saved(app, 'paramedic', 'questionCprDecision', { personId, concern: canaries.concern });
  await follower.heard(2);
  expect(canariesIn(JSON.stringify(follower.messages))).toEqual(['family', 'nhsNumber']);
  for (const name of ['people', 'end-of-life-plan']) {
    fail(name, () => Promise.reject(new Error(JSON.stringify(canaries))));
    await readUrgent(app, personId);
    await send(app, 'gp', 'registerPerson', { ...person, dateOfBirth: '1938-04-09' });
    await send(app, 'gp', 'recordCprDecision', decision);
    mend();
  }
  for (const body of [`{"query": "{ ${canaries.family} }"}`, `{ ${canaries.family}`]) {
    await app.fetch(`/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-cuckmere-demo': 'gp' },
      body,
    });
  }
  return personId;
};

onEachLog((logOf) => {
  describe('what is personal', () => {
    it('is in no log line, no stream name, event type or metadata, and not in clear on the disk', async () => {
      const app = await openTestApp({ logOf, wrapSubgraph: wrap });
      const personId = await writeEverything(app);
      const { events } = await app.app.house.store.readAll('start', [], 4_000);
      const clear = events.map(({ stream, type, metadata }) => [stream, type, metadata]);
      const health = await (await app.fetch('/health/ready')).text();
      await app.close();

      expect(app.logLines.length).toBeGreaterThan(0);
      expect(canariesIn(app.logLines.join('\n'))).toEqual([]);
      expect(events.length).toBeGreaterThan(7);
      expect(canariesIn(JSON.stringify(clear))).toEqual([]);
      expect(canariesIn(health)).toEqual([]);
      expect(health).not.toContain(personId);
      const files = filesUnder(app.data);
      expect(files.map((file) => canariesIn(file))).toEqual(files.map(() => []));
      const found = files.map((file) => [file, canariesIn(readFileSync(file, 'latin1'))]);
      expect(found.filter(([, names]) => (names as string[]).length > 0)).toEqual([]);
      expect(found.length).toBeGreaterThan(3);
    });
  });
});

describe('what is personal', () => {
  it('would be found by this test where it is', () => {
    expect(canariesIn(`{"x":"${canaries.line.toUpperCase()}"} ${nhsNumber}`)).toEqual([
      'line',
      'nhsNumber',
    ]);
  });
});
