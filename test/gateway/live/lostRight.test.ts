/**
 * A right that is lost is lost on open streams too: a carer whose access is revoked, a team that
 * left, a word on sharing (H15). Whoever still may follow is told of the change without content.
 */
import { wholeTeamIdOf } from '../../../events/ids';
import { margaretsNhsNumber, ruthsNhsNumber } from '../../../gateway/demo/demoIds';
import { openTestApp, until } from '../../support/app';
import type { Data, TestApp } from '../../support/app';
import { follow } from '../../support/live';
import { delegationInput, keptInput } from '../../support/sharingInputs';
import { saved, writePlan } from '../../support/writes';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});

const selection = 'cprDecision { __typename }';
const toldOf = (messages: readonly { kind: string; person: Data }[]): [string, string][] =>
  messages.map(({ kind, person }) => [kind, person.cprDecision.__typename as string]);
const question = (personId: string, concern: string): Promise<Data> =>
  saved(app, 'paramedic', 'questionCprDecision', { personId, concern });

describe('a follower', () => {
  it('whose delegation is revoked is ended and hears nothing more; another goes on', async () => {
    const { personId } = await writePlan(app);
    const input = delegationInput({ nhsNumber: ruthsNhsNumber });
    const { entryId } = await saved(app, 'gp', 'delegateAccess', { personId, ...input });
    const ruth = follow(app, { personId, actor: 'ruth', selection });
    const crew = follow(app, { personId, selection });
    await Promise.all([ruth.heard(1), crew.heard(1)]);
    await question(personId, 'one');
    await ruth.heard(2);

    await saved(app, 'gp', 'revokeDelegation', { personId, delegationId: entryId });
    await until(() => ruth.errors.length > 0, 'the carer was told that it is over');
    await question(personId, 'two');
    await crew.heard(4);

    expect(ruth.errors).toMatchObject([{ extensions: { code: 'NOT_PERMITTED' } }]);
    expect(toldOf(ruth.messages)).toEqual([
      ['OPENED', 'CprRecorded'],
      ['CPR_DECISION_QUESTIONED', 'CprRecorded'],
    ]);
    const again = follow(app, { personId, actor: 'ruth', selection });
    await until(() => again.errors.length > 0, 'the carer was refused');
    expect(again.messages).toEqual([]);
  });

  it('whose team left is told of what comes after without content, and of no draft', async () => {
    const { personId } = await writePlan(app);
    const doctor = follow(app, { personId, actor: 'consultant', selection });
    await doctor.heard(1);
    await saved(app, 'gp', 'leaveCareTeam', { personId, teamId: wholeTeamIdOf('X1HSP') });
    await doctor.heard(2);
    await saved(app, 'gp', 'stateFocusOfCare', { personId, basedOn: '2', statement: 'x' });
    await question(personId, 'one');
    await doctor.heard(3);

    expect(toldOf(doctor.messages)).toEqual([
      ['OPENED', 'CprRecorded'],
      ['CARE_TEAM_CHANGED', 'Withheld'],
      ['CPR_DECISION_QUESTIONED', 'Withheld'],
    ]);
  });

  it('is told without content from the person’s refusal on, where it is about them', async () => {
    const { personId } = await writePlan(app);
    const crew = follow(app, { personId, selection });
    const gp = follow(app, { personId, actor: 'gp', selection });
    await Promise.all([crew.heard(1), gp.heard(1)]);
    const word = { decision: 'REFUSED', decidedBy: 'PERSON', audience: 'URGENT_CARE' };
    await saved(app, 'gp', 'recordSharingDecision', { personId, ...word });
    await Promise.all([crew.heard(2), gp.heard(2)]);

    expect(toldOf(crew.messages).at(-1)).toEqual(['SHARING_CHANGED', 'Withheld']);
    expect(toldOf(gp.messages).at(-1)).toEqual(['SHARING_CHANGED', 'CprRecorded']);
  });

  it('who is the person is not told of changes to what is not yet discussed with them', async () => {
    const { personId } = await writePlan(app, { nhsNumber: margaretsNhsNumber });
    const self = follow(app, { personId, actor: 'margaret', selection });
    await self.heard(1);
    await question(personId, 'one');
    await self.heard(2);
    await saved(app, 'gp', 'keepFromPerson', { personId, ...keptInput() });
    await self.heard(3);
    await question(personId, 'two');
    const shown = { section: 'cprDecision', flag: 'NOT_YET_DISCUSSED' };
    await saved(app, 'gp', 'showToPerson', { personId, ...shown });
    await self.heard(5);

    expect(toldOf(self.messages)).toEqual([
      ['OPENED', 'CprRecorded'],
      ['CPR_DECISION_QUESTIONED', 'CprRecorded'],
      ['SHARING_CHANGED', 'NotShared'],
      // What came while it was kept is heard once it may be seen: nothing is left out.
      ['CPR_DECISION_QUESTIONED', 'CprRecorded'],
      ['SHARING_CHANGED', 'CprRecorded'],
    ]);
  });
});
