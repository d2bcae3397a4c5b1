/**
 * A page of real Chromium, signed in as a demo person by the header of `headerSignIn.ts`, or not
 * signed in; everything is closed after each test.
 */
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { chromiumArgs } from './chromium';
import { demoHeader } from './headerSignIn';

let browser: Browser | undefined;
afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

export interface OpenPageOptions {
  readonly executablePath: string;
  readonly url: string;
  /** Absent: nobody is signed in. */
  readonly actor?: string;
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens a page of its own context; `url` is the server's address. */
export const openPage = async (options: OpenPageOptions): Promise<Page> => {
  const { executablePath, url, actor, width = 360, colorScheme = 'light' } = options;
  browser ??= await chromium.launch({ executablePath, args: [...chromiumArgs] });
  const context = await browser.newContext({
    ...(actor === undefined ? {} : { extraHTTPHeaders: { [demoHeader]: actor } }),
    viewport: { width, height: 800 },
    colorScheme,
    baseURL: url,
  });
  return context.newPage();
};
