/**
 * The product as a process of its own, five people whose records are full of canaries, everyone who
 * may come to it, and the rounds in which each of them asks for everything that there is.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { demoActors } from '../../../gateway/demo/actors';
import { margaretsNhsNumber, ruthsNhsNumber } from '../../../gateway/demo/demoIds';
import { until } from '../app';
import { startCuckmere } from '../cuckmere';
import type { RunningCuckmere } from '../cuckmere';
import { temporaryFolder } from '../temporaryFolder';
import { createCanaries, nowhere, reading } from './canaries';
import type { Canaries } from './canaries';
import { plantRecord } from './plantRecord';
import type { PlantedRecord, PlantOptions } from './plantRecord';
import { createRecord } from './record';
import type { Recording } from './record';
import { nobodyStands } from './standing';
import type { Reader, Standing } from './standing';
import { createVisits } from './visit';
import type { Visits } from './visit';

export const names = ['ada', 'ben', 'cyd', 'dot', 'eve'] as const;
export type Name = (typeof names)[number];

export interface Planted extends PlantedRecord {
  readonly name: Name;
  readonly nhsNumber: string;
}

/** An exact answer that was not what the policy says. */
export interface Wrong {
  readonly round: string;
  readonly reader: string;
  readonly person: string;
  readonly leaked: readonly string[];
  readonly missing: readonly string[];
}

export interface World {
  readonly server: RunningCuckmere;
  readonly data: string;
  readonly canaries: Canaries;
  readonly record: Recording;
  readonly visits: Visits;
  readonly schema: GraphQLSchema;
  readonly readers: readonly Reader[];
  readonly standings: ReadonlyMap<string, Standing>;
  readonly people: ReadonlyMap<Name, Planted>;
  /** Ids of incidents and references of openings so far, which the rounds ask for too. */
  readonly incidents: string[];
  readonly references: { readonly reference: string; readonly name: Name }[];
  /** References of the alerts that somebody is told of. */
  readonly alerts: Set<string>;
  readonly wrong: Wrong[];
  standing(name: Name): Standing;
  person(name: Name): Planted;
  /** The product's clock goes on; whoever was signed in is not any more. */
  passHours(hours: number): Promise<void>;
}

const asReader = ({ id, role }: (typeof demoActors)[number]): Reader => ({ id, role });
export const outsiders: readonly Reader[] = ['unsigned', 'expired', 'forged'].map((id) => ({ id }));

const practice = { gp: ['team'], administrator: ['team'] } as const;
export const hospice = {
  consultant: ['team'],
  'senior-nurse': ['team'],
  'hospice-privacy-officer': ['oversight'],
} as const;
export const nurses = { 'community-nurse': ['team'] } as const;
export const council = { 'social-worker': ['team'] } as const;

const keptAtFirst: Standing['kept'] = [
  { section: 'personalContacts', flag: 'THIRD_PARTY' },
  { section: 'carePlan', flag: 'SAFEGUARDING' },
  { section: 'thirdPartyInformation', flag: 'THIRD_PARTY' },
  { section: 'safeguarding', flag: 'SAFEGUARDING' },
];

const ruth = (...sections: NonNullable<PlantOptions['carer']>['sections']) => ({
  nhsNumber: ruthsNhsNumber,
  sections,
});

/** How each is planted, and how everyone then stands to them. */
const plans: Readonly<
  Record<
    Name,
    Pick<PlantOptions, 'isRestricted' | 'teams' | 'carer'> & { stands: Partial<Standing> }
  >
> = {
  ada: {
    isRestricted: true,
    teams: ['X1HSP', 'X3COM', 'X6SOC'],
    carer: ruth('cprDecision', 'plan', 'serviceContacts', 'personalContacts'),
    stands: {
      relationships: { ...practice, ...hospice, ...nurses, ...council, margaret: ['self'] },
      delegated: { ruth: ['cprDecision', 'plan', 'serviceContacts', 'personalContacts'] },
      isRestricted: true,
    },
  },
  ben: {
    isRestricted: false,
    teams: ['X3COM', 'X6SOC'],
    carer: ruth('cprDecision', 'plan', 'sharing', 'history'),
    stands: {
      relationships: { ...practice, ...nurses, ...council },
      delegated: { ruth: ['cprDecision', 'plan', 'sharing', 'history'] },
    },
  },
  cyd: { isRestricted: false, teams: [], stands: { relationships: practice } },
  dot: {
    isRestricted: true,
    teams: [],
    stands: { relationships: practice, isRestricted: true },
  },
  eve: {
    isRestricted: false,
    teams: ['X1HSP'],
    stands: { relationships: { ...practice, ...hospice } },
  },
};

export const openWorld = async (): Promise<World> => {
  const data = temporaryFolder();
  const clock = join(temporaryFolder(), 'ahead');
  writeFileSync(clock, '0');
  const shifted = join(__dirname, '../shiftedClock.cjs');
  const server = await startCuckmere(data, ['--empty'], {
    CLOCK_AHEAD_FILE: clock,
    NODE_OPTIONS: `--require ${shifted}`,
  });
  const canaries = createCanaries();
  const readers = [...demoActors.map(asReader), ...outsiders];
  const standings = new Map<string, Standing>(names.map((name) => [name, nobodyStands()]));
  const record = createRecord(canaries, readers, standings);
  record.begin();
  const visits = createVisits(server.url, record);
  await visits.forgetTokens();
  const people = new Map<Name, Planted>();
  canaries.of('ada').nhsNumber('NHS number of the carer', nowhere, ruthsNhsNumber);
  const plantOne = async (name: Name): Promise<void> => {
    const { stands, ...plan } = plans[name];
    const canary = canaries.of(name);
    const own = name === 'ada' ? margaretsNhsNumber : undefined;
    const nhsNumber = canary.nhsNumber('NHS number', reading('identity'), own);
    const { graph } = visits;
    const planted = await plantRecord({ graph, canary, nhsNumber, ...plan, now: new Date() });
    people.set(name, { ...planted, name, nhsNumber });
    Object.assign(standings.get(name) ?? {}, { ...stands, kept: keptAtFirst });
  };
  await record.change(() => Promise.all(names.map(plantOne)));
  const introspected = await visits.graph.graphql('gp', getIntrospectionQuery());
  const person = (name: Name): Planted => {
    const found = people.get(name);
    if (!found) throw new Error(name);
    return found;
  };
  let aheadMs = 0;
  return {
    server,
    data,
    canaries,
    record,
    visits,
    schema: buildClientSchema(introspected.data as IntrospectionQuery),
    readers,
    standings,
    people,
    incidents: [],
    references: [],
    alerts: new Set(),
    wrong: [],
    standing: (name) => {
      const found = standings.get(name);
      if (!found) throw new Error(name);
      return found;
    },
    person,
    passHours: async (hours) => {
      await visits.forgetTokens();
      const before = await visits.nowOf(person('ada').personId);
      aheadMs += hours * 3_600_000;
      writeFileSync(clock, String(aheadMs));
      await until(async () => {
        await visits.forgetTokens();
        const now = await visits.nowOf(person('ada').personId).catch(() => before);
        return Date.parse(now) - Date.parse(before) >= (hours * 3_600_000) / 2;
      }, 'the clock of the product went on');
      await visits.forgetTokens();
    },
  };
};
