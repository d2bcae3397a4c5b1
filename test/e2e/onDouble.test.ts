/** The product on EventStoreDB wherever the tests run: a whole day, and its store away, on the double. */
import { openTestApp } from '../support/app';
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double } from '../support/eventstoredb/startDouble';
import { logOn } from '../support/logs';
import { liveOneDay } from './scriptedDay';
import { serverGone } from './serverGone';

// Some forty calls one after the other: 1.4 s, or 18 s on EventStoreDB on a machine that is busy.
jest.setTimeout(120_000);

let double: Double;
beforeAll(async () => {
  double = await startDouble();
});
afterAll(() => double.close());

serverGone('the double', () => double.url);

describe('a day of a plan on the double', () => {
  it('goes as those who live it expect', async () => {
    await liveOneDay(await openTestApp({ logOf: logOn(double.url) }));
  });
});
