/** What browser tests ask of a page: words that come into sight, its text, and what axe finds. */
import { source as axeSource } from 'axe-core';
import type { Page } from 'playwright-core';

const waitMs = 40_000;

/** Waits until the words are in sight. */
export const see = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor({ timeout: waitMs });

export const textOf = (page: Page): Promise<string> => page.locator('body').innerText();

/** How many pixels of the page stand outside of its width. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );

/** Each rule of accessibility that the page breaks, with the element that breaks it. */
export const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
    );
  });
};

/** What a gloved finger could miss. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('main button')]
    .filter((one) => Math.min(one.offsetHeight, one.offsetWidth) < 44)
    .map((one) => one.innerText)`);

/** Nothing that axe finds, nothing outside of the page, no button that is too small. */
export const isSound = async (page: Page): Promise<void> => {
  expect(await violationsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  expect(await smallTargets(page)).toEqual([]);
};
