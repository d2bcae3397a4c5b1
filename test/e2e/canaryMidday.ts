/**
 * Midday of the canary day: words on sharing, incidents, openings in an emergency, a team, a claim, a
 * referral, a naming. After each step it is said how everyone stands.
 */
import type { Section } from '../../policy/request';
import { demoActorId } from '../support/callers';
import { nowhere, reading } from '../support/canaries/canaries';
import type { Way } from '../support/canaries/canaries';
import { toldAsChange } from '../support/canaries/plantPlan';
import type { Standing } from '../support/canaries/standing';
import { relating } from '../support/canaries/step';
import type { Input, Stepping } from '../support/canaries/step';
import type { Name, World } from '../support/canaries/world';

/** What the afternoon ends. */
export interface Midday {
  readonly teamId: string;
  readonly claimId: string;
  readonly namingId: string;
  readonly nhs111Incident: string;
}

const decision = reading('cprDecision');
const sharing = reading('sharing');
const service = reading('serviceContacts');
const reviewed: readonly Way[] = [{ rights: ['REVIEW_EMERGENCY_ACCESS identity'] }];
const everyReader: Readonly<Record<string, Standing['refusals'][number]['roles']>> = {
  URGENT_CARE: ['PARAMEDIC', 'URGENT_CARE_CLINICIAN', 'URGENT_CARE_SYSTEM'],
  SOCIAL_CARE: ['SOCIAL_WORKER'],
  CARE_TEAM: ['CONSULTANT', 'GP', 'SENIOR_NURSE', 'COMMUNITY_NURSE'],
  CARERS: ['CARER', 'PATIENT'],
};

export const liveMidday = async (world: World, stepping: Stepping): Promise<Midday> => {
  const { canaries } = world;
  const { step, plant, inHours } = stepping;
  const refuse = (
    name: Name,
    audience: keyof typeof everyReader,
    section?: Section,
    more: Input = {},
  ) =>
    step(
      name,
      (personId) =>
        plant('gp', 'recordSharingDecision', {
          personId,
          decision: 'REFUSED',
          decidedBy: 'PERSON',
          audience,
          reason: canaries
            .of(name)
            .words(`why ${audience} may not see ${section ?? 'anything'}`, sharing),
          ...(section === undefined ? {} : { section }),
          ...more,
        }),
      ({ refusals }) => ({
        refusals: [
          ...refusals,
          {
            roles: everyReader[audience] ?? [],
            sections: section === undefined ? 'all' : [section],
          },
        ],
      }),
    );

  const incident = async (
    name: Name,
    system: string,
    input: Input,
    crew: readonly string[],
  ): Promise<string> => {
    const caseId = canaries.of(name).words(`case of ${system}`, nowhere);
    const { incidentId } = await step(
      name,
      () => plant(system, 'openIncident', { caseId, ...input }),
      relating(Object.fromEntries(crew.map((id) => [id, ['incident'] as const]))),
    );
    world.incidents.push(incidentId as string);
    return incidentId as string;
  };

  /** `officer`: the privacy officer of the organisation that it is done from. */
  const openInEmergency = async (name: Name, actor: string, officer: string): Promise<string> => {
    const { reference } = await step(
      name,
      (personId) =>
        plant(actor, 'openInEmergency', {
          personId,
          alertType: '2',
          reason: '5',
          freeText: canaries.of(name).words(`why ${actor} opened it`, reviewed),
        }),
      (before) => ({
        ...relating({ [officer]: ['oversight'] })(before),
        opened: [...before.opened, actor],
      }),
    );
    world.references.push({ reference: reference as string, name });
    return reference as string;
  };

  await refuse('ben', 'URGENT_CARE');
  await refuse('ben', 'SOCIAL_CARE', 'plan', { planKind: 'END_OF_LIFE' });
  canaries.change('ben', (what) => what.endsWith('word on sharing'), nowhere);
  await refuse('ben', 'CARE_TEAM', 'cprDecision');
  await refuse('ben', 'CARERS', 'sharing');
  const ben = world.person('ben');
  await incident(
    'ben',
    'ambulance-system',
    {
      address: {
        postcode: ben.postcode,
        familyName: ben.familyName,
        dateOfBirth: ben.dateOfBirth,
      },
    },
    ['paramedic', 'ambulance-system'],
  );
  const reference = await openInEmergency('ben', 'paramedic', 'privacy-officer');
  await step('ben', () =>
    plant('privacy-officer', 'reviewEmergencyAccess', {
      reference,
      outcome: 'NEEDS_MORE',
      note: canaries.of('ben').words('note of the review', reviewed),
    }),
  );
  await step('ben', () => plant('privacy-officer', 'acknowledgeAlert', { reference }));

  const { familyName, givenName, dateOfBirth } = world.person('dot');
  await incident(
    'dot',
    'ambulance-system',
    {
      identity: { familyName, givenName, dateOfBirth },
      crew: [demoActorId('paramedic')],
      hours: 1,
    },
    ['paramedic'],
  );
  const nhs111Incident = await incident(
    'dot',
    'nhs111-system',
    { nhsNumber: world.person('dot').nhsNumber },
    ['nhs111', 'nhs111-system'],
  );

  await openInEmergency('cyd', 'consultant', 'hospice-privacy-officer');
  const team = { name: 'Night team', kind: 'HOSPICE', isWholeOrganisation: false };
  const formed = await step('cyd', () => plant('consultant', 'formTeam', team));
  const teamId = formed.teamId as string;

  const member = { teamId, actorId: demoActorId('senior-nurse') };
  await step('cyd', () => plant('consultant', 'addTeamMember', { ...member, name: 'Ruth Marsh' }));
  const cyd = canaries.of('cyd');
  await step(
    'cyd',
    (personId) =>
      plant('gp', 'joinCareTeam', {
        personId,
        teamId,
        lead: {
          name: cyd.words('lead of the night team', service),
          role: cyd.words('role of the lead of the night team', service),
          telephone: cyd.telephone('telephone of the night team', service),
        },
      }),
    relating({ 'senior-nurse': ['team'] }),
  );
  const claimed = await step(
    'cyd',
    (personId) =>
      plant('community-nurse', 'claimRelationship', {
        personId,
        reason: cyd.words('claim of the community nurse', nowhere),
        until: inHours(11),
      }),
    relating({ 'community-nurse': ['selfClaimed'] }),
  );
  const claimId = claimed.entryId as string;
  await step(
    'cyd',
    (personId) =>
      plant('gp', 'refer', {
        personId,
        organisation: 'X6SOC',
        reason: cyd.words('referral', reading('serviceContacts', 'sharing')),
        until: inHours(2.5),
      }),
    relating({ 'social-worker': ['referral'] }),
  );
  await step('cyd', async (personId) => {
    await plant('paramedic', 'withdrawCprDecision', {
      personId,
      reason: cyd.words('why the decision was withdrawn', decision),
      saidBy: cyd.words('who said that it is withdrawn', decision),
      involved: [
        {
          involvement: '713656002',
          name: cyd.words('who was there', nowhere),
          relationship: cyd.words('their kinship', nowhere),
        },
      ],
      decisionId: world.person('cyd').decisionId,
    });
    canaries.change('cyd', (what) => what === 'cyd: question', toldAsChange);
    canaries.change('cyd', (what) => what === 'cyd: who questioned', nowhere);
  });

  const ada = canaries.of('ada');
  const naming = await step(
    'ada',
    (personId) =>
      plant('gp', 'nameForSealed', {
        personId,
        actorId: demoActorId('senior-nurse'),
        name: ada.words('who is named for safeguarding', nowhere),
        section: 'safeguarding',
        reason: ada.words('why the senior nurse is named', nowhere),
        until: inHours(900),
      }),
    () => ({ named: { 'senior-nurse': ['safeguarding'] } }),
  );
  const namingId = naming.entryId as string;
  await step(
    'ada',
    (personId) =>
      plant('gp', 'keepFromPerson', {
        personId,
        section: 'history',
        flag: 'NOT_YET_DISCUSSED',
        reason: ada.words('why history is kept', [{ rights: ['READ sharing'], isForStaff: true }]),
      }),
    ({ kept }) => ({ kept: [...kept, { section: 'history', flag: 'NOT_YET_DISCUSSED' }] }),
  );
  await step(
    'ada',
    async (personId) => {
      await plant('gp', 'showToPerson', {
        personId,
        section: 'personalContacts',
        flag: 'THIRD_PARTY',
      });
      canaries.change(
        'ada',
        (what) => what.endsWith('why personalContacts is kept (THIRD_PARTY)'),
        nowhere,
      );
    },
    ({ kept }) => ({ kept: kept.filter(({ section }) => section !== 'personalContacts') }),
  );

  return { teamId, claimId, namingId, nhs111Incident };
};
