/** Rights of the record that end, for `revocation.ts`: each given anew for each time it is measured. */
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../cli/app';
import type { Act } from '../events/decider';
import { hoursAfter } from '../events/incident/commands';
import type { CommandId, PersonId, TeamId } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { randomId } from '../events/store/random';
import type { TeamCommand } from '../events/team/commands';
import { demoCaller } from '../gateway/demo/actors';
import { benchActor } from './people';

export const carersKey = 'b'.repeat(64);
/** How long an incident lasts whose time is to be over while somebody follows. */
const lastsMs = 3_000;

const act = (): Act => ({
  commandId: randomId() as CommandId,
  actor: benchActor,
  at: isoNow(),
});

const as = (actor: string) => ({ 'x-cuckmere-demo': actor });

const told = (work: () => Promise<unknown>) => async (): Promise<undefined> => {
  await work();
};

/** The headers of a reader, and how their right ends. */
export interface Given {
  readonly headers: Readonly<Record<string, string>>;
  /** Resolves once the end is durable, or has come; with its performance clock where that was before. */
  readonly end: () => Promise<number | undefined>;
}

export interface Kind {
  readonly name: string;
  /** Gives the right; gives back who has it and how to end it. */
  readonly give: (app: App, id: PersonId) => Promise<Given>;
}

export const recordKinds: readonly Kind[] = [
  {
    name: 'an incident ends',
    give: async ({ house }, id) => {
      const incidentId = randomId();
      const until = hoursAfter(isoNow(), 1);
      const [caseId, organisation, crew] = ['measured', 'X4AMB', [] as const];
      const attach = {
        type: 'AttachIncident',
        incidentId,
        caseId,
        organisation,
        crew,
        until,
      } as const;
      await house.loops.emergency.handle(id, attach, act());
      return {
        headers: as('paramedic'),
        end: told(() =>
          house.loops.emergency.handle(id, { type: 'EndIncident', incidentId }, act()),
        ),
      };
    },
  },
  {
    name: 'consent is withdrawn',
    give: async ({ house }, id) => {
      const say = (decision: 'GIVEN' | 'WITHDRAWN') =>
        house.loops.sharing.handle(
          id,
          { type: 'RecordSharingDecision', decision, decidedBy: 'PERSON', reason: randomId() },
          act(),
        );
      await say('GIVEN');
      return { headers: as('gp'), end: told(() => say('WITHDRAWN')) };
    },
  },
  {
    name: 'a delegation is revoked',
    give: async ({ house }, id) => {
      const given = await house.loops.sharing.handle(
        id,
        {
          type: 'DelegateAccess',
          carerKey: carersKey,
          name: 'Ruth',
          relationship: 'daughter',
          sections: ['cprDecision', 'plan'],
          until: hoursAfter(isoNow(), 24),
          consentTakenBy: { name: 'Dr Bench Mark', role: 'GP' },
        },
        act(),
      );
      if (given.kind !== 'done') throw new Error(given.message);
      const delegationId = given.entryId(0);
      const revoke = { type: 'RevokeDelegation', delegationId } as const;
      return {
        headers: as('ruth'),
        end: told(() => house.loops.sharing.handle(id, revoke, act())),
      };
    },
  },
  {
    name: 'somebody is taken out of a team',
    give: async ({ house }, id) => {
      const teamId = randomId() as TeamId;
      const organisation = 'X1HSP';
      const { actor } = demoCaller('senior-nurse') ?? {};
      if (!actor) throw new Error('The demonstration has no senior nurse.');
      const change = (command: TeamCommand) => house.loops.team.handle(teamId, command, act());
      await change({
        type: 'FormTeam',
        name: 'Night',
        kind: 'HOSPICE',
        isWholeOrganisation: false,
        organisation,
      });
      const join = { type: 'JoinCareTeam', teamId, organisation } as const;
      await house.loops.relationship.handle(id, join, act());
      await change({ type: 'AddTeamMember', actorId: actor.id, name: actor.name });
      return {
        headers: as('senior-nurse'),
        end: told(() => change({ type: 'RemoveTeamMember', actorId: actor.id })),
      };
    },
  },
  {
    name: 'the time of an incident is over',
    give: async ({ house }, id) => {
      const untilMs = Date.now() + lastsMs;
      const [caseId, organisation, crew] = ['measured', 'X4AMB', [] as const];
      const until = new Date(untilMs).toISOString();
      const incident = { incidentId: randomId(), caseId, organisation, crew, until };
      await house.loops.emergency.handle(id, { type: 'AttachIncident', ...incident }, act());
      return {
        headers: as('paramedic'),
        end: async () => {
          await pause(Math.max(untilMs - Date.now(), 0));
          return performance.now() + untilMs - Date.now();
        },
      };
    },
  },
];
