/**
 * A person whose every field holds a value that stands nowhere else, written through the graph by
 * every mutation there is: what a canary test looks for. `fieldsNotPlanted` tells what was left out.
 */
import type { Data, TestApp } from './app';
import { carersNhsNumber } from './sharingInputs';
import { nhsNumberAt, saved } from './writes';
import type { Graph } from './writes';
import { demoActorId } from './callers';
import { plantSharing } from './plantedSharing';

export interface PlantedPerson {
  readonly personId: string;
  readonly nhsNumber: string;
  /** Everything personal that was written, and how it may be written otherwise. */
  readonly canaries: readonly string[];
  /** The inputs sent, by mutation. */
  readonly inputs: ReadonlyMap<string, readonly object[]>;
}

type Input = Readonly<Record<string, unknown>>;

let count = 0;
const words = (what: string): string => {
  count += 1;
  return `Zqx${String(count)} ${what}`;
};
const isCanary = (leaf: string): boolean =>
  /^Zqx|^(1907|1908|2018|2019|2127)-|^0190\d/.test(leaf) || leaf.startsWith('ZE1 ');

const leavesOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
};

const involved = (): object[] => [
  { involvement: '713656002', name: words('involved'), relationship: words('kin') },
];
const paper = (): object => ({
  signatory: words('signatory'),
  signatoryRole: words('signatory role'),
  formDate: '2018-02-03',
  originalSeenOn: '2018-02-04',
});
const name = (): object => ({
  family: words('family'),
  given: [words('given'), words('second')],
  prefix: words('prefix'),
  preferred: words('preferred'),
});
const address = (postcode: string): object => ({
  lines: [words('house'), words('town')],
  postcode,
});
const contact = (telephone: string): Input => ({
  name: words('contact'),
  kind: 'PERSONAL',
  relationship: words('daughter'),
  organisation: words('organisation'),
  telephone,
  availability: 'ANY_HOUR',
  purpose: words('purpose'),
  keyWorker: true,
  isAttorney: true,
});

/** Mutations whose input names no person. */
const ofNoPerson = [
  'registerPerson',
  'openIncident',
  'closeIncident',
  'reviewEmergencyAccess',
  'acknowledgeAlert',
];

/** Writes the person; what is written last (death, end) is in it too. */
export const plantPerson = async (app: TestApp): Promise<PlantedPerson> => {
  const inputs = new Map<string, object[]>();
  let personId = '';
  const plant = async (mutation: string, input: Input, actor = 'gp'): Promise<Data> => {
    const isOfNobody = ofNoPerson.includes(mutation) || /^(form|add|remove)Team/.test(mutation);
    const sent = isOfNobody ? input : { personId, ...input };
    inputs.set(mutation, [...(inputs.get(mutation) ?? []), sent]);
    return saved(app, actor, mutation, sent);
  };
  const nhsNumber = nhsNumberAt(53);
  const registration = {
    name: name(),
    dateOfBirth: '1907-03-17',
    sex: 'female',
    address: address('ZE1 0AA'),
    telephone: '01907 111 222',
    nhsNumber,
    nhsNumberStatus: '01',
    gpPractice: 'ZQX1',
    restricted: true,
  };
  const { person } = await plant('registerPerson', registration);
  personId = person.id as string;
  await plant('changeDemographics', {
    basedOn: '0',
    name: name(),
    dateOfBirth: '1908-03-18',
    sex: 'other',
    address: address('ZE1 0AB'),
    telephone: '01908 333 444',
    gpPractice: 'ZQX2',
    restricted: false,
  });
  const first = await plant('recordContact', contact('01909 555 666'));
  const second = await plant('recordContact', contact('01909 777 888'));
  await plant('reviseContact', {
    ...contact('01909 999 000'),
    basedOn: second.revision,
    contactId: first.contactId,
  });
  await plant('removeContact', { contactId: second.contactId, reason: words('removed') });
  await plant('recordSharingDecision', {
    decision: 'GIVEN',
    decidedBy: 'PERSON',
    reason: words('sharing'),
    onDate: '2019-05-06',
    planKind: 'END_OF_LIFE',
    section: 'plan',
    audience: 'SOCIAL_CARE',
  });
  await plantSharing(plant, words, app.app.house.clock());
  await plant('startEndOfLifePlan', {});
  const decided = await plant('recordCprDecision', {
    basedOn: '0',
    decision: '450476008',
    reason: words('reason'),
    decidedOn: '2019-01-17',
    decidedBy: { name: words('decider'), role: words('role'), organisation: words('hospital') },
    involved: involved(),
    capacity: { finding: 'LACKS_CAPACITY', detail: words('capacity') },
    reviewOn: '2127-01-18',
    reviewBy: words('reviewer'),
    formKeptAt: words('kept'),
    paper: paper(),
  });
  await plant('endorseCprDecision', { decisionId: decided.entryId, paper: paper() }, 'consultant');
  const place = (what: string) => ({ place: '108401000000102', name: words(what) });
  const said = () => ({ saidBy: words('speaker'), saidOn: '2019-02-17' });
  await plant('statePreferredPlaceOfDeath', {
    basedOn: '2',
    first: place('hospice'),
    second: place('home'),
    ...said(),
  });
  await plant('statePreferredPlaceOfCare', {
    basedOn: '3',
    first: words('care'),
    second: words('other care'),
    ...said(),
  });
  await plant('stateFocusOfCare', {
    basedOn: '4',
    priority: 'COMFORT',
    statement: words('statement'),
    wouldWant: [words('want')],
    wouldNotWant: [words('not want')],
    agreedWith: words('agreed'),
    agreedOn: '2019-02-18',
  });
  const medicines = await plant('recordAnticipatoryMedicines', {
    basedOn: '5',
    supply: '376201000000102',
    medicines: words('medicines'),
    keptAt: words('cupboard'),
    checkedOn: '2019-02-19',
    checkedBy: words('checker'),
    firstExpiryOn: '2127-02-20',
  });
  const published = await plant('publishEndOfLifePlan', { draftRevision: medicines.revision });
  await plant('acknowledgePlanChange', { position: published.position }, 'paramedic');
  const asked = await plant('questionCprDecision', {
    concern: words('concern'),
    saidBy: words('son'),
  });
  const added = await plant('questionCprDecision', {
    concern: words('in full'),
    saidBy: words('niece'),
    follows: asked.entryId,
  });
  await plant('takeBackCprQuestion', { questionId: added.entryId });
  await plant('withdrawCprDecision', {
    decisionId: decided.entryId,
    reason: words('withdrawn'),
    saidBy: words('herself'),
    involved: involved(),
  });
  const called = await namesNow(app, personId);
  const particulars = { familyName: called.family, dateOfBirth: '1908-03-18' };
  const caseId = words('case');
  const incident = await plant('openIncident', { caseId, nhsNumber }, 'nhs111-system');
  await plant('closeIncident', { incidentId: incident.incidentId }, 'nhs111-system');
  const crew = { crew: [demoActorId('nhs111')], hours: 1 };
  const identity = { ...particulars, givenName: called.given[0] };
  await plant('openIncident', { caseId: words('other case'), identity, ...crew }, 'nhs111-system');
  const at = { ...particulars, postcode: 'ZE1 0AB' };
  await plant(
    'openIncident',
    { caseId: words('third case'), address: at, ...crew },
    'nhs111-system',
  );
  const reasons = { alertType: '2', reason: '5', freeText: words('collapsed') };
  const { reference } = await plant('openInEmergency', reasons, 'paramedic');
  const found = { outcome: 'JUSTIFIED', note: words('note') };
  await plant('reviewEmergencyAccess', { reference, ...found }, 'privacy-officer');
  await plant('acknowledgeAlert', { reference }, 'privacy-officer');
  await plant('recordDeath', { on: '2019-06-07', place: words('died at'), corrects: false });
  await plant('endEndOfLifePlan', {
    reason: 'DIED',
    detail: words('end'),
    endedOn: '2019-06-08',
  });
  const leaves = [...inputs.values()].flat().flatMap(leavesOf).filter(isCanary);
  const spoken = leaves.map((leaf) => leaf.replace(/\s/g, ''));
  const canaries = [...new Set([...leaves, ...spoken, nhsNumber, carersNhsNumber, 'ZQX1', 'ZQX2'])];
  return { personId, nhsNumber, canaries, inputs };
};

const namesNow = async (app: TestApp, id: string): Promise<{ family: string; given: string[] }> => {
  const query = `query($id: ID!) { person(id: $id) {
    identity { ... on Identity { name { family given } } } } }`;
  return (await app.graphql('gp', query, { id })).data.person.identity.name;
};

const typesQuery = `{ __schema {
  mutationType { fields { name args { type { ...T } } } }
  types { kind name inputFields { name type { ...T } } }
} }
fragment T on __Type { name ofType { name ofType { name ofType { name } } } }`;

const namedType = (type: Data): string => (type.name ?? namedType(type.ofType)) as string;

/** Paths of input fields, of any mutation, that no input sent had a value for. */
export const fieldsNotPlanted = async (
  app: Graph,
  inputs: PlantedPerson['inputs'],
): Promise<string[]> => {
  const { data } = await app.graphql('gp', typesQuery);
  const { mutationType, types } = data.__schema;
  const fieldsOf = (type: string): Data[] =>
    (types.find((one: Data) => one.name === type)?.inputFields ?? []) as Data[];
  const missing = (type: string, sent: readonly unknown[], path: string): string[] =>
    fieldsOf(type).flatMap((field: Data) => {
      const values = sent.map((one) => (one as Input)[field.name as string]);
      const given = values.flat().filter((value) => value !== undefined);
      const here = `${path}.${String(field.name)}`;
      if (field.name === 'commandId') return [];
      return given.length === 0 ? [here] : missing(namedType(field.type), given, here);
    });
  return mutationType.fields.flatMap((field: Data) =>
    missing(namedType(field.args[0].type), inputs.get(field.name as string) ?? [], field.name),
  );
};
