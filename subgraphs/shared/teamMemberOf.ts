/**
 * Who joined or left a team, of an event of its stream: the live feed is told of the clear parts only,
 * and who it was is sealed.
 */
import { openRecords } from '../../events/store/codec';
import type { RecordedEvent } from '../../events/store/eventStore';
import type { House } from '../house';

/** Undefined: the event cannot be read, or tells of nobody. */
export const teamMemberOf = async (
  { store, keys }: Pick<House, 'store' | 'keys'>,
  { stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>,
): Promise<string | undefined> => {
  if (revision < 0n) return undefined;
  const slice = await store.read(stream, { from: revision, backwards: true, limit: 1 });
  const [opened] = await openRecords(keys, slice?.events ?? []);
  if (opened?.kind !== 'opened') return undefined;
  const { actorId } = opened.event.data as { readonly actorId?: unknown };
  return typeof actorId === 'string' ? actorId : undefined;
};
