/**
 * A whole record written through the graph, a canary in everything that it takes, beside what was
 * there before and what is only drafted. What may read each is said here by the part it belongs to
 * (DESIGN.md 7, policy/request.ts), not by what the product shows.
 */
import type { Section } from '../../../policy/request';
import { wholeTeamIdOf } from '../../../events/ids';
import type { Data } from '../app';
import { demoActorId } from '../callers';
import { saved } from '../writes';
import type { Graph } from '../writes';
import { nowhere, reading } from './canaries';
import { plantPlan } from './plantPlan';
import type { Planter, Right, Way } from './canaries';

type Input = Readonly<Record<string, unknown>>;

export interface PlantOptions {
  readonly graph: Graph;
  readonly canary: Planter;
  /** NHS number, and family name and date of birth, as canaries that are planted already. */
  readonly nhsNumber: string;
  readonly isRestricted: boolean;
  /** Organisations that join the care team, beside the practice that registers. */
  readonly teams: readonly string[];
  /** The carer (NHS number) who may see these sections. */
  readonly carer?: { readonly nhsNumber: string; readonly sections: readonly Section[] };
  readonly now: Date;
}

export interface PlantedRecord {
  readonly personId: string;
  /** Token: of the registration. */
  readonly since: string;
  /** RFC 3339: when what is superseded by now was in force. */
  readonly asOf: string;
  readonly decisionId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly postcode: string;
  readonly delegationId: string | undefined;
  /** The inputs sent, by mutation. */
  readonly inputs: ReadonlyMap<string, readonly Input[]>;
}

const identity = reading('identity');
const address = reading('identity', 'addressAndTelephone');
const service = reading('serviceContacts');
const personal = reading('serviceContacts', 'personalContacts');
const sharing = reading('sharing');
/** No query tells which practice it is. */
const inConflicts: readonly Way[] = [{ rights: ['READ identity'], isInConflicts: true }];
/** Why a part is kept from the person tells something of the part. */
const kept = (...parts: readonly Section[]): readonly Way[] => [
  {
    rights: ['READ sharing', ...parts.map((part): Right => `READ ${part}`)],
    isForStaff: true,
  },
];
const dayMs = 24 * 60 * 60 * 1_000;

export const plantRecord = async (options: PlantOptions): Promise<PlantedRecord> => {
  const { graph, canary, nhsNumber, now } = options;
  const { words, day, birth, telephone, postcode, ods } = canary;
  const inDays = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString();
  const inputs = new Map<string, Input[]>();
  let personId = '';
  const plant = async (mutation: string, input: Input, actor = 'gp'): Promise<Data> => {
    const sent = personId === '' ? input : { personId, ...input };
    inputs.set(mutation, [...(inputs.get(mutation) ?? []), sent]);
    return saved(graph, actor, mutation, sent);
  };

  const nameOf = (ways: readonly Way[]) => ({
    family: words('family name', ways),
    given: [words('given name', ways), words('second name', ways)],
    prefix: words('title', ways),
    preferred: words('preferred name', ways),
  });
  const placeOf = (ways: readonly Way[]) => ({
    lines: [words('house', ways), words('town', ways)],
    postcode: postcode('postcode', ways),
  });
  const { person, position, revision } = await plant('registerPerson', {
    name: nameOf(nowhere),
    dateOfBirth: birth('date of birth of before', nowhere),
    sex: 'female',
    address: placeOf(nowhere),
    telephone: telephone('telephone of before', nowhere),
    nhsNumber,
    nhsNumberStatus: '01',
    gpPractice: ods('practice of before', nowhere),
    restricted: !options.isRestricted,
  });
  personId = person.id as string;
  const name = nameOf(identity);
  const dateOfBirth = birth('date of birth', identity);
  const where = placeOf(address);
  await plant('changeDemographics', {
    basedOn: revision as string,
    name,
    dateOfBirth,
    sex: 'other',
    address: where,
    telephone: telephone('telephone', address),
    gpPractice: ods('practice', inConflicts),
    restricted: options.isRestricted,
  });

  const contact = (kind: string, ways: readonly Way[]): Input => ({
    name: words(`${kind} contact`, ways),
    kind,
    relationship: words(`relationship of the ${kind} contact`, ways),
    organisation: words(`organisation of the ${kind} contact`, ways),
    telephone: telephone(`telephone of the ${kind} contact`, ways),
    availability: 'ANY_HOUR',
    purpose: words(`purpose of the ${kind} contact`, ways),
    keyWorker: true,
    isAttorney: true,
  });
  const first = await plant('recordContact', contact('PERSONAL', nowhere));
  await plant('recordContact', contact('PROFESSIONAL', service));
  const third = await plant('recordContact', contact('PERSONAL', nowhere));
  await plant('reviseContact', {
    ...contact('PERSONAL', personal),
    basedOn: third.revision,
    contactId: first.contactId,
  });
  await plant('removeContact', {
    contactId: third.contactId,
    reason: words('why a contact was removed', nowhere),
  });

  for (const organisation of options.teams) {
    const lead = {
      actorId: demoActorId('consultant'),
      name: words(`lead of ${organisation}`, service),
      role: words(`role of the lead of ${organisation}`, service),
      telephone: telephone(`telephone of the lead of ${organisation}`, service),
    };
    const until = inDays(200);
    await plant('joinCareTeam', { teamId: wholeTeamIdOf(organisation), lead, until });
  }
  const council = wholeTeamIdOf('X6SOC');
  if (!options.teams.includes('X6SOC')) {
    const lead = {
      name: words('lead who left', nowhere),
      telephone: telephone('of a lead who left', nowhere),
    };
    await plant('joinCareTeam', { teamId: council, lead });
    await plant('leaveCareTeam', { teamId: council, reason: words('why a team left', nowhere) });
  }
  const refer = (what: string, ways: readonly Way[]) =>
    plant('refer', { organisation: 'X3COM', reason: words(what, ways), until: inDays(0.1) });
  const ended = await refer('referral that ended', nowhere);
  await plant('endReferral', {
    referralId: ended.entryId,
    reason: words('why a referral ended', nowhere),
  });
  const claim = { reason: words('claim', nowhere), until: inDays(0.4) };
  const { entryId: claimId } = await plant('claimRelationship', claim, 'social-worker');
  await plant('endClaim', { claimId }, 'social-worker');

  const word = { decision: 'GIVEN', decidedBy: 'PERSON' };
  await plant('recordSharingDecision', {
    ...word,
    reason: words('word on sharing', sharing),
    onDate: day('day of the word on sharing', sharing),
    planKind: 'END_OF_LIFE',
    section: 'plan',
    audience: 'SOCIAL_CARE',
  });
  for (const section of ['sexualHealth', 'thirdPartyInformation', 'safeguarding'] as const) {
    const ways = reading('sharing', section);
    const reason = words(`word on ${section}`, ways);
    await plant('recordSharingDecision', { ...word, reason, section });
  }
  const delegation = (what: string, ways: readonly Way[]): Input => ({
    name: words(`name of ${what}`, ways),
    relationship: words(`relationship of ${what}`, ways),
    until: inDays(60),
    consentTakenBy: {
      name: words(`who heard the consent for ${what}`, ways),
      role: words(`role of who heard the consent for ${what}`, ways),
    },
  });
  const revoked = await plant('delegateAccess', {
    ...delegation('a carer of before', nowhere),
    nhsNumber: canary.nhsNumber('NHS number of a carer of before', nowhere),
    sections: ['plan'],
  });
  await plant('revokeDelegation', {
    delegationId: revoked.entryId,
    reason: words('why a delegation was revoked', nowhere),
  });
  const delegated =
    options.carer &&
    (await plant('delegateAccess', { ...delegation('the carer', sharing), ...options.carer }));
  const keep = (section: Section, flag: string, ways: readonly Way[]) =>
    plant('keepFromPerson', {
      section,
      flag,
      reason: words(`why ${section} is kept (${flag})`, ways),
      until: inDays(90),
    });
  await keep('wayIntoHome', 'NOT_YET_DISCUSSED', nowhere);
  await plant('showToPerson', { section: 'wayIntoHome', flag: 'NOT_YET_DISCUSSED' });
  await keep('personalContacts', 'THIRD_PARTY', kept('personalContacts'));
  await keep('carePlan', 'SAFEGUARDING', kept('carePlan', 'safeguarding'));
  await keep('thirdPartyInformation', 'THIRD_PARTY', kept('thirdPartyInformation'));
  const naming = {
    actorId: demoActorId('gp'),
    name: words('who was named for safeguarding', nowhere),
    section: 'safeguarding',
    reason: words('why somebody was named', nowhere),
    until: inDays(90),
  };
  const namedOnce = await plant('nameForSealed', naming);
  await keep('safeguarding', 'SAFEGUARDING', kept('safeguarding'));
  await plant('endNaming', {
    namingId: namedOnce.entryId,
    reason: words('why a naming ended', nowhere),
  });

  const plan = await plantPlan({ graph, canary, plant, personId });
  return {
    personId,
    since: position as string,
    ...plan,
    familyName: name.family,
    givenName: name.given[0] ?? '',
    dateOfBirth,
    postcode: where.postcode,
    delegationId: delegated?.entryId as string | undefined,
    inputs,
  };
};
