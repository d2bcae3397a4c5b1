/**
 * Mutations that are refused, and edits of what somebody else changed: of every kind, by everyone,
 * with values in them that only their sender may hear again.
 */
import { randomUUID } from 'node:crypto';
import { nhsNumberAt } from '../writes';
import { filledInput, wholeDocuments } from './wholeGraph';
import { canaryShapes } from './canaries';
import type { Asked } from './visit';
import { mayDo } from './standing';
import type { Reader } from './standing';
import type { Right } from './canaries';
import { names } from './world';
import type { Name, World } from './world';

type Input = Readonly<Record<string, unknown>>;

/** The right that each mutation asks for; of nobody in particular: `nobody`. */
const rights: Readonly<Record<string, Right | readonly ['nobody', Right]>> = {
  acknowledgeAlert: 'REVIEW_EMERGENCY_ACCESS identity',
  openIncident: ['nobody', 'OPEN_INCIDENT identity'],
  closeIncident: ['nobody', 'OPEN_INCIDENT identity'],
  openInEmergency: 'OPEN_IN_EMERGENCY identity',
  reviewEmergencyAccess: 'REVIEW_EMERGENCY_ACCESS identity',
  startEndOfLifePlan: 'WRITE_PLAN plan',
  recordCprDecision: 'RECORD_CPR_DECISION cprDecision',
  endorseCprDecision: 'ENDORSE_CPR_DECISION cprDecision',
  withdrawCprDecision: 'WITHDRAW_CPR_DECISION cprDecision',
  questionCprDecision: 'QUESTION_CPR_DECISION cprDecision',
  takeBackCprQuestion: 'QUESTION_CPR_DECISION cprDecision',
  statePreferredPlaceOfDeath: 'WRITE_PLAN plan',
  statePreferredPlaceOfCare: 'WRITE_PLAN plan',
  stateFocusOfCare: 'WRITE_PLAN plan',
  recordAnticipatoryMedicines: 'WRITE_PLAN plan',
  publishEndOfLifePlan: 'PUBLISH_PLAN plan',
  acknowledgePlanChange: 'ACKNOWLEDGE_CHANGE plan',
  endEndOfLifePlan: 'END_PLAN plan',
  registerPerson: ['nobody', 'REGISTER_PERSON identity'],
  changeDemographics: 'CHANGE_DEMOGRAPHICS identity',
  recordDeath: 'RECORD_DEATH identity',
  recordContact: 'WRITE_CONTACTS identity',
  reviseContact: 'WRITE_CONTACTS identity',
  removeContact: 'WRITE_CONTACTS identity',
  joinCareTeam: 'MANAGE_TEAM serviceContacts',
  leaveCareTeam: 'MANAGE_TEAM serviceContacts',
  refer: 'MANAGE_TEAM serviceContacts',
  endReferral: 'MANAGE_TEAM serviceContacts',
  claimRelationship: 'CLAIM_RELATIONSHIP identity',
  endClaim: 'CLAIM_RELATIONSHIP identity',
  nameForSealed: 'MANAGE_VISIBILITY safeguarding',
  endNaming: 'MANAGE_VISIBILITY safeguarding',
  recordSharingDecision: 'RECORD_SHARING_DECISION sharing',
  delegateAccess: 'MANAGE_DELEGATIONS sharing',
  revokeDelegation: 'MANAGE_DELEGATIONS sharing',
  keepFromPerson: 'MANAGE_VISIBILITY plan',
  showToPerson: 'MANAGE_VISIBILITY plan',
  formTeam: ['nobody', 'MANAGE_TEAM serviceContacts'],
  addTeamMember: ['nobody', 'MANAGE_TEAM serviceContacts'],
  removeTeamMember: ['nobody', 'MANAGE_TEAM serviceContacts'],
};

const rightOf = (mutation: string): Right | readonly ['nobody', Right] => {
  const right = rights[mutation];
  if (right === undefined)
    throw new Error(`Say in badRequests.ts what right ${mutation} asks for.`);
  return right;
};

/** The same input with nothing in it of anybody planted. */
const withoutCanaries = (value: unknown, echo: () => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => withoutCanaries(one, echo));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, one]) => [key, withoutCanaries(one, echo)]);
    return Object.fromEntries(entries) as unknown;
  }
  if (typeof value !== 'string' || !new RegExp(canaryShapes, 'i').test(value)) return value;
  if (/^\d{4}-/.test(value)) return '2020-01-02';
  if (/^0/.test(value)) return '01323 555 019';
  if (/^ze\d/i.test(value)) return 'BN26 5TW';
  if (/^999/.test(value)) return nhsNumberAt(5);
  return /^ZQ[A-Z]\d{3}X$/.test(value) ? 'X2GPP' : echo();
};

/** Refused mutations of everyone; what was carried out, or not even understood, is told. */
export const sendRefused = async (
  world: World,
  planted: ReadonlyMap<string, readonly Input[]>,
  readers: readonly Reader[],
): Promise<string[]> => {
  const { visits, record, schema, standings } = world;
  const documents = wholeDocuments(schema, 'mutation');
  const fields = schema.getMutationType()?.getFields() ?? {};
  const carriedOut: string[] = [];
  const send = async (reader: Reader, mutation: string, input: unknown): Promise<void> => {
    const query = documents.get(mutation) ?? '';
    const asked = await visits.posted(reader, `refused ${mutation}`, {
      query,
      variables: { input },
    });
    const isRefused =
      reader.role === undefined ? asked.status === 401 : /"Refused"/.test(asked.text);
    if (!isRefused) carriedOut.push(`${reader.id} ${mutation}: ${asked.text.slice(0, 300)}`);
  };
  const asOne = async (reader: Reader): Promise<void> => {
    const echo = (): string => record.echo(reader.id);
    for (const [mutation, field] of Object.entries(fields)) {
      const type = field.args[0]?.type;
      if (type === undefined) continue;
      const right = rightOf(mutation);
      const { personId } = world.person('ada');
      const ids = { personId, commandId: echo(), other: randomUUID() };
      await send(reader, mutation, filledInput(type, echo, ids));
      const sample = planted.get(mutation)?.[0];
      if (!sample) throw new Error(`Nothing was planted by ${mutation}.`);
      for (const name of ['ada', 'dot'] as const) {
        // Of an opening it is who stands to the person that it concerns.
        const concerns = world.references.find(
          ({ reference }) => reference === (sample as { reference?: unknown }).reference,
        );
        const standing = standings.get(concerns?.name ?? name);
        const asked = typeof right === 'string' ? right : right[1];
        const stands =
          typeof right === 'string' ? standing : { ...standing, relationships: everyTeam };
        if (!stands || mayDo(reader, stands as never, asked)) continue;
        // Whoever led somebody's care is told of alerts too.
        if (mutation === 'acknowledgeAlert' && reader.id === 'consultant') continue;
        const own = 'personId' in sample ? { personId: world.person(name).personId } : {};
        const input = { ...(withoutCanaries(sample, echo) as object), ...own };
        await send(reader, mutation, { ...input, commandId: randomUUID() });
      }
    }
  };
  await Promise.all(readers.map(asOne));
  return carriedOut;
};

/** Whoever keeps teams does so for a team of their own. */
const everyTeam = Object.fromEntries(
  ['consultant', 'gp', 'senior-nurse', 'community-nurse', 'social-worker', 'administrator'].map(
    (id) => [id, ['team']],
  ),
);

const edits = [
  'changeDemographics',
  'reviseContact',
  'recordCprDecision',
  'statePreferredPlaceOfDeath',
  'statePreferredPlaceOfCare',
  'stateFocusOfCare',
  'recordAnticipatoryMedicines',
  'publishEndOfLifePlan',
];

/**
 * Edits of everyone who may write, based on what was there at the very beginning: each must be told
 * what others wrote since only where they may read it. Gives those who were told something.
 */
export const sendStaleEdits = async (
  world: World,
  readers: readonly Reader[],
): Promise<{ readonly told: string[]; readonly saved: string[] }> => {
  const { visits, record, standings } = world;
  const documents = wholeDocuments(world.schema, 'mutation');
  const told: string[] = [];
  const saved: string[] = [];
  const asOne = async (reader: Reader, name: Name): Promise<void> => {
    const { personId, inputs } = world.person(name);
    const standing = standings.get(name);
    const first = (inputs.get('changeDemographics')?.[0] as { basedOn: string }).basedOn;
    for (const mutation of edits) {
      const right = rightOf(mutation);
      if (!standing || typeof right !== 'string' || !mayDo(reader, standing, right)) continue;
      const sample = inputs.get(mutation)?.at(-1) ?? {};
      const input = {
        ...(withoutCanaries(sample, () => record.echo(reader.id)) as object),
        [mutation === 'publishEndOfLifePlan' ? 'draftRevision' : 'basedOn']: first,
        personId,
        commandId: randomUUID(),
      };
      const variables = { input };
      const query = documents.get(mutation) ?? '';
      const asked: Asked = await visits.posted(reader, `stale ${mutation}`, { query, variables });
      if (!/"Conflict"|"Refused"/.test(asked.text)) {
        saved.push(`${reader.id} ${mutation} ${asked.text.slice(0, 300)}`);
      }
      if ([...asked.found].some((key) => world.canaries.planted.has(key))) {
        told.push(`${reader.id} ${mutation} ${name}`);
      }
    }
  };
  await Promise.all(readers.flatMap((reader) => names.map((name) => asOne(reader, name))));
  return { told, saved };
};
