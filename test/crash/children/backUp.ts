/** Backs a data folder up, once, and says so. */
import { backup } from '../../../cli/backup';

const [, , , data = '', to = ''] = process.argv;

backup({ data, to, environment: {}, say: () => undefined }).then(
  () => {
    console.log('backed up');
  },
  (error: unknown) => {
    console.log(`failed ${String(error)}`);
    process.exit(1);
  },
);
