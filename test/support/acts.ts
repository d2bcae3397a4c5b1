/**
 * Who acts, when, and under which ids, made from a seed: a failing test can be run again and
 * makes the very same commands.
 */
import { v5 as uuidV5 } from 'uuid';
import type { Act, Actor } from '../../events/decider';
import { personIdFor } from '../../events/ids';
import type { ActorId, CommandId, PersonId } from '../../events/ids';

const seedSpace = '0d5f1c86-3a3f-4b57-9a63-0a8ad6a3c2f1';

/** A UUID that follows from a text; the same text gives the same one. */
export const uuidOf = (text: string): string => uuidV5(text, seedSpace);

export const commandIdOf = (seed: string): CommandId => uuidOf(`command ${seed}`) as CommandId;

export const personIdOf = (seed: string): PersonId => personIdFor(commandIdOf(seed));

export const actorNamed = (name: string, more: Partial<Actor> = {}): Actor => ({
  id: uuidOf(`actor ${name}`) as ActorId,
  name,
  role: 'GENERAL_PRACTITIONER',
  organisation: 'G81001',
  organisationName: 'Example Surgery',
  ...more,
});

const firstMoment = Date.parse('2026-03-02T09:00:00.000Z');

/** The moment `minutes` after nine o'clock on 2 March 2026, UTC. */
export const momentAfter = (minutes: number): string =>
  new Date(firstMoment + minutes * 60_000).toISOString();

/** An act of the seed: its commandId follows from the seed, all else can be told. */
export const actOf = (seed: string, more: Partial<Act> = {}): Act => ({
  commandId: commandIdOf(seed),
  actor: actorNamed('Dr Author'),
  at: momentAfter(0),
  ...more,
});
