/**
 * The same mutation sent twice, as after a lost answer, has one effect and the same answer: every
 * mutation of the graph, sent again at once, later, and to a process that was started anew.
 */
import { randomUUID } from 'node:crypto';
import { buildSchema } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import {
  delegationInput,
  inDays,
  keptInput,
  leadInput,
  namingInput,
  referralInput,
} from '../support/sharingInputs';
import {
  contactInput,
  cprInput,
  nhsNumberAt,
  personInput,
  savedTypeOf,
  send,
  unchanged,
} from '../support/writes';
import { demoActorId } from '../support/callers';

interface Sent {
  readonly actor: string;
  readonly name: string;
  readonly input: Record<string, unknown>;
  readonly answer: Data;
}

/** Mutations whose input names no person. */
const ofNoPerson = ['openIncident', 'closeIncident', 'reviewEmergencyAccess', 'acknowledgeAlert'];

/** A day of a plan that uses every mutation; each is sent twice, one after the other. */
const wholeDay = async (app: TestApp): Promise<Sent[]> => {
  const sent: Sent[] = [];
  let personId = '';
  const twice = async (actor: string, name: string, given: object): Promise<Data> => {
    const isOfNobody = ofNoPerson.includes(name) || /^(form|add|remove)Team/.test(name);
    const isOfPerson = personId !== '' && !isOfNobody;
    const input = { commandId: randomUUID(), ...(isOfPerson ? { personId } : {}), ...given };
    const first = await send(app, actor, name, input);
    const again = await unchanged(app, () => send(app, actor, name, input));
    expect(first.data[name].__typename).toBe(savedTypeOf(name));
    expect(again).toEqual(first);
    sent.push({ actor, name, input, answer: first });
    return first.data[name];
  };

  const registered = await twice(
    'gp',
    'registerPerson',
    personInput({ nhsNumber: nhsNumberAt(0) }),
  );
  personId = registered.person.id as string;
  const { contactId } = await twice('gp', 'recordContact', contactInput());
  const other = await twice('gp', 'recordContact', contactInput({ name: 'Day line' }));
  await twice('gp', 'reviseContact', { basedOn: '1', contactId, telephone: '01323 555 021' });
  await twice('gp', 'removeContact', { contactId: other.contactId, reason: 'Wrong line' });
  await twice('gp', 'changeDemographics', { basedOn: '0', telephone: '01323 555 011' });
  await twice('gp', 'recordSharingDecision', { decision: 'GIVEN', decidedBy: 'PERSON' });
  const delegation = await twice('gp', 'delegateAccess', delegationInput());
  await twice('gp', 'revokeDelegation', { delegationId: delegation.entryId });
  await twice('gp', 'keepFromPerson', keptInput());
  await twice('gp', 'showToPerson', { section: 'cprDecision', flag: 'NOT_YET_DISCUSSED' });
  const { teamId } = await twice('consultant', 'formTeam', { name: 'Day team', kind: 'HOSPICE' });
  const member = { teamId, actorId: demoActorId('senior-nurse') };
  await twice('consultant', 'addTeamMember', { ...member, name: 'Ruth Marsh' });
  await twice('gp', 'joinCareTeam', { teamId, lead: leadInput, until: inDays(30) });
  await twice('gp', 'leaveCareTeam', { teamId });
  await twice('consultant', 'removeTeamMember', member);
  const referral = await twice('gp', 'refer', referralInput());
  await twice('gp', 'endReferral', { referralId: referral.entryId });
  const claim = await twice('social-worker', 'claimRelationship', { reason: 'On duty' });
  await twice('social-worker', 'endClaim', { claimId: claim.entryId });
  const naming = await twice('gp', 'nameForSealed', namingInput());
  await twice('gp', 'endNaming', { namingId: naming.entryId });
  await twice('gp', 'startEndOfLifePlan', {});
  const decision = await twice('gp', 'recordCprDecision', cprInput());
  await twice('consultant', 'endorseCprDecision', { decisionId: decision.entryId });
  const question = await twice('paramedic', 'questionCprDecision', { concern: 'Says otherwise' });
  await twice('paramedic', 'takeBackCprQuestion', { questionId: question.entryId });
  await twice('gp', 'statePreferredPlaceOfDeath', {
    basedOn: '3',
    first: { place: '110481000000108' },
  });
  await twice('gp', 'statePreferredPlaceOfCare', { basedOn: '3', first: 'At home' });
  await twice('gp', 'stateFocusOfCare', { basedOn: '3', statement: 'Comfort' });
  const last = await twice('gp', 'recordAnticipatoryMedicines', { basedOn: '3', keptAt: 'Fridge' });
  const published = await twice('gp', 'publishEndOfLifePlan', { draftRevision: last.revision });
  await twice('paramedic', 'acknowledgePlanChange', { position: published.position });
  await twice('paramedic', 'withdrawCprDecision', { reason: 'She changed her mind' });
  const incident = await twice('nhs111-system', 'openIncident', {
    caseId: 'A case',
    nhsNumber: nhsNumberAt(0),
  });
  await twice('nhs111-system', 'closeIncident', { incidentId: incident.incidentId });
  const { reference } = await twice('paramedic', 'openInEmergency', {
    alertType: '2',
    reason: '5',
  });
  await twice('privacy-officer', 'acknowledgeAlert', { reference });
  await twice('privacy-officer', 'reviewEmergencyAccess', { reference, outcome: 'JUSTIFIED' });
  await twice('paramedic', 'recordDeath', { place: 'At home' });
  await twice('gp', 'endEndOfLifePlan', { reason: 'DIED' });
  return sent;
};

/** Sends everything again, in any order: nothing is written, each answer is the first one. */
const sendAgain = async (app: TestApp, sent: readonly Sent[]): Promise<void> => {
  for (const { actor, name, input, answer } of sent) {
    const again = await unchanged(app, () => send(app, actor, name, input));
    expect({ name, again }).toEqual({ name, again: answer });
  }
};

describe('a mutation sent again', () => {
  it('has one effect and the same answer, whichever it is, also in a process started anew', async () => {
    const app = await openTestApp();
    const sent = await wholeDay(app);

    await sendAgain(app, sent);
    await sendAgain(app, [...sent].reverse());

    await app.close();
    const anew = await openTestApp({ data: app.data });
    await sendAgain(anew, sent);
  });

  it('is tried for every mutation that the graph has', async () => {
    const sent = await wholeDay(await openTestApp());

    const fields = buildSchema(readSupergraph(), { assumeValidSDL: true }).getMutationType();
    const all = Object.keys(fields?.getFields() ?? {}).sort();
    expect([...new Set(sent.map(({ name }) => name))].sort()).toEqual(all);
  });

  it('at the same moment has one effect and the same answer', async () => {
    const app = await openTestApp();
    const input = { commandId: randomUUID(), ...personInput({ nhsNumber: nhsNumberAt(1) }) };

    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => send(app, 'gp', 'registerPerson', input)),
    );

    expect(answers.map((answer) => answer.data.registerPerson.__typename)).toContain('PersonSaved');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { store } = app.app.house;
    const { events } = await store.readAll('start', ['person-'], 100);
    expect(events.map(({ type }) => type)).toEqual(['PersonRegistered']);
  });

  it('makes one person where a registration stopped half way and somebody else finished it', async () => {
    const app = await openTestApp();
    const { house } = app.app;
    const nhsNumber = nhsNumberAt(2);
    const first = { commandId: randomUUID(), ...personInput({ nhsNumber }) };
    const handle = house.loops.person.handle;
    house.loops.person.handle = () => Promise.reject(new Error('the process dies here'));
    expect((await send(app, 'gp', 'registerPerson', first)).errors).toHaveLength(1);
    house.loops.person.handle = handle;

    const finished = await send(app, 'consultant', 'registerPerson', personInput({ nhsNumber }));

    expect(finished.data.registerPerson.__typename).toBe('PersonSaved');
    const late = await unchanged(app, () => send(app, 'gp', 'registerPerson', first));
    expect(late.data.registerPerson.__typename).toBe('Refused');
  });
});
