/**
 * The double as a process of its own, which says `serving URL` and ends with SIGTERM or its parent:
 * `node test/support/eventstoredb/serve.cjs --port 2113 --dropped 0.2 --seed 7`.
 */
import { parseArgs } from 'node:util';
import { randomFrom } from '../../crash/seededRandom';
import { randomFates } from './randomFates';
import { startDouble } from './startDouble';

const number = { type: 'string', default: '0' } as const;
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    port: number,
    seed: number,
    dropped: number,
    lost: number,
    held: number,
    'held-ms': number,
    'write-timeout-ms': { type: 'string', default: '2000' },
  },
});

const serve = async (): Promise<void> => {
  const double = await startDouble({
    port: Number(values.port),
    writeTimeoutMs: Number(values['write-timeout-ms']),
  });
  double.misbehave({
    append: randomFates(randomFrom(Number(values.seed)), {
      dropped: Number(values.dropped),
      lost: Number(values.lost),
      held: Number(values.held),
      heldMs: Number(values['held-ms']),
    }),
  });
  console.log(`serving ${double.url}`);
  const end = (): void => {
    process.exit(0);
  };
  process.once('SIGTERM', end);
  // A parent that holds our input open is our reason to live; without one this never ends it.
  process.stdin.once('end', end).resume();
};

serve().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
