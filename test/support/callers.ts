/** Callers as a sign-in makes them, for tests that ask a subgraph without one. */
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { actorOf, demoActors } from '../../gateway/demo/actors';
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

/** The opaque id of the demo person that scripts know by this name. */
export const demoActorId = (id: string): ActorId => {
  const demo = demoActors.find((one) => one.id === id);
  if (!demo) throw new Error(`No demo person is called ${id}.`);
  return actorOf(demo).id;
};
