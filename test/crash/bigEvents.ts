/** Events that fill a disk soon; the same in the child and in the test. */
import type { EventId } from '../../events/ids';
import { streamName } from '../../events/ids';
import type { NewEvent } from '../../events/store/eventStore';
import { personIdOf, uuidOf } from '../support/acts';

export const bigStream = streamName('endOfLifePlan', personIdOf('big'));

export const bigEvent = (number: number): NewEvent => ({
  id: uuidOf(`big ${String(number)}`) as EventId,
  type: 'SomethingHappened',
  data: Buffer.alloc(10_000, number % 256),
  metadata: { schema: '1', number: String(number) },
});
