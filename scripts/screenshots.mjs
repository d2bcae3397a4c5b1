// Writes a picture of every state of the pages into ./screenshots, at 360 and 1280 px, light, and at
// 360 px dark. `node scripts/screenshots.mjs URL` takes them of a demonstration that runs; without a
// URL it starts one on a folder of its own. It withdraws decisions of made-up people: never point it
// at anything else.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath, startDemonstration, withdraw } from './demonstration.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'screenshots');
const waitMs = 20_000;

/** `index`: each look at one changing person takes another of the same state. */
const looks = [
  { name: '360', width: 360, height: 740, colorScheme: 'light', index: 1 },
  { name: '1280', width: 1280, height: 900, colorScheme: 'light', index: 2 },
  { name: '360-dark', width: 360, height: 740, colorScheme: 'dark', index: 3 },
];

const statesOfPeople = [
  ...['NOT_FOR', 'FOR', 'WITHDRAWN', 'CONFLICTING', 'NO_DECISION', 'WITHHELD', 'DRAFT_ONLY'],
  ...['OVERDUE', 'ENDED_BY_DEATH', 'REVISED', 'NOT_ENDORSED', 'QUESTIONED', 'RESTRICTED'],
];

const unavailable = {
  __typename: 'Unavailable',
  code: 'SUBGRAPH_UNAVAILABLE',
  message: 'Could not be loaded.',
  reference: 'r-7f3a',
  retryable: true,
};
/** States that no demo person has: the answer is changed on its way to the page. */
const alterations = {
  UNAVAILABLE: (person) => Object.assign(person, { cprDecision: unavailable }),
  NOT_SHARED: (person) =>
    Object.assign(person, { cprDecision: { __typename: 'NotShared', message: 'Not shared.' } }),
  NO_IDENTITY: (person) => Object.assign(person, { identity: unavailable }),
  NOTHING_LOADED: (person) =>
    Object.assign(person, {
      identity: unavailable,
      contacts: unavailable,
      cprDecision: unavailable,
      endOfLifePlan: unavailable,
    }),
};

await main(process.argv[2]);

async function main(givenUrl) {
  mkdirSync(folder, { recursive: true });
  const demonstration = givenUrl === undefined ? await startDemonstration() : undefined;
  const base = new URL(givenUrl ?? demonstration.url);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const { people } = await (await fetch(new URL('/demo/people', base))).json();
    for (const look of looks) await takeAll({ browser, base, people, look });
  } finally {
    await browser.close();
    await demonstration?.stop();
  }
}

async function takeAll(round) {
  await takeStartPages(round);
  for (const state of statesOfPeople) await takeState(round, state);
  for (const [name, alter] of Object.entries(alterations)) await takeAltered(round, name, alter);
  await takeChange(round);
  await takeQuestion(round);
  await takeConflictForm(round);
  await takeLostConnection(round);
  await takeFinder(round);
  await takePlan(round);
  if (round.look.index === 1) await takePrint(round);
}

async function takeStartPages(round) {
  await withPage(round, undefined, async (page) => {
    await page.goto('/');
    await page.locator('.actors').waitFor();
    await take(round, page, 'start');
    await page.goto('/sign-in?with=staff');
    await take(round, page, 'sign-in');
    await page.getByRole('button', { name: /Kit Rowan/ }).click();
    await page.locator('.doors').waitFor();
    await take(round, page, 'start-signed-in');
    await openUrgent(page, personIn(round, 'NOT_FOR'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
    await take(round, page, 'urgent-signed-out');
  });
}

async function takeState(round, state) {
  await withPage(round, 'paramedic', async (page) => {
    await openUrgent(page, personIn(round, state));
    await take(round, page, `urgent-${state.toLowerCase()}`);
  });
}

async function takeAltered(round, name, alter) {
  await withPage(round, 'paramedic', async (page) => {
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      if (json.data?.person?.cprDecision) alter(json.data.person);
      await route.fulfill({ response, json });
    });
    await page.routeWebSocket(/\/graphql$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((text) => {
        const message = JSON.parse(text);
        const change = message.payload?.data?.planChanged;
        if (change) alter(change.person);
        socket.send(change ? JSON.stringify(message) : text);
      });
    });
    await openUrgent(page, personIn(round, 'NOT_FOR'));
    await take(round, page, `urgent-${name.toLowerCase()}`);
  });
}

async function takeChange(round) {
  await withPage(round, 'paramedic', async (page) => {
    const person = personIn(round, 'NOT_FOR', round.look.index);
    await openUrgent(page, person);
    await withdraw(round.base, person.personId);
    await page.locator('.changed--loaded').waitFor();
    await take(round, page, 'change-announced');
    await page.getByRole('button', { name: 'I have seen this' }).click();
    await page.locator('.changed--seen-yes').waitFor();
    await take(round, page, 'change-seen');
    await page.getByRole('button', { name: 'They say otherwise' }).click();
    await page.locator('.questions').waitFor();
    await take(round, page, 'question-of-withdrawal');
  });
}

async function takeQuestion(round) {
  await withPage(round, 'paramedic', async (page) => {
    await openUrgent(page, personIn(round, 'OVERDUE', round.look.index - 1));
    await page.getByRole('button', { name: 'They say otherwise' }).click();
    await page.locator('.questions').waitFor();
    await take(round, page, 'question-asked');
    await page.getByLabel('Who said it').fill('Her son');
    await page
      .getByLabel('What they said')
      .fill('She wants everything tried, she said so on Sunday.');
    await page.getByRole('button', { name: 'Add their words' }).click();
    await page.locator('.questions p').waitFor();
    await take(round, page, 'question-added');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.locator('.questions').waitFor({ state: 'detached' });
    await take(round, page, 'question-taken-back');
  });
}

async function takeConflictForm(round) {
  await withPage(round, 'paramedic', async (page) => {
    await openUrgent(page, personIn(round, 'CONFLICTING'));
    await page
      .getByRole('button', { name: /Record a withdrawal/ })
      .first()
      .click();
    await page.locator('.withdraw').waitFor();
    await take(round, page, 'conflict-withdrawal');
  });
}

async function takeLostConnection(round) {
  for (const state of ['NOT_FOR', 'NO_DECISION']) {
    await withPage(round, 'paramedic', async (page) => {
      const open = [];
      let isCut = false;
      await page.routeWebSocket(/\/graphql$/, (socket) => {
        if (isCut) void socket.close({ code: 1001 });
        else open.push(socket, socket.connectToServer());
      });
      await openUrgent(page, personIn(round, state));
      isCut = true;
      for (const socket of open) await socket.close({ code: 1001 });
      await page.locator('.live--lost').waitFor();
      await take(round, page, `connection-lost-${state.toLowerCase()}`);
      if (state === 'NO_DECISION') return;
      await page.getByRole('button', { name: 'Record a withdrawal' }).click();
      await page.getByLabel('Why it is withdrawn').fill('She no longer agrees with it.');
      await page.route('**/graphql', (route) => route.abort());
      await page.getByRole('button', { name: 'Record the withdrawal' }).click();
      await page.getByText(/^Not saved/).waitFor();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText(/Tried .* no answer/).waitFor();
      await take(round, page, 'connection-lost-not-saved');
    });
  }
}

async function takeFinder(round) {
  await withPage(round, 'paramedic', async (page) => {
    const find = page.getByRole('button', { name: 'Find', exact: true });
    await page.goto('/urgent');
    await find.waitFor();
    await take(round, page, 'find');
    await page.locator('#find-nhsNumber').fill('999 000 0019');
    await find.click();
    await page.locator('.nhsuk-error-summary').waitFor();
    await take(round, page, 'find-error');
    await page.locator('#find-nhsNumber').fill('999 999 9999');
    await find.click();
    await page.locator('.found').waitFor();
    await take(round, page, 'find-nobody');
    const { name, dateOfBirth } = personIn(round, 'NOT_FOR');
    await page.getByLabel('Sound of the name and date of birth').check();
    await page.locator('#find-familyName').fill(name.split(',')[0]);
    await page.locator('#find-dateOfBirth').fill(dateOfBirth);
    await find.click();
    await page.locator('.candidates').waitFor();
    await take(round, page, 'find-confirm');
  });
}

async function takePlan(round) {
  await withPage(round, 'gp', async (page) => {
    await page.goto('/plan');
    await page.locator('#find-nhsNumber').fill('999 999 9999');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.locator('#register-family').waitFor();
    await take(round, page, 'plan-register');
    await page.goto(`/plan#person=${personIn(round, 'NOT_FOR').personId}`);
    await page.locator('.publish').waitFor();
    await page.locator('.live--live').waitFor();
    await take(round, page, 'plan');
    await page.getByRole('button', { name: 'Record a new decision' }).click();
    await page.locator('#cpr-reason').fill('');
    await page.getByRole('button', { name: 'Save the decision to the draft' }).click();
    await page.locator('.nhsuk-error-summary').waitFor();
    await take(round, page, 'plan-error', { fullPage: false });
  });
  await withPage(round, 'gp', async (page) => {
    await page.goto(`/plan#person=${personIn(round, 'DRAFT_ONLY').personId}`);
    await page.locator('.publish').waitFor();
    await page.locator('.live--live').waitFor();
    await take(round, page, 'plan-draft');
    await page.getByText('Record that this person has died').click();
    await take(round, page, 'plan-death');
  });
}

async function takePrint(round) {
  await withPage(round, 'paramedic', async (page) => {
    await page.setViewportSize({ width: 690, height: 1000 });
    await openUrgent(page, personIn(round, 'NOT_FOR'));
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: join(folder, 'print-a4.png'), fullPage: true });
  });
}

/** A page in a browser context of its own, signed in as this actor. */
async function withPage({ browser, base, look }, actor, use) {
  const { width, height, colorScheme } = look;
  const context = await browser.newContext({
    baseURL: base.href,
    viewport: { width, height },
    colorScheme,
    locale: 'en-GB',
  });
  context.setDefaultTimeout(waitMs);
  try {
    const page = await context.newPage();
    if (actor !== undefined) {
      await page.goto(`/sign-in?with=staff&login_hint=${actor}`);
      await page.locator('.signed-in').waitFor();
    }
    await use(page);
  } finally {
    await context.close();
  }
}

async function openUrgent(page, person) {
  await page.goto(`/urgent#person=${person.personId}`);
  await page.locator('.live:not(.live--connecting)').waitFor();
}

async function take({ look }, page, name, { fullPage = true } = {}) {
  const file = `${name}-${look.name}.png`;
  if (fullPage) await page.evaluate(() => globalThis.scrollTo(0, 0));
  await page.screenshot({ path: join(folder, file), fullPage });
  console.log(`screenshots/${file}`);
}

function personIn({ people }, state, index = 0) {
  const those = people.filter((person) => person.state === state);
  const person = those[index] ?? those[0];
  if (person === undefined) throw new Error(`No demo person is in the state ${state}.`);
  return person;
}
