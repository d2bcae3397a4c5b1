/** Canaries in everything of the sharing subgraph, for `plantPerson`. */
import type { Data } from './app';
import { demoActorId } from './callers';
import { carersNhsNumber, inDays } from './sharingInputs';

type Input = Readonly<Record<string, unknown>>;

/** Everything of the sharing subgraph; a team is nobody's in particular, so it holds no canary. */
export const plantSharing = async (
  plant: (mutation: string, input: Input, actor?: string) => Promise<Data>,
  words: (what: string) => string,
  now: Date,
): Promise<void> => {
  const until = inDays(30, now);
  const delegation = await plant('delegateAccess', {
    nhsNumber: carersNhsNumber,
    name: words('carer'),
    relationship: words('cousin'),
    sections: ['plan'],
    until,
    consentTakenBy: { name: words('taker'), role: words('taking role') },
  });
  const { entryId: delegationId } = delegation;
  await plant('revokeDelegation', { delegationId, reason: words('revoked') });
  const kept = { section: 'sharing', flag: 'THIRD_PARTY' };
  await plant('keepFromPerson', { ...kept, reason: words('kept from'), until });
  await plant('showToPerson', kept);
  const team = { name: 'Day team', kind: 'HOSPICE', isWholeOrganisation: false };
  const { teamId } = await plant('formTeam', team, 'consultant');
  const member = { teamId, actorId: demoActorId('senior-nurse') };
  await plant('addTeamMember', { ...member, name: 'Ruth Marsh' }, 'consultant');
  const lead = {
    actorId: demoActorId('consultant'),
    name: words('lead'),
    role: words('lead role'),
    telephone: '01909 123 321',
  };
  await plant('joinCareTeam', { teamId, lead, until });
  await plant('leaveCareTeam', { teamId, reason: words('left') });
  await plant('removeTeamMember', { ...member, reason: 'Moved on' }, 'consultant');
  const referred = { organisation: 'X1HSP', reason: words('referred'), until };
  const { entryId: referralId } = await plant('refer', referred);
  await plant('endReferral', { referralId, reason: words('no referral') });
  const claimed = { reason: words('claimed'), until: inDays(0.4, now) };
  const { entryId: claimId } = await plant('claimRelationship', claimed, 'social-worker');
  await plant('endClaim', { claimId }, 'social-worker');
  const named = {
    actorId: demoActorId('gp'),
    name: words('named'),
    section: 'safeguarding',
    until,
  };
  const naming = await plant('nameForSealed', { ...named, reason: words('naming') });
  await plant('endNaming', { namingId: naming.entryId, reason: words('not named') });
};
