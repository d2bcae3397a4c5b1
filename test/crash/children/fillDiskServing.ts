/**
 * A data folder with keys, read models and hash chain on a small disk: carries out commands until the
 * disk takes no more, asks what still works, makes room, goes on, and says it all as one line of JSON.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import { isCuckmereError } from '../../../events/errors';
import { createChainKeeper } from '../../../events/store/chain/chainKeeper';
import { commandLoop } from '../../../events/store/handle';
import { start } from '../../events/end-of-life-plan/planCommands';
import { actOf } from '../../support/acts';
import { commandNumber, newcomerNumber } from '../numberedCommands';
import { openFolderWithViews } from './openFolder';

const [, , , folder = ''] = process.argv;
const commandsMax = 5_000;
const waitMs = 20_000;

const main = async (): Promise<void> => {
  const room = join(folder, 'room');
  writeFileSync(room, Buffer.alloc(1_500_000));
  const log = await openFolderWithViews(folder);
  const { store, keys, models, runner } = log;
  const chain = createChainKeeper({
    store,
    folder,
    headAfterMs: 1,
    onFault: (error) => {
      console.log(`fault ${String(error)}`);
    },
  });
  chain.start();
  runner.start();
  const plans = commandLoop({ store, keys }, endOfLifePlanDecider);
  const send = async (number: number): Promise<string> => {
    try {
      const id = newcomerNumber(number);
      await plans.handle(id, start, actOf(`start ${id}`));
      const { command, act } = commandNumber('full', number);
      return (await plans.handle(id, command, act)).kind;
    } catch (error) {
      return isCuckmereError(error) ? error.code : String(error);
    }
  };

  let acknowledged = 0;
  let refusal = '';
  while (refusal === '' && acknowledged < commandsMax) {
    const answer = await send(acknowledged);
    if (answer === 'done') acknowledged += 1;
    else refusal = answer;
  }
  // Until nothing at all fits: a commit that was refused may leave room for a smaller one.
  const refusals = new Set([refusal]);
  for (let number = 0; number < 20; number += 1) refusals.add(await send(commandsMax + number * 5));
  refusals.delete('done');
  const first = newcomerNumber(0);
  const readsWhileFull = (await store.read(`endOfLifePlan-${first}`))?.events.length ?? 0;
  const rowWhileFull = (await models.endOfLifePlans.get(first)) !== undefined;

  rmSync(room);
  const afterRoom = [await send(acknowledged), await send(acknowledged + 1)];
  const last = await store.lastPosition();
  const isCurrent = last !== undefined && (await runner.waitFor(last, waitMs));
  while (chain.reached() !== last) await new Promise((resolve) => setTimeout(resolve, 1));
  const row = await models.endOfLifePlans.get(newcomerNumber(acknowledged));
  const { halts } = runner.status();
  await runner.stop();
  await chain.stop();
  for (const model of models.all) model.close();
  await store.close();
  await log.keyStore.close();
  const said = { acknowledged, refusals: [...refusals], readsWhileFull, rowWhileFull, afterRoom };
  const questions = row?.state.questions.length ?? 0;
  console.log(`result ${JSON.stringify({ ...said, isCurrent, halts, questions })}`);
};

main().catch((error: unknown) => {
  console.log(`failed ${String(error)}`);
  process.exit(1);
});
