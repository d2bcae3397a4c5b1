/** Callers as a sign-in makes them, for tests that ask a subgraph without one. */
import type { Actor } from '../../events/decider';
import type { Caller } from '../../subgraphs/context';

/** A surely known caller of this kind, whose session does not end. */
export const callerFor = (
  actor: Actor,
  kind: Caller['kind'] = 'staff',
  more: Partial<Caller> = {},
): Caller => ({
  actor,
  kind,
  assurance: 'HIGH',
  activities: [],
  purpose: kind === 'citizen' ? 'PATIENT_ACCESS' : 'DIRECT_CARE',
  sessionId: `session of ${actor.id}`,
  authenticatedAt: '2026-11-03T10:00:00.000Z',
  expiresAt: '9999-12-31T23:59:59.999Z',
  ...more,
});
