/**
 * The urgent view in a real browser: it changes by itself when a decision is withdrawn, says when
 * the connection is lost, misses nothing, and never shows a fault as "No decision recorded".
 */
import type { Page } from 'playwright-core';
import type { Subgraph } from '../../subgraphs/subgraph';
import { openTestApp, until } from '../support/app';
import type { TestApp } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { openLine } from '../support/cuttableLine';
import type { CuttableLine } from '../support/cuttableLine';
import { overflowOf, see, textOf, violationsOf } from '../support/pages';
import { saved, writePlan } from '../support/writes';

const lines: CuttableLine[] = [];
afterEach(async () => {
  for (const line of lines.splice(0)) await line.close();
});

/** Says whether the page was loaded anew: the mark is gone then. */
const mark = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(globalThis, { isSamePage: true });
  });
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'isSamePage' in globalThis);

/** True once the page's subscription was answered its first message. */
const isFollowed = async (app: TestApp): Promise<boolean> => {
  const { live } = (await (await app.fetch('/health/ready')).json()) as {
    live: { members: number; opening: number };
  };
  return live.members === 1 && live.opening === 0;
};

const withdraw = (app: TestApp, personId: string): Promise<unknown> =>
  saved(app, 'gp', 'withdrawCprDecision', { personId, reason: 'She has changed her mind.' });

type Mode = 'well' | 'failing' | 'late' | 'null entities' | 'nonsense';

const faultyPlans =
  (mode: () => Mode) =>
  (subgraph: Subgraph): Subgraph =>
    subgraph.name === 'end-of-life-plan'
      ? {
          ...subgraph,
          execute: (request) => {
            switch (mode()) {
              case 'well':
                return subgraph.execute(request);
              case 'failing':
                return Promise.reject(new Error('the subgraph is down'));
              case 'late':
                return new Promise(() => undefined);
              case 'null entities':
                return Promise.resolve({ data: { _entities: [null] } });
              case 'nonsense':
                return Promise.resolve({ data: { _entities: [{ __typename: 'Person' }] } });
            }
          },
        }
      : subgraph;

/** Pages are slow beside other tests on two cores; what they show is tested, not how soon. */
jest.setTimeout(120_000);

describeBrowser('the urgent view', (executablePath) => {
  it('is found by NHS number and shows the decision with its facts', async () => {
    const app = await openTestApp();
    await writePlan(app, { nhsNumber: '9990000018' });
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto('/urgent');
    await page.getByLabel('NHS number').last().fill('999 000 0018');
    await page.getByRole('button', { name: 'Find' }).click();
    await see(page, 'Not for attempted CPR');
    const text = await textOf(page);
    expect(text).toContain('PILBEAM, Edith');
    expect(text).toContain('999 000 0018');
    expect(text).toContain('1 Mar 2026');
    expect(text).toMatch(/not yet endorsed/i);
    expect(page.url()).not.toContain('9990000018');
  });

  it('shows a withdrawal by itself, without a reload, and says what changed', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'Not for attempted CPR');
    await see(page, /^Live$/);
    await mark(page);
    await withdraw(app, personId);
    await see(page, 'Decision against CPR withdrawn');
    await see(page, /the decision against CPR was withdrawn/);
    expect(await isMarked(page)).toBe(true);
    expect(await textOf(page)).toContain('She has changed her mind.');
    expect(await page.getByText('Not for attempted CPR', { exact: true }).count()).toBe(0);

    await page.getByRole('button', { name: 'I have seen this' }).click();
    await see(page, /Seen/);
    const seen = await app.graphql(
      'gp',
      'query($id: ID!) { person(id: $id) { endOfLifePlan { ... on EndOfLifePlan { seenBy { by { name } } } } } }',
      { id: personId },
    );
    expect(seen.data.person.endOfLifePlan.seenBy).toEqual([{ by: { name: 'Kit Rowan' } }]);
  });

  it('says that the connection is lost, and misses nothing once it is back', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const line = await openLine(app.app.port);
    lines.push(line);
    const page = await openPage({ executablePath, url: line.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    await mark(page);
    line.cut();
    await see(page, /Connection lost|Reconnecting/);
    await see(page, /Connection lost \d\d:\d\d/);
    expect(await textOf(page)).toContain('Not for attempted CPR');

    await saved(app, 'gp', 'questionCprDecision', { personId, concern: 'Her son says otherwise' });
    await withdraw(app, personId);
    line.mend();
    await see(page, 'Decision against CPR withdrawn');
    await see(page, /^Live$/);
    await see(page, /the decision against CPR was withdrawn/);
    expect(await isMarked(page)).toBe(true);
  });

  it.each(['failing', 'late', 'null entities', 'nonsense'] as const)(
    'keeps name and banner and says "could not be loaded" while the plans are %s',
    async (fault) => {
      let mode: Mode = 'well';
      const app = await openTestApp({ wrapSubgraph: faultyPlans(() => mode) });
      const { personId } = await writePlan(app);
      mode = fault;
      const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
      await page.goto(`/urgent#person=${personId}`);
      await see(page, 'Could not be loaded');
      const text = await textOf(page);
      expect(text).toContain('PILBEAM, Edith');
      expect(text).toContain('01323 555 020');
      expect(text).not.toMatch(/no decision recorded/i);
      expect(text).not.toMatch(/nobody has recorded/i);

      expect(text).toContain('Not all loaded');
      expect(text).not.toMatch(/^Live$/m);
      expect(text).toContain('Resuscitation and the end-of-life plan could not be read.');

      // Once it follows, the page asks again only every 15 s, or when told: here it is told.
      await until(() => isFollowed(app), 'the page follows the person');
      mode = 'well';
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await see(page, 'Not for attempted CPR');
      await see(page, /^Live$/);
    },
  );

  it('never turns a known decision into none when the plans fail while it is open', async () => {
    let mode: Mode = 'well';
    const app = await openTestApp({ wrapSubgraph: faultyPlans(() => mode) });
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    mode = 'null entities';
    await saved(app, 'gp', 'recordContact', {
      personId,
      name: 'Out of hours GP',
      kind: 'PROFESSIONAL',
      telephone: '01632 960 111',
      availability: 'ANY_HOUR',
    });
    await see(page, 'Out of hours GP');
    await see(page, 'Could not be loaded');
    expect(await textOf(page)).not.toMatch(/no decision recorded/i);
  });

  it('says "No decision recorded" only of a record read to its end', async () => {
    const app = await openTestApp();
    const person = await saved(app, 'gp', 'registerPerson', {
      name: { family: 'Catt', given: ['Ivy'] },
      dateOfBirth: '1950-01-02',
    });
    const personId = (person as { person: { id: string } }).person.id;
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'No decision recorded');
    expect(await textOf(page)).toMatch(/Checked to the end of the record at \d\d:\d\d:\d\d/);
  });

  it('fits a narrow screen without sideways scroll, and axe finds nothing', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const url = app.app.url;
    const page = await openPage({ executablePath, url, actor: 'paramedic', width: 320 });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'Not for attempted CPR');
    expect(await overflowOf(page)).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});
