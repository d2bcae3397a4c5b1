/** A privacy officer's oversight that ends by the clock, with the care team that it rested on. */
import { openMovedApp } from '../../support/movedClock';
import { until } from '../../support/app';
import { follow } from '../../support/live';
import { saved, writePlan } from '../../support/writes';

const selection = 'accessLog(first: 3) { __typename }';

it('reaches who follows the list of looks, though another officer still has it', async () => {
  const { app, inHours, passHours } = await openMovedApp({ relate: false });
  const { personId } = await writePlan(app);
  const { teamId } = await saved(app, 'consultant', 'formTeam', { name: 'Night', kind: 'HOSPICE' });
  await saved(app, 'gp', 'joinCareTeam', { personId, teamId, until: inHours(1) });
  await saved(app, 'paramedic', 'openInEmergency', { personId, alertType: '2', reason: '5' });
  const other = follow(app, { personId, actor: 'privacy-officer', selection });
  await other.heard(1);
  const officer = follow(app, { personId, actor: 'hospice-privacy-officer', selection });
  await officer.heard(1);
  const shown = () => officer.messages.map(({ person }) => person['accessLog'].__typename);
  expect(shown()).toEqual(['AccessLogConnection']);

  passHours(5);
  await until(() => officer.messages.length > 1, 'the officer is told');
  expect(shown().at(-1)).toBe('Withheld');

  await saved(app, 'gp', 'questionCprDecision', { personId, concern: 'one' });
  await other.heard(2);
  await officer.heard(3);
  expect(shown().slice(1)).toEqual(['Withheld', 'Withheld']);
});
