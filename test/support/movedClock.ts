/** The product with a clock of its own, which stands still until a test moves it. */
import { openTestApp } from './app';
import type { TestApp, TestAppOptions } from './app';

export interface MovedApp {
  readonly app: TestApp;
  /** RFC 3339, this many hours after the clock's own now. */
  readonly inHours: (hours: number) => string;
  readonly passHours: (hours: number) => void;
}

const hourMs = 3_600_000;

export const openMovedApp = async (options: TestAppOptions = {}): Promise<MovedApp> => {
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const app = await openTestApp({ ...options, clock: () => new Date(now) });
  return {
    app,
    inHours: (hours) => new Date(now + hours * hourMs).toISOString(),
    passHours: (hours) => {
      now += hours * hourMs;
    },
  };
};
