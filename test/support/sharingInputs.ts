/** Inputs of the sharing subgraph that are right, for a test to change. */
import { nhsNumberAt } from './writes';
import { demoActorId } from './callers';

const dayMs = 24 * 60 * 60 * 1_000;

/** RFC 3339, this many days from now. */
export const inDays = (days: number, now = new Date(Date.now())): string =>
  new Date(now.getTime() + days * dayMs).toISOString();

/** The NHS number of a carer whom no test registers, unless it is meant to. */
export const carersNhsNumber = nhsNumberAt(900);

export const delegationInput = (more: object = {}): Record<string, unknown> => ({
  nhsNumber: carersNhsNumber,
  name: 'Joan Pilbeam',
  relationship: 'daughter',
  sections: ['cprDecision', 'plan'],
  until: inDays(30),
  consentTakenBy: { name: 'Dr Sam Khan', role: 'GP' },
  ...more,
});

export const keptInput = (more: object = {}): Record<string, unknown> => ({
  section: 'cprDecision',
  flag: 'NOT_YET_DISCUSSED',
  reason: 'The consultant speaks with her on Thursday.',
  ...more,
});

export const leadInput = { name: 'Ruth Marsh', role: 'senior nurse', telephone: '01323 555 030' };

export const referralInput = (more: object = {}): Record<string, unknown> => ({
  organisation: 'X1HSP',
  reason: 'Symptom control at home',
  until: inDays(60),
  ...more,
});

export const namingInput = (more: object = {}): Record<string, unknown> => ({
  actorId: demoActorId('gp'),
  name: 'Dr Sam Khan',
  section: 'safeguarding',
  reason: 'Leads the enquiry',
  until: inDays(90),
  ...more,
});
