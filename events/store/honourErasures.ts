/**
 * Erasures outlive every restore: before a log is served, whoever it says was erased has no key
 * (an older copy of the keys may have brought one back), and whoever the key list says was erased
 * is so in the log (an older copy of the log may not know). Run by everyone who opens a log.
 */
import { erasureDecider } from '../erasure/erasureDecider';
import { personErased } from '../erasure/events';
import { idOf } from '../ids';
import type { ActorId, CommandId } from '../ids';
import { isoNow } from './clock';
import type { Clock } from './clock';
import type { EventStore, Position, RecordedEvent } from './eventStore';
import { commandLoop } from './handle';
import { createKeyRing } from './keys/keyRing';
import { keyIdFor, personOfKeyId } from './keys/keyStore';
import type { HonouredMark, KeyStore } from './keys/keyStore';
import { randomId } from './random';

export interface HonourErasuresOptions {
  readonly store: EventStore;
  readonly keyStore: KeyStore;
  readonly clock: Clock;
}

export interface HonouredErasures {
  /** People whose key had come back, or was still there after a kill: destroyed now. */
  readonly keysDestroyed: number;
  /** People whose erasure the log did not know: written to it now. */
  readonly relisted: number;
}

/** True for the event after which a person's key is to be destroyed; needs no key to tell. */
export const isErasure = (record: Pick<RecordedEvent, 'stream' | 'type'>): boolean =>
  record.type === personErased && record.stream.startsWith('erasure-');

const program = {
  id: 'operator-restore' as ActorId,
  name: 'Erasure list',
  role: 'OPERATOR',
  organisation: 'LOCAL',
  organisationName: 'This installation',
};

/** Erased people that the log holds after the mark; of another log, or one cut short, all. */
const erasedAfter = async (store: EventStore, mark: HonouredMark | undefined) => {
  const last = await store.lastPosition();
  const isSameLog =
    mark?.generation === store.generation && last !== undefined && mark.position <= last;
  const erased = new Set<string>();
  const after = isSameLog ? (mark.position as Position) : 'start';
  const { signal } = new AbortController();
  for await (const message of store.subscribe(after, ['erasure-'], signal)) {
    if (message.kind === 'caughtUp') break;
    // On the word of a record that nobody can vouch for no key is destroyed; the runner tells of it.
    if (message.kind === 'event' && isErasure(message.event)) {
      erased.add(idOf(message.event.stream));
    }
  }
  return { isSameLog, erased };
};

/**
 * Makes log and keys agree on who was erased; nobody else's rows change. Cheap where they agreed
 * before: only what came to the log since is looked at.
 */
export const honourErasures = async (options: HonourErasuresOptions): Promise<HonouredErasures> => {
  const { store, keyStore, clock } = options;
  const { isSameLog, erased } = await erasedAfter(store, await keyStore.honoured());
  const list = await keyStore.destroyed();
  const gone = new Set(list.map(({ keyId }) => keyId));
  let keysDestroyed = 0;
  for (const personId of erased) {
    if (gone.has(keyIdFor(personId))) continue;
    await keyStore.destroy(keyIdFor(personId), isoNow(clock));
    keysDestroyed += 1;
  }
  let relisted = 0;
  if (!isSameLog) {
    const loop = commandLoop({ store, keys: createKeyRing(keyStore) }, erasureDecider);
    for (const { keyId, destroyedAt } of list) {
      const personId = personOfKeyId(keyId);
      if (personId === undefined || erased.has(personId)) continue;
      const act = { commandId: randomId() as CommandId, actor: program, at: isoNow(clock) };
      await loop.handle(personId, { type: 'RelistErasure', erasedAt: destroyedAt }, act);
      relisted += 1;
    }
  }
  await markHonoured(store, keyStore);
  return { keysDestroyed, relisted };
};

/** Says that everything up to here, by default to the end of the log, was honoured. */
export const markHonoured = async (
  store: EventStore,
  keyStore: KeyStore,
  position?: string,
): Promise<void> => {
  const at = position ?? (await store.lastPosition());
  if (at !== undefined) await keyStore.saveHonoured({ generation: store.generation, position: at });
};
