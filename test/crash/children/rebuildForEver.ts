/** Rebuilds every read model of a folder again and again, and says how often, until it is killed. */
import { openHouse } from '../../../cli/openHouse';
import { modelNames } from '../../../cli/rebuild';
import { createLog } from '../../../gateway/log';
import { rebuildWorker } from '../../support/rebuildWorker';

const [, , , data = ''] = process.argv;

const main = async (): Promise<void> => {
  const log = createLog({ write: () => undefined });
  const { rebuilder } = await openHouse({ data, log, environment: {}, worker: rebuildWorker });
  console.log('open');
  for (let count = 1; ; count += 1) {
    await rebuilder.rebuild(modelNames('all'), () => undefined);
    console.log(`rebuilt ${String(count)}`);
  }
};

void main();
