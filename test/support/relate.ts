/**
 * Puts the organisations of the demonstration in the care team of whoever a test registers, so that
 * everyone of the demo stands to them as a team does. What the policy makes of that is its own.
 */
import { v5 as uuidV5 } from 'uuid';
import { wholeTeamIdOf } from '../../events/ids';
import type { CommandId } from '../../events/ids';
import type { House } from '../../subgraphs/house';
import { actOf } from './acts';

/** Those of the demo's hospice, practice, nurses and social workers. */
export const demoTeams = ['X1HSP', 'X2GPP', 'X3COM', 'X6SOC'] as const;

const namespace = '3a0d7f5e-1d0c-4f0a-9d3a-9b7f0a1f6c11';

/** Any number of times it is the same. */
export const relate = async (
  house: House,
  personId: string,
  organisations: readonly string[] = demoTeams,
): Promise<void> => {
  for (const organisation of organisations) {
    const commandId = uuidV5(`${personId}/${organisation}`, namespace) as CommandId;
    const teamId = wholeTeamIdOf(organisation);
    const command = { type: 'JoinCareTeam', teamId, organisation } as const;
    const act = { ...actOf('relate'), commandId };
    const outcome = await house.loops.relationship.handle(personId, command, act);
    if (outcome.kind !== 'done') throw new Error(`Not related: ${JSON.stringify(outcome)}`);
  }
};

/** Relates whom an answer says `registerPerson` saved. */
export const relateRegistered = async (house: House, data: unknown): Promise<void> => {
  const answer = (data as Readonly<Record<string, unknown>> | null | undefined)?.['registerPerson'];
  const saved = answer as { __typename?: string; person?: { id?: string } } | null | undefined;
  const id = saved?.person?.id;
  if (saved?.__typename === 'PersonSaved' && id !== undefined) await relate(house, id);
};
