/**
 * A log brought back from a backup that was made while 500 changes a second went on: served again with
 * read models equal to a replay, and whoever holds a position of before is told to read again.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from '../../cli/backup';
import { restore } from '../../cli/restore';
import { verifyProjections } from '../../cli/verifyProjections';
import { readManifest } from '../../events/store/sqlite/backupManifest';
import { doneOf } from '../projections/openedData';
import { actOf, personIdOf } from '../support/acts';
import { openTestApp, until } from '../support/app';
import type { TestApp } from '../support/app';
import { follow } from '../support/live';
import { temporaryFolder } from '../support/temporaryFolder';
import { refusedBy, saved, write, writePlan } from '../support/writes';

const nothing = (): void => undefined;
const perSecond = 500;
/** Ends the writing of a test that failed. */
const writesMax = 5_000;
const sharing = {
  type: 'RecordSharingDecision',
  decision: 'GIVEN',
  decidedBy: 'PERSON',
} as const;

/** Offers changes evenly, whatever the log does, until told to end; gives how many were answered. */
const writeEvenly = ({ app }: TestApp): { end(): Promise<number> } => {
  const began = performance.now();
  const answers: Promise<unknown>[] = [];
  let answered = 0;
  let isOver = false;
  const offering = (async () => {
    while (!isOver && answers.length < writesMax) {
      const due = Math.min(((performance.now() - began) / 1000) * perSecond, writesMax);
      while (answers.length < due) {
        const seed = `even ${String(answers.length)}`;
        const writing = app.house.loops.sharing.handle(personIdOf(seed), sharing, actOf(seed));
        answers.push(writing.then(doneOf).then(() => (answered += 1)));
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await offering;
      await Promise.all(answers);
      return answered;
    },
  };
};

describe('a log that was brought back', () => {
  it('serves what its backup holds, and knows no position of before', async () => {
    const before = await openTestApp();
    const { personId } = await writePlan(before);
    const { position: early } = await saved(before, 'gp', 'questionCprDecision', {
      personId,
      concern: 'early',
    });
    const writing = writeEvenly(before);
    const copy = join(temporaryFolder(), 'copy');
    await backup({ data: before.data, to: copy, environment: {}, say: nothing });
    expect(await writing.end()).toBeGreaterThan(0);
    const { position: late } = await saved(before, 'gp', 'questionCprDecision', {
      personId,
      concern: 'after the backup',
    });
    await before.close();

    const data = temporaryFolder();
    await restore({ from: copy, data, say: nothing });
    cpSync(join(before.data, 'keys'), join(data, 'keys'), { recursive: true });
    const after = await openTestApp({ data });
    const { runner, store } = after.app.house;
    const { lastPosition } = readManifest(copy);
    await until(
      () => String(runner.status().position) >= (lastPosition ?? ''),
      'the read models are there',
    );
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    expect(await verifyProjections({ data, environment: {}, say })).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^0 differences: /)]);

    for (const token of [early, late]) {
      expect(token.startsWith(`${store.generation}.`)).toBe(false);
      const follower = follow(after, { personId, after: token });
      await until(() => follower.errors.length > 0, 'the follower is refused');
      expect(follower.errors).toMatchObject([{ extensions: { code: 'POSITION_UNKNOWN' } }]);
      const acknowledged = await write(after, 'gp', 'acknowledgePlanChange', {
        personId,
        position: token,
      });
      expect(acknowledged).toMatchObject({ __typename: 'Refused', code: 'POSITION_UNKNOWN' });
      const changes = await after.graphql(
        'gp',
        `query($id: ID!, $after: String!) { person(id: $id) { planChanges(after: $after) {
          __typename ... on Unavailable { code } } } }`,
        { id: personId, after: token },
      );
      expect(changes.data.person.planChanges).toMatchObject({
        __typename: 'Unavailable',
        code: 'POSITION_UNKNOWN',
      });
      const read = await after.graphql(
        'gp',
        `query($id: ID!) { person(id: $id) { endOfLifePlan { __typename
          ... on EndOfLifePlan { reading { current } } } } }`,
        { id: personId },
        { readAfter: token },
      );
      expect(read.errors).toBeUndefined();
      expect(read.data.person.endOfLifePlan.reading).toEqual({ current: false });
    }

    const again = follow(after, { personId });
    await again.heard(1);
    await saved(after, 'gp', 'questionCprDecision', { personId, concern: 'new' });
    await again.heard(2);
    expect(again.messages[1]?.position.startsWith(`${store.generation}.`)).toBe(true);
  }, 120_000);

  it('takes no edit and no signature of a form that was filled before, though others wrote since', async () => {
    const before = await openTestApp();
    const { personId } = await writePlan(before);
    const copy = join(temporaryFolder(), 'copy');
    await backup({ data: before.data, to: copy, environment: {}, say: nothing });
    const lost = { personId, basedOn: '2', statement: 'Comfort at home' };
    const { revision: shown } = await saved(before, 'gp', 'stateFocusOfCare', lost);
    await before.close();

    const data = temporaryFolder();
    await restore({ from: copy, data, say: nothing });
    cpSync(join(before.data, 'keys'), join(data, 'keys'), { recursive: true });
    const after = await openTestApp({ data });
    const other = { personId, basedOn: '2', statement: 'Hospital if it may be cured' };
    const { revision: anew } = await saved(after, 'consultant', 'stateFocusOfCare', other);
    expect((anew as string).split('.')[1]).toBe((shown as string).split('.')[1]);

    for (const [mutation, field, more] of [
      ['publishEndOfLifePlan', 'draftRevision', {}],
      ['statePreferredPlaceOfCare', 'basedOn', { first: 'At home' }],
    ] as const) {
      const input = { personId, [field]: shown as string, ...more };
      expect(await refusedBy(after, 'gp', mutation, input)).toMatchObject({
        __typename: 'Refused',
        code: 'REVISION_UNKNOWN',
        field,
      });
      await saved(after, 'gp', mutation, { ...input, [field]: anew as string });
    }
  });
});
