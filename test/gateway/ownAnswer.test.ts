/**
 * What a mutation's own answer shows is of after it, and so is the right of the next mutation in one
 * operation: what was read for a command is of before it and is not shown again.
 */
import { randomUUID } from 'node:crypto';
import { wholeTeamIdOf } from '../../events/ids';
import { openTestApp } from '../support/app';
import type { Data, TestApp } from '../support/app';
import { asGiven, register, writePlan } from '../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const run = async (actor: string, text: string, inputs: Readonly<Record<string, Data>>) => {
  const variables = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      asGiven(app, { commandId: randomUUID(), ...input }),
    ]),
  );
  const { data, errors } = await app.graphql(actor, text, variables);
  expect(errors).toBeUndefined();
  return data;
};

it('a withdrawal after a question, in one operation, shows the decision as withdrawn', async () => {
  const { personId } = await writePlan(app);
  const shown = '... on EndOfLifePlanSaved { person { cprDecision { __typename } } }';
  const data = await run(
    'gp',
    `mutation($q: QuestionCprDecisionInput!, $w: WithdrawCprDecisionInput!) {
      questionCprDecision(input: $q) { ${shown} } withdrawCprDecision(input: $w) { ${shown} } }`,
    { q: { personId, concern: 'is this right?' }, w: { personId, reason: 'He said so.' } },
  );
  expect(data.questionCprDecision.person.cprDecision.__typename).toBe('CprRecorded');
  expect(data.withdrawCprDecision.person.cprDecision.__typename).toBe('CprWithdrawn');
});

it('a change of somebody’s details shows the new ones', async () => {
  const personId = await register(app);
  const data = await run(
    'gp',
    `mutation($i: ChangeDemographicsInput!) { changeDemographics(input: $i) { ... on PersonSaved {
      person { identity { ... on Identity { telephone { ... on Telephone { number } } } } } } } }`,
    { i: { personId, basedOn: '0', telephone: '01323 555 099' } },
  );
  const { identity } = data.changeDemographics.person;
  expect(identity.telephone.number).toBe('01323 555 099');
});

it('an opening in an emergency is shown by its own answer', async () => {
  const personId = await register(app);
  const data = await run(
    'paramedic',
    `mutation($i: OpenInEmergencyInput!) { openInEmergency(input: $i) { ... on OpenedInEmergency {
      person { emergencyOpening { __typename } } } } }`,
    { i: { personId, alertType: '2', reason: '5' } },
  );
  const { emergencyOpening } = data.openInEmergency.person;
  expect(emergencyOpening.__typename).not.toBe('NoEmergencyOpening');
});

it('who left the care team carries nothing more out by it, in one operation', async () => {
  const personId = await register(app);
  const teamId = wholeTeamIdOf('X2GPP');
  const data = await run(
    'gp',
    `mutation($i: LeaveCareTeamInput!, $j: JoinCareTeamInput!) {
      leaveCareTeam(input: $i) { __typename } joinCareTeam(input: $j) { __typename } }`,
    { i: { personId, teamId }, j: { personId, teamId } },
  );
  expect(data).toMatchObject({
    leaveCareTeam: { __typename: 'SharingSaved' },
    joinCareTeam: { __typename: 'Refused' },
  });
});
