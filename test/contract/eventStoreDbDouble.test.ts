/** The EventStoreDB adapter against the double: its whole way runs wherever the tests run. */
import { startDouble } from '../support/eventstoredb/startDouble';
import type { Double } from '../support/eventstoredb/startDouble';
import { eventStoreDbContract } from './eventStoreDbContract';
import { eventStoreDbLine } from './eventStoreDbLine';
import { eventStoreDbWays } from './eventStoreDbWays';

let double: Double;
beforeAll(async () => {
  double = await startDouble();
});
afterAll(() => double.close());
const urlOf = (): string => double.url;

eventStoreDbContract('the double', urlOf);
eventStoreDbWays('the double', urlOf);
eventStoreDbLine('the double', urlOf);
