/**
 * Erasures outlive every restore: before a log is served, whoever it says was erased has no key
 * (an older copy of the keys may have brought one back), and whoever the key list says was erased
 * is so in the log (an older copy of the log may not know). Years of access records that were
 * forgotten likewise. Run by everyone who opens a log.
 */
import { auditYearDecider } from '../audit-year/auditYearDecider';
import { isYearForgotten } from '../audit-year/events';
import { erasureDecider } from '../erasure/erasureDecider';
import { personErased } from '../erasure/events';
import { idOf } from '../ids';
import type { ActorId, CommandId } from '../ids';
import { isoNow } from './clock';
import type { Clock } from './clock';
import type { EventStore, Position, RecordedEvent } from './eventStore';
import { commandLoop } from './handle';
import { createKeyRing } from './keys/keyRing';
import { auditKeyId, keyIdFor, personOfKeyId, yearOfAuditKeyId } from './keys/keyStore';
import type { HonouredMark, KeyStore } from './keys/keyStore';
import { randomId } from './random';

export interface HonourErasuresOptions {
  readonly store: EventStore;
  readonly keyStore: KeyStore;
  readonly clock: Clock;
}

export interface HonouredErasures {
  /** Keys of people or years that had come back, or were still there after a kill: destroyed now. */
  readonly keysDestroyed: number;
  /** People or years whose end the log did not know: written to it now. */
  readonly relisted: number;
}

/** True for the event after which a person's key is to be destroyed; needs no key to tell. */
export const isErasure = (record: Pick<RecordedEvent, 'stream' | 'type'>): boolean =>
  record.type === personErased && record.stream.startsWith('erasure-');

/** The key that is to be gone after this event; undefined for every other event. */
export const keyGoneAfter = (
  record: Pick<RecordedEvent, 'stream' | 'type'>,
): string | undefined => {
  if (isErasure(record)) return keyIdFor(idOf(record.stream));
  return isYearForgotten(record) ? auditKeyId(idOf(record.stream)) : undefined;
};

const program = {
  id: 'operator-restore' as ActorId,
  name: 'Erasure list',
  role: 'OPERATOR',
  organisation: 'LOCAL',
  organisationName: 'This installation',
};

/** Keys that the log says are gone, after the mark; of another log, or one cut short, all. */
const goneAfter = async (store: EventStore, mark: HonouredMark | undefined) => {
  const last = await store.lastPosition();
  const isSameLog =
    mark?.generation === store.generation && last !== undefined && mark.position <= last;
  const keyIds = new Set<string>();
  const after = isSameLog ? (mark.position as Position) : 'start';
  const { signal } = new AbortController();
  for await (const message of store.subscribe(after, ['erasure-', 'auditYear-'], signal)) {
    if (message.kind === 'caughtUp') break;
    // On the word of a record that nobody can vouch for no key is destroyed; the runner tells of it.
    const keyId = message.kind === 'event' ? keyGoneAfter(message.event) : undefined;
    if (keyId !== undefined) keyIds.add(keyId);
  }
  return { isSameLog, keyIds };
};

/**
 * Makes log and keys agree on who was erased; nobody else's rows change. Cheap where they agreed
 * before: only what came to the log since is looked at.
 */
export const honourErasures = async (options: HonourErasuresOptions): Promise<HonouredErasures> => {
  const { store, keyStore, clock } = options;
  const { isSameLog, keyIds } = await goneAfter(store, await keyStore.honoured());
  const list = await keyStore.destroyed();
  const gone = new Set(list.map(({ keyId }) => keyId));
  let keysDestroyed = 0;
  for (const keyId of keyIds) {
    if (gone.has(keyId)) continue;
    await keyStore.destroy(keyId, isoNow(clock));
    keysDestroyed += 1;
  }
  let relisted = 0;
  if (!isSameLog) {
    const log = { store, keys: createKeyRing(keyStore) };
    const people = commandLoop(log, erasureDecider);
    const years = commandLoop(log, auditYearDecider);
    for (const { keyId, destroyedAt: at } of list) {
      if (keyIds.has(keyId)) continue;
      const act = { commandId: randomId() as CommandId, actor: program, at: isoNow(clock) };
      const personId = personOfKeyId(keyId);
      const year = yearOfAuditKeyId(keyId);
      if (personId !== undefined) {
        await people.handle(personId, { type: 'RelistErasure', erasedAt: at }, act);
      } else if (year !== undefined) {
        await years.handle(year, { type: 'ForgetAuditYear', forgottenAt: at }, act);
      } else continue;
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
