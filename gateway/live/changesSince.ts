/** What a client missed: the changes of one person after a position, read from their streams. */
import { personCategories, streamName } from '../../events/ids';
import type { EventStore, Position, RecordedEvent } from '../../events/store/eventStore';
import { tokenOf } from '../../events/store/eventStore';
import { changeKindOf } from '../../subgraphs/live/planChange';
import type { PlanChangeEvent } from '../../subgraphs/live/planChange';

/** Changes that a resume replays at the most; a client further behind reads the plan again. */
export const missedMax = 500;
const pageEvents = 100;

export interface LiveChange {
  readonly position: Position;
  readonly event: PlanChangeEvent;
}

type Clear = Pick<RecordedEvent, 'stream' | 'type' | 'position' | 'metadata'>;

/** The change that an event is to a subscriber; undefined where it is none. */
export const changeOf = (generation: string, record: Clear): LiveChange | undefined => {
  const kind = changeKindOf(record.stream, record.type);
  if (!kind) return undefined;
  const { position, metadata, stream } = record;
  return {
    position,
    event: {
      position: tokenOf(generation, position),
      kind,
      at: metadata['recordedAt'] ?? '',
      personId: stream.slice(stream.indexOf('-') + 1),
    },
  };
};

const after = async (
  store: EventStore,
  stream: ReturnType<typeof streamName>,
  position: Position,
): Promise<RecordedEvent[]> => {
  const found: RecordedEvent[] = [];
  let from: bigint | undefined;
  for (;;) {
    const slice = await store.read(stream, {
      backwards: true,
      limit: pageEvents,
      ...(from === undefined ? {} : { from }),
    });
    if (!slice) return found;
    const newer = slice.events.filter((event) => event.position > position);
    found.push(...newer);
    const last = slice.events.at(-1);
    const isDone = newer.length < slice.events.length || slice.isEnd || !last;
    if (isDone || found.length > missedMax || last.revision === 0n) return found;
    from = last.revision - 1n;
  }
};

/** In log order; `too many` where the client is better off reading everything again. */
export const changesSince = async (
  store: EventStore,
  personId: string,
  position: Position,
): Promise<LiveChange[] | 'too many'> => {
  const streams = personCategories.map((category) => streamName(category, personId));
  const found = (await Promise.all(streams.map((one) => after(store, one, position)))).flat();
  if (found.length > missedMax) return 'too many';
  return found
    .sort((left, right) => (left.position < right.position ? -1 : 1))
    .flatMap((record) => changeOf(store.generation, record) ?? []);
};
