/**
 * What a crew does on the urgent view, in a real browser: one tap that is never lost, a withdrawal of
 * the record that is meant, and words that stay while the connection or the identity is lost.
 */
import type { Page } from 'playwright-core';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { openPage } from '../support/browser';
import { describeBrowser } from '../support/chromium';
import { openLine } from '../support/cuttableLine';
import type { CuttableLine } from '../support/cuttableLine';
import { overflowOf, see, textOf, violationsOf } from '../support/pages';
import { cprInput, readUrgent, register, saved, writePlan } from '../support/writes';

const lines: CuttableLine[] = [];
afterEach(async () => {
  for (const line of lines.splice(0)) await line.close();
});

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

const questionsOf = async (app: TestApp, id: string): Promise<Data[]> => {
  const query = `query($id: ID!) { person(id: $id) { cprDecision { ... on CprRecorded {
    questions { concern saidBy follows } } } } }`;
  return (await app.graphql('gp', query, { id })).data.person.cprDecision.questions as Data[];
};

/** A paper form that says otherwise, beside the decision of `writePlan`: shown at once. */
const addPaperForm = (app: TestApp, personId: string): Promise<Data> =>
  saved(app, 'gp', 'recordCprDecision', {
    personId,
    ...cprInput({
      basedOn: '2',
      decision: '450475007',
      decidedOn: '2026-03-05',
      paper: { signatory: 'Dr P. Lane', formDate: '2026-03-05', originalSeenOn: '2026-03-06' },
    }),
  });

/** Cuts what the page follows by, and nothing else; from then on no new one opens. */
const cutSocketOf = async (page: Page): Promise<() => Promise<void>> => {
  const open: { close: (options: { code: number }) => Promise<void> }[] = [];
  let isCut = false;
  await page.routeWebSocket(/\/graphql$/, (socket) => {
    if (isCut) void socket.close({ code: 1001 });
    else open.push(socket, socket.connectToServer());
  });
  return async () => {
    isCut = true;
    for (const socket of open) await socket.close({ code: 1001 });
  };
};

/** Every answer and message from now on says that the identity could not be loaded. */
const loseIdentity = async (page: Page): Promise<void> => {
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const json = (await response.json()) as { data?: Data };
    if (json.data?.person) json.data.person.identity = null;
    await route.fulfill({ response, json });
  });
};

describeBrowser('what a crew does on the urgent view', (executablePath) => {
  it('records one tap at once, adds who said what, and takes it back', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    await press(page, 'They say otherwise');
    await see(page, /^Recorded \d\d:\d\d/);
    expect(await questionsOf(app, personId)).toMatchObject([{ concern: 'They say otherwise' }]);

    await press(page, 'Add their words');
    await see(page, 'There is a problem');
    await page.getByLabel('Who said it').fill('Her son');
    await page.getByLabel('What they said').fill('She wants it tried.');
    await press(page, 'Add their words');
    await see(page, /Their words were added/);
    await see(page, 'Added');
    const [first, added] = await questionsOf(app, personId);
    expect(added).toMatchObject({ concern: 'She wants it tried.', saidBy: 'Her son' });
    expect(first.follows).toBeNull();

    await press(page, 'Take it back');
    await see(page, /^Taken back \d\d:\d\d/);
    await page.locator('.questions').waitFor({ state: 'detached' });
    expect(await questionsOf(app, personId)).toEqual([]);
    await press(page, 'They say otherwise');
    await see(page, /^Recorded \d\d:\d\d/);
  });

  it('withdraws the record that is named where two disagree', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    await addPaperForm(app, personId);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'Two records disagree');
    await press(page, 'Record a withdrawal of “For attempted CPR”, 5 Mar 2026');
    await see(page, 'Record a withdrawal: “For attempted CPR”, 5 Mar 2026');
    await page.getByLabel('Why it is withdrawn').fill('The ward form was for another stay.');
    await press(page, 'Record the withdrawal');
    await page.locator('.cpr--not').waitFor();
    expect((await readUrgent(app, personId)).cprDecision.__typename).toBe('CprRecorded');
  });

  it('goes to what stands after a withdrawal was recorded, and says that it was', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    await press(page, 'Record a withdrawal');
    await page.getByLabel('Why it is withdrawn').fill('She has changed her mind.');
    await press(page, 'Record the withdrawal');
    await see(page, 'Decision against CPR withdrawn');
    await page.waitForFunction("document.activeElement?.id === 'cpr-heading'");
    await page.waitForFunction('window.scrollY === 0');
    await page
      .getByRole('status')
      .getByText(/^Withdrawal recorded \d\d:\d\d/)
      .waitFor();
  });

  it('keeps what is typed while nothing can be saved, and saves it once it can', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const line = await openLine(app.app.port);
    lines.push(line);
    const page = await openPage({ executablePath, url: line.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    await press(page, 'Record a withdrawal');
    await page.getByLabel('Why it is withdrawn').fill('She has changed her mind.');
    line.cut();
    await see(page, 'Nothing can be saved without a connection. What you type is kept here.');
    await press(page, 'Record the withdrawal');
    await see(page, /^Not saved: .*Your words are kept here/);
    await press(page, 'They say otherwise');
    await see(page, /^Not recorded: .*Press again to retry/);
    expect(await page.getByLabel('Why it is withdrawn').inputValue()).toBe(
      'She has changed her mind.',
    );

    line.mend();
    await see(page, /^Live$/);
    await press(page, 'Record the withdrawal');
    await see(page, 'Decision against CPR withdrawn');
    expect((await readUrgent(app, personId)).cprDecision).toMatchObject({
      reason: 'She has changed her mind.',
    });
  });

  it('asks again at "Try again" over everything, while what it follows by is lost', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    const cut = await cutSocketOf(page);
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    await cut();
    await see(page, /^Connection lost\. Everything here is as it stood at \d\d:\d\d:\d\d/);
    await saved(app, 'gp', 'withdrawCprDecision', { personId, reason: 'She changed her mind.' });
    await press(page, 'Try again');
    await see(page, 'Decision against CPR withdrawn');
    await see(page, /^Connection lost\. Everything here/);

    await page.route('**/graphql', (route) => route.abort());
    await press(page, 'Try again');
    await see(page, /Tried \d\d:\d\d:\d\d: no answer\./);
  });

  it('no longer says that there is none once the connection is lost, and does when it is back', async () => {
    const app = await openTestApp();
    const personId = await register(app);
    const line = await openLine(app.app.port);
    lines.push(line);
    const page = await openPage({ executablePath, url: line.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'No decision recorded');
    await see(page, /^Live$/);
    line.cut();
    await see(page, 'Connection lost: no longer known');
    expect(await textOf(page)).not.toContain('No decision recorded');
    line.mend();
    await see(page, 'No decision recorded');
  });

  it('records nothing while it is not known whose record it is, and keeps what was typed', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'paramedic' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, /^Live$/);
    await press(page, 'Record a withdrawal');
    await page.getByLabel('Why it is withdrawn').fill('She has changed her mind.');
    await loseIdentity(page);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await see(page, 'Not confirmed whose this is.');
    await see(page, /^Nothing can be recorded until it is known whose record this is/);
    expect(await page.getByRole('button', { name: 'Record the withdrawal' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'They say otherwise' }).count()).toBe(0);
    expect(await page.getByLabel('Why it is withdrawn').inputValue()).toBe(
      'She has changed her mind.',
    );
  });

  it('leads to the history of the whole plan', async () => {
    const app = await openTestApp();
    const { personId } = await writePlan(app);
    const page = await openPage({ executablePath, url: app.app.url, actor: 'gp' });
    await page.goto(`/urgent#person=${personId}`);
    await see(page, 'History');
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('#history-heading:focus').waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'fits 320 px and axe finds nothing in %s: strip, forms, questions, two records',
    async (colorScheme) => {
      const app = await openTestApp();
      const { personId } = await writePlan(app);
      const options = { executablePath, url: app.app.url, actor: 'paramedic' };
      const page = await openPage({ ...options, width: 320, colorScheme });
      const cut = await cutSocketOf(page);
      await page.goto(`/urgent#person=${personId}`);
      await see(page, /^Live$/);
      await press(page, 'They say otherwise');
      await see(page, /^Recorded/);
      await press(page, 'Record a withdrawal');
      await press(page, 'Record the withdrawal');
      await see(page, 'There is a problem');
      await cut();
      await see(page, /^Connection lost\. Everything/);
      expect(await overflowOf(page)).toBe(0);
      expect(await violationsOf(page)).toEqual([]);

      await addPaperForm(app, personId);
      await press(page, 'Try again');
      await see(page, 'Two records disagree');
      await see(page, /^Recorded/);
      expect(await overflowOf(page)).toBe(0);
      expect(await violationsOf(page)).toEqual([]);

      await loseIdentity(page);
      await press(page, 'Try again');
      await see(page, 'Not confirmed whose this is.');
      expect(await overflowOf(page)).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
    },
  );
});
