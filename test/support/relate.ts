/**
 * What a test takes for granted of a person who was registered: the organisations of the
 * demonstration are in the care team, its crews have a live incident. A test of access itself opens
 * its product with `relate: false`.
 */
import { v5 as uuidV5 } from 'uuid';
import { wholeTeamIdOf } from '../../events/ids';
import type { CommandId } from '../../events/ids';
import type { Outcome } from '../../events/store/handle';
import { isoNow } from '../../events/store/clock';
import type { House } from '../../subgraphs/house';
import { actOf } from './acts';

/** Those of the demo's hospice, practice, nurses and social workers. */
export const demoTeams = ['X1HSP', 'X2GPP', 'X3COM', 'X6SOC'] as const;
/** Urgent care of the demonstration. */
export const demoCrews = ['X4AMB', 'X5111'] as const;

const namespace = '3a0d7f5e-1d0c-4f0a-9d3a-9b7f0a1f6c11';

const done = (outcome: Outcome): void => {
  if (outcome.kind !== 'done') throw new Error(`Not related: ${JSON.stringify(outcome)}`);
};

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
    done(await house.loops.relationship.handle(personId, command, act));
  }
};

/** A live incident for everyone of these organisations. */
export const openIncidents = async (
  house: House,
  personId: string,
  organisations: readonly string[] = demoCrews,
  // Tests move their clocks by years.
  until = '9999-12-31T23:59:59.999Z',
): Promise<void> => {
  for (const organisation of organisations) {
    const incidentId = uuidV5(`incident ${personId}/${organisation}`, namespace);
    const command = {
      type: 'AttachIncident',
      incidentId,
      caseId: 'A case that every test takes for granted',
      organisation,
      crew: [],
      until,
    } as const;
    const act = { ...actOf('relate'), commandId: incidentId as CommandId, at: isoNow(house.clock) };
    done(await house.loops.emergency.handle(personId, command, act));
  }
};

/** Relates whom an answer says `registerPerson` saved. */
export const relateRegistered = async (house: House, data: unknown): Promise<void> => {
  const answer = (data as Readonly<Record<string, unknown>> | null | undefined)?.['registerPerson'];
  const saved = answer as { __typename?: string; person?: { id?: string } } | null | undefined;
  const id = saved?.person?.id;
  if (saved?.__typename !== 'PersonSaved' || id === undefined) return;
  await relate(house, id);
  await openIncidents(house, id);
};
