/**
 * One real event of every type and schema that was ever written, read by today's code. A golden file
 * is never changed: where this fails, events that exist in somebody's log can no longer be read.
 */
import { createSecretKey } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Decider, DomainEvent } from '../../events/decider';
import { auditYearDecider } from '../../events/audit-year/auditYearDecider';
import { emergencyDecider } from '../../events/emergency/emergencyDecider';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { erasureDecider } from '../../events/erasure/erasureDecider';
import { eventCatalogue, eventTypes } from '../../events/eventCatalogue';
import type { EventType } from '../../events/eventCatalogue';
import type { Category, EventId, StreamName } from '../../events/ids';
import { incidentDecider } from '../../events/incident/incidentDecider';
import { nhsNumberDecider } from '../../events/nhs-number/nhsNumberDecider';
import { personDecider } from '../../events/person/personDecider';
import { profileDecider } from '../../events/profile/profileDecider';
import { relationshipDecider } from '../../events/relationship/relationshipDecider';
import { sessionDecider } from '../../events/session/sessionDecider';
import { sharingDecider } from '../../events/sharing/sharingDecider';
import { teamDecider } from '../../events/team/teamDecider';
import { openRecords } from '../../events/store/codec';
import { positionFrom } from '../../events/store/eventStore';
import type { Metadata, RecordedEvent } from '../../events/store/eventStore';
import type { KeyRing } from '../../events/store/keys/keyRing';
import { sealBytes } from '../../events/store/keys/seal';
import { upcasting } from '../../events/upcasting';
import { eventsDoc } from '../house/eventsDoc';

interface Golden {
  readonly type: EventType;
  readonly stream: StreamName;
  readonly id: EventId;
  readonly metadata: Metadata;
  readonly data: object;
}

const folder = join(__dirname, '../golden/events');
const files = readdirSync(folder).sort();
const goldenOf = (file: string): Golden =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;

const deciders: Readonly<
  Record<Category, Pick<Decider<never, unknown, DomainEvent>, 'evolve' | 'initialState'>>
> = {
  person: personDecider,
  profile: profileDecider,
  endOfLifePlan: endOfLifePlanDecider,
  sharing: sharingDecider,
  nhsNumber: nhsNumberDecider,
  erasure: erasureDecider,
  incident: incidentDecider,
  emergency: emergencyDecider,
  relationship: relationshipDecider,
  team: teamDecider,
  /** Access records are not folded: each stands for itself. */
  accessLog: { initialState: {}, evolve: (state) => state },
  auditYear: auditYearDecider,
  session: sessionDecider,
};

const key = createSecretKey(Buffer.alloc(32, 7));
const keys: Pick<KeyRing, 'keysFor'> = {
  keysFor: async (keyIds) => new Map(keyIds.map((keyId) => [keyId, key])),
};

/** The record as the log holds it. */
const recordOf = ({ type, stream, id, metadata, data }: Golden): RecordedEvent => {
  const payload = JSON.stringify({ data, by: 'Dr Author', for: 'Surgery', hash: '' });
  const place = `${stream}|${id}|${type}|${String(metadata['schema'])}`;
  const isSealed = metadata['keyId'] !== undefined;
  return {
    stream,
    id,
    type,
    metadata,
    data: isSealed ? sealBytes(key, place, payload) : Buffer.from(payload),
    revision: 0n,
    position: positionFrom(1n, 1n),
  };
};

describe('the golden events', () => {
  it('hold one of every type and of every schema up to the one written today', () => {
    const wanted = eventTypes.flatMap((type) =>
      Array.from({ length: upcasting.schemaOf(type) }, (_, index) => `${type}@${index + 1}.json`),
    );
    expect(files).toEqual(wanted.sort());
  });

  it.each(files)('%s is read, in its category, and folds', async (file) => {
    const golden = goldenOf(file);
    const [opened] = await openRecords(keys as KeyRing, [recordOf(golden)]);
    if (opened?.kind !== 'opened') throw new Error(`${file} is not opened.`);
    const { category } = eventCatalogue[golden.type];
    expect(golden.stream.startsWith(`${category}-`)).toBe(true);
    if (file.endsWith(`@${String(upcasting.schemaOf(golden.type))}.json`)) {
      expect(opened.event).toEqual({ type: golden.type, data: golden.data });
    }
    const { evolve, initialState } = deciders[category];
    expect(() => evolve(initialState, opened.event, opened.stamp)).not.toThrow();
  });

  it('are what docs/events.md says; to write it anew: UPDATE_DOCS=1 npx jest test/events/golden', () => {
    expect(eventsDoc(files.map(goldenOf))).toBe(
      readFileSync(join(__dirname, '../../docs/events.md'), 'utf8'),
    );
  });
});
