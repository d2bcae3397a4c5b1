/** What the subgraphs stand on: the log, the loops that write to it, the read models. */
import { auditYearDecider } from '../events/audit-year/auditYearDecider';
import { emergencyDecider } from '../events/emergency/emergencyDecider';
import { endOfLifePlanDecider } from '../events/end-of-life-plan/endOfLifePlanDecider';
import { erasureDecider } from '../events/erasure/erasureDecider';
import { incidentDecider } from '../events/incident/incidentDecider';
import { nhsNumberDecider } from '../events/nhs-number/nhsNumberDecider';
import { personDecider } from '../events/person/personDecider';
import { profileDecider } from '../events/profile/profileDecider';
import { relationshipDecider } from '../events/relationship/relationshipDecider';
import { sessionDecider } from '../events/session/sessionDecider';
import { sharingDecider } from '../events/sharing/sharingDecider';
import { teamDecider } from '../events/team/teamDecider';
import type { Clock } from '../events/store/clock';
import type { EventStore } from '../events/store/eventStore';
import { commandLoop } from '../events/store/handle';
import type { BlindIndex } from '../events/store/keys/blindIndex';
import type { KeyRing } from '../events/store/keys/keyRing';
import type { KeyStore } from '../events/store/keys/keyStore';
import type { ReadModels } from '../projections/readModels';
import type { Runner } from '../projections/runner';

export interface HouseParts {
  readonly store: EventStore;
  readonly keys: KeyRing;
  /** Behind the ring: the erasure list, and the master key's rotation. */
  readonly keyStore: KeyStore;
  readonly blind: BlindIndex;
  readonly clock: Clock;
  readonly models: ReadModels;
  readonly runner: Runner;
  /** Feeds the read models of access records, which the main one does not hear of. */
  readonly accessRunner: Runner;
  /** ODS codes of organisations that let people read the names of staff who looked. */
  readonly namesStaffOf: ReadonlySet<string>;
}

const loopsOf = (log: HouseParts) => ({
  person: commandLoop(log, personDecider),
  profile: commandLoop(log, profileDecider),
  sharing: commandLoop(log, sharingDecider),
  relationship: commandLoop(log, relationshipDecider),
  team: commandLoop(log, teamDecider),
  erasure: commandLoop(log, erasureDecider),
  auditYear: commandLoop(log, auditYearDecider),
  nhsNumber: commandLoop(log, nhsNumberDecider),
  session: commandLoop(log, sessionDecider),
  endOfLifePlan: commandLoop(log, endOfLifePlanDecider),
  incident: commandLoop(log, incidentDecider),
  emergency: commandLoop(log, emergencyDecider),
});

export interface House extends HouseParts {
  readonly loops: ReturnType<typeof loopsOf>;
}

export const buildHouse = (parts: HouseParts): House => ({ ...parts, loops: loopsOf(parts) });
