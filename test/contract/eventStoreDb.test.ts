/** The EventStoreDB adapter against the real server that `EVENTSTORE_TEST_URL` names, if any. */
import { eventStoreDbContract } from './eventStoreDbContract';

const url = process.env['EVENTSTORE_TEST_URL'];

if (url) eventStoreDbContract('EventStoreDB', () => url);
