/**
 * Events and streams for the store contract. Their ids follow from a name and from the run, so a
 * repeat within a test is a repeat, and a second run on the same server is not.
 */
import { randomUUID } from 'node:crypto';
import type { EventId, StreamName } from '../../events/ids';
import type {
  EventStore,
  NewEvent,
  Position,
  SubscriptionMessage,
} from '../../events/store/eventStore';
import { uuidOf } from '../support/acts';

const run = randomUUID();
let categories = 0;

/** A category that nothing else writes to. */
export const freshCategory = (): string => {
  categories += 1;
  return `contract${run.replaceAll('-', '')}n${String(categories)}`;
};

/** A stream that was never written, of a category of its own unless told. */
export const freshStream = (category = freshCategory(), name = 'one'): StreamName =>
  `${category}-${uuidOf(`${run} ${name}`)}`;

export const eventNamed = (name: string, more: Partial<NewEvent> = {}): NewEvent => ({
  id: uuidOf(`${run} event ${name}`) as EventId,
  type: 'SomethingHappened',
  data: Buffer.from(`data of ${name}`),
  metadata: { schema: '1', name },
  ...more,
});

export const eventsNamed = (...names: string[]): NewEvent[] =>
  names.map((name) => eventNamed(name));

/** Names of the events read, in their order. */
export const namesOf = (
  events: readonly { readonly metadata: Readonly<Record<string, string>> }[],
): string[] => events.map(({ metadata }) => metadata['name'] ?? '?');

/** Reads a subscription until `isEnough` says so, then ends it. */
export const collect = async (
  store: EventStore,
  after: Position | 'start',
  prefixes: readonly string[],
  isEnough: (messages: readonly SubscriptionMessage[]) => boolean,
): Promise<SubscriptionMessage[]> => {
  const ended = new AbortController();
  const messages: SubscriptionMessage[] = [];
  for await (const message of store.subscribe(after, prefixes, ended.signal)) {
    messages.push(message);
    if (isEnough(messages)) ended.abort();
  }
  return messages;
};

export const untilCaughtUp = (messages: readonly SubscriptionMessage[]): boolean =>
  messages.at(-1)?.kind === 'caughtUp';

export const eventsOf = (messages: readonly SubscriptionMessage[]) =>
  messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));

/** The next message that answers `isWanted`; the iterator stays open. */
export const nextThat = async (
  iterator: AsyncIterator<SubscriptionMessage>,
  isWanted: (message: SubscriptionMessage) => boolean,
): Promise<SubscriptionMessage> => {
  for (;;) {
    const { value, done } = await iterator.next();
    if (done) throw new Error('The subscription ended before the message wanted.');
    if (isWanted(value)) return value;
  }
};
