/**
 * A question as bits, and the questions beside it that a denial asks. One that holds a value that is
 * not known, or lacks one, becomes no facts at all.
 */
import { bits, bitsIn, bitsNamed } from './bits';
import type { AccessRequest } from './request';
import { switches } from './rule';

/** One bit of each kind; of flags, relationships and switches any number. */
export interface Facts {
  readonly role: number;
  readonly assurance: number;
  readonly activities: readonly string[];
  readonly action: number;
  readonly section: number;
  readonly flags: number;
  readonly relationships: number;
  readonly consent: number;
  readonly switches: number;
}

const textsIn = (values: unknown): readonly string[] | undefined => {
  if (!Array.isArray(values)) return undefined;
  const copy = Array.from<unknown>(values);
  return copy.every((value) => typeof value === 'string') ? copy : undefined;
};

const switchesIn = (request: AccessRequest): number | undefined => {
  let on = 0;
  for (const [index, name] of switches.entries()) {
    const value: unknown = request[name];
    if (value === true) on |= 1 << index;
    else if (value !== false) return undefined;
  }
  return on;
};

/** Each attribute is read once, so that what was checked is what is decided on. */
export const factsOf = (request: AccessRequest): Facts | undefined => {
  const role = bits.role.get(request.role);
  const assurance = bits.assurance.get(request.assurance);
  const purpose = bits.purpose.get(request.purpose);
  const action = bits.action.get(request.action);
  const section = bits.section.get(request.section);
  const consent = bits.consent.get(request.consent);
  const activities = textsIn(request.activities);
  const flags = bitsIn(bits.flag, request.flags);
  const relationships = bitsIn(bits.relationship, request.relationships);
  const on = switchesIn(request);
  if (role === undefined || assurance === undefined || purpose === undefined) return undefined;
  if (action === undefined || section === undefined || consent === undefined) return undefined;
  if (activities === undefined || flags === undefined) return undefined;
  if (relationships === undefined || on === undefined) return undefined;
  return {
    role,
    assurance,
    activities,
    action,
    section,
    flags,
    relationships,
    consent,
    switches: on,
  };
};

const opening = bitsNamed(bits.action, 'OPEN_IN_EMERGENCY');
const reading = bitsNamed(bits.action, 'READ');
const identity = bitsNamed(bits.section, 'identity');
const noConsent = bitsNamed(bits.consent, 'NONE');
const inEmergency = bitsNamed(bits.switch, 'isBreakGlass');
const ofTheRecord = bitsNamed(bits.switch, 'isRestricted', 'isErasureRequested');

export const isInEmergency = (facts: Facts): boolean => (facts.switches & inEmergency) !== 0;

/** The same question, had the reader opened the record in an emergency. */
export const inAnEmergency = (facts: Facts): Facts => ({
  ...facts,
  switches: facts.switches | inEmergency,
});

/** May the reader open, in an emergency, what they ask about? */
export const toOpen = (facts: Facts): Facts => ({ ...facts, action: opening });

/** The reader's first question of anybody: who is this? */
export const whoIsThis = (facts: Facts): Facts => ({
  ...facts,
  action: reading,
  section: identity,
});

/** The same reader's question of a record of which nothing is known. */
export const ofAnyRecord = (facts: Facts): Facts => ({
  ...facts,
  flags: 0,
  consent: noConsent,
  switches: facts.switches & ~ofTheRecord,
});
