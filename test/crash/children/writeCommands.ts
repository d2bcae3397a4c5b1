/**
 * Carries out commands as fast as it can, several at once, until it is killed; says each one only
 * after it was answered. With `views` it keeps the read models as well.
 */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { sharingDecider } from '../../../events/sharing/sharingDecider';
import { commandLoop } from '../../../events/store/handle';
import { start } from '../../events/end-of-life-plan/planCommands';
import { actOf } from '../../support/acts';
import { commandNumber, personNumber } from '../numberedCommands';
import { openFolder, openFolderWithViews } from './openFolder';

const [, , , folder = '', round = '', what = ''] = process.argv;
const writersMax = 8;

const main = async (): Promise<void> => {
  const views = what === 'views' ? await openFolderWithViews(folder) : undefined;
  const log = views ?? openFolder(folder);
  views?.runner.start();
  const plans = commandLoop(log, endOfLifePlanDecider);
  const sharing = commandLoop(log, sharingDecider);
  let next = 0;
  const write = async (): Promise<never> => {
    for (;;) {
      const number = next;
      next += 1;
      const id = personNumber(number);
      await plans.handle(id, start, actOf(`start ${id}`));
      const { command, act } = commandNumber(round, number);
      const outcome = await plans.handle(id, command, act);
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      console.log(`done ${String(number)} ${String(outcome.revision)} ${outcome.position}`);
      await sharing.handle(
        id,
        { type: 'RecordSharingDecision', decision: 'GIVEN', decidedBy: 'PERSON' },
        actOf(`sharing ${id}`),
      );
    }
  };
  await Promise.all(Array.from({ length: writersMax }, write));
};

main().catch((error: unknown) => {
  console.log(`failed ${String(error)}`);
  process.exit(1);
});
