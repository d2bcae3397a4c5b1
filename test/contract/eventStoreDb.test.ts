/** The EventStoreDB adapter against the real server that `EVENTSTORE_TEST_URL` names, if any. */
import { eventStoreDbContract } from './eventStoreDbContract';
import { eventStoreDbLine } from './eventStoreDbLine';
import { eventStoreDbWays } from './eventStoreDbWays';

const url = process.env['EVENTSTORE_TEST_URL'];

if (url) {
  eventStoreDbContract('EventStoreDB', () => url);
  eventStoreDbWays('EventStoreDB', () => url);
  eventStoreDbLine('EventStoreDB', () => url);
}
