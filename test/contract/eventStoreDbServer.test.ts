/**
 * EventStoreDB itself, asked with the vendor's client: the double, and the real server that
 * `EVENTSTORE_TEST_URL` names, if any. What the two answer differently is mended in the double.
 */
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double } from '../support/eventstoredb/startDouble';
import { serverAppendContract } from './serverAppendContract';
import { serverReadContract } from './serverReadContract';
import { serverSubscriptionContract } from './serverSubscriptionContract';

const serverContract = (name: string, urlOf: () => string): void => {
  serverAppendContract(name, urlOf);
  serverReadContract(name, urlOf);
  serverSubscriptionContract(name, urlOf);
};

let double: Double;
beforeAll(async () => {
  double = await startDouble();
});
afterAll(() => double.close());
serverContract('the double', () => double.url);

const url = process.env['EVENTSTORE_TEST_URL'];
if (url) serverContract('EventStoreDB', () => url);
