/** What mutations on care and sharing answer without right: the same, whoever is asked about. */
import { randomUUID } from 'node:crypto';
import { wholeTeamIdOf } from '../../events/ids';
import { margaretsNhsNumber } from '../../gateway/demo/demoIds';

import type { Data } from '../support/app';
import { openMovedApp } from '../support/movedClock';
import type { MovedApp } from '../support/movedClock';
import { delegationInput, keptInput, namingInput, referralInput } from '../support/sharingInputs';
import { refusedBy, register, saved, write, writePlan } from '../support/writes';

let moved: MovedApp;
beforeAll(async () => {
  moved = await openMovedApp({ relate: false });
});

const act = (actor: string, name: string, input: object): Promise<Data> =>
  saved(moved.app, actor, name, input as Record<string, unknown>);

const hospice = wholeTeamIdOf('X1HSP');

describe('a mutation without right', () => {
  const mutations: readonly (readonly [actor: string, name: string, input: object])[] = [
    ['consultant', 'recordSharingDecision', { decision: 'GIVEN', decidedBy: 'PERSON' }],
    ['consultant', 'delegateAccess', delegationInput()],
    ['ruth', 'revokeDelegation', { delegationId: randomUUID() }],
    ['consultant', 'keepFromPerson', keptInput()],
    ['consultant', 'showToPerson', { section: 'plan', flag: 'THIRD_PARTY' }],
    ['consultant', 'joinCareTeam', { teamId: hospice }],
    ['consultant', 'leaveCareTeam', { teamId: hospice }],
    ['consultant', 'refer', referralInput()],
    ['consultant', 'endReferral', { referralId: randomUUID() }],
    ['paramedic', 'claimRelationship', { reason: 'Passing by' }],
    ['margaret', 'endClaim', { claimId: randomUUID() }],
    ['consultant', 'nameForSealed', namingInput()],
    ['consultant', 'endNaming', { namingId: randomUUID() }],
    ['consultant', 'stateFocusOfCare', { basedOn: '0', statement: 'x' }],
    [
      'consultant',
      'recordContact',
      { name: 'x', kind: 'PERSONAL', telephone: '111', availability: 'ANY_HOUR' },
    ],
  ];

  it.each(mutations)(
    '%s %s is refused in the same words whether the person exists or not',
    async (actor, name, input) => {
      const { personId } = await writePlan(moved.app);

      const ofSomebody = await refusedBy(moved.app, actor, name, { personId, ...input });
      const ofNobody = await refusedBy(moved.app, actor, name, {
        personId: randomUUID(),
        ...input,
      });

      expect(ofSomebody).toMatchObject({ __typename: 'Refused', code: 'NOT_PERMITTED' });
      expect(ofNobody).toEqual(ofSomebody);
    },
  );

  it('is taken from the person themself where it is theirs to say', async () => {
    const personId = await register(moved.app, { nhsNumber: margaretsNhsNumber });
    const { consentTakenBy: _none, ...input } = delegationInput({ until: moved.inHours(1) });

    expect(
      await write(moved.app, 'margaret', 'delegateAccess', { personId, ...input }),
    ).toMatchObject({
      __typename: 'SharingSaved',
    });
    const refusal = { personId, decision: 'REFUSED', decidedBy: 'PERSON', audience: 'SOCIAL_CARE' };
    await act('margaret', 'recordSharingDecision', refusal);
    const query = `query($id: ID!) { person(id: $id) { sharing { ... on Sharing {
      decisions { decision audience section recordedBy } delegations { name sections consentTakenBy { name } } kept { flag } } } } }`;
    const { data } = await moved.app.graphql('margaret', query, { id: personId });
    expect(data.person.sharing).toEqual({
      decisions: [
        {
          decision: 'REFUSED',
          audience: 'SOCIAL_CARE',
          section: null,
          recordedBy: 'Margaret Ellis',
        },
      ],
      delegations: [
        { name: 'Joan Pilbeam', sections: ['cprDecision', 'plan'], consentTakenBy: null },
      ],
      kept: [],
    });
  });
});
