/**
 * A log of any size, quickly: one person's streams are written once by commands, then again for each
 * further person under their own key, through the store's port in large appends.
 */
import { openHouse } from '../cli/openHouse';
import type { DomainEvent } from '../events/decider';
import { categories, streamName } from '../events/ids';
import type { Category, CommandId, EventId } from '../events/ids';
import { openRecords, encodeEvent, sealingKeyId } from '../events/store/codec';
import { isoNow } from '../events/store/clock';
import { storeLimits } from '../events/store/eventStore';
import { randomId } from '../events/store/random';
import { createLog } from '../gateway/log';
import type { House } from '../subgraphs/house';
import { benchActor, makePerson, makePlan, revisePlan } from './people';

/** Events of one person: registration, its NHS number apart, a plan of seven, revisions of two. */
const revisionsOfPerson = 9;
const peopleAtOnce = 64;

type Template = readonly { readonly category: Category; readonly events: readonly DomainEvent[] }[];

/** What the commands of one person wrote, by the category of its streams. */
const templateOf = async (house: House): Promise<Template> => {
  const id = await makePerson(house, 1);
  await makePlan(house, id);
  for (let count = 0; count < revisionsOfPerson; count += 1) await revisePlan(house, id, count);
  const { events } = await house.store.readAll('start', [], storeLimits.readLimitMax);
  const opened = await openRecords(house.keys, events);
  return categories.flatMap((category) => {
    const found = opened.flatMap((one) =>
      one.kind === 'opened' && one.record.stream === streamName(category, id) ? [one.event] : [],
    );
    return found.length > 0 ? [{ category, events: found }] : [];
  });
};

const appendPerson = async (house: House, template: Template): Promise<number> => {
  const id = randomId();
  const at = isoNow();
  let written = 0;
  for (const { category, events } of template) {
    const stream = streamName(category, id);
    const keyId = sealingKeyId(stream);
    const key = keyId === undefined ? undefined : await house.keys.ensure(keyId);
    const encoded = events.map((event) =>
      encodeEvent(event, {
        stream,
        eventId: randomId() as EventId,
        act: { commandId: randomId() as CommandId, actor: benchActor, at },
        contentHash: '',
        recordedAt: at,
        key,
      }),
    );
    await house.store.append(stream, 'none', encoded);
    written += encoded.length;
  }
  return written;
};

/** Makes a data folder whose log holds at least so many events. */
export const fillLog = async (folder: string, events: number): Promise<void> => {
  const { house, close } = await openHouse({ data: folder, log: createLog() });
  const template = await templateOf(house);
  let written = 0;
  const work = async (): Promise<void> => {
    while (written < events) {
      written += template.reduce((sum, one) => sum + one.events.length, 0);
      await appendPerson(house, template);
    }
  };
  await Promise.all(Array.from({ length: peopleAtOnce }, work));
  const last = await house.store.lastPosition();
  if (!last || !(await house.runner.waitFor(last, 1_800_000))) throw new Error('Not caught up.');
  await close();
};
