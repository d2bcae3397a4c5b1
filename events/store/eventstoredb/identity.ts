/**
 * The identity of a log (DESIGN.md 4, generations). EventStoreDB has none of its own, so the first
 * that opens a log writes one into a stream of ours; the last event of that stream is the one that
 * counts, so that a restored log can be given a new one.
 */
import { CuckmereError } from '../../errors';
import { randomBytes, randomId } from '../random';
import type { Appends } from './appends';
import type { Reads } from './reads';
import { receivedFrom, recordedFrom } from './received';
import { streamRequest } from './requests';
import { identityStream } from './streamNames';
import type { StreamNames } from './streamNames';

const identityType = 'LogIdentified';

export const readGeneration = async (
  reads: Reads,
  names: StreamNames,
): Promise<string | undefined> => {
  const stream = names.outward(identityStream);
  const answers = await reads.ask(
    streamRequest({ stream, from: 'end', backwards: true, count: 1 }),
  );
  for (const answer of answers) {
    const received = receivedFrom(answer);
    if (received.kind !== 'event') continue;
    const generation = recordedFrom(names, received.event).metadata['generation'] ?? '';
    if (/^[0-9a-f]{12}$/.test(generation)) return generation;
    throw new CuckmereError(
      'CONFIGURATION',
      `The stream ${stream} does not name a log of Cuckmere.`,
    );
  }
  return undefined;
};

/** Gives the log a new identity after what stands there (`none` for the first). */
export const writeGeneration = (
  appends: Appends,
  names: StreamNames,
  expected: 'none' | 'exists',
): Promise<unknown> =>
  appends.write(names.outward(identityStream), expected, [
    {
      id: randomId(),
      type: identityType,
      data: Buffer.alloc(0),
      metadata: Buffer.from(
        JSON.stringify({ schema: '1', generation: randomBytes(6).toString('hex') }),
      ),
    },
  ]);

/** Of two that open an empty log at once, one writes and both read what it wrote. */
export const readOrWriteGeneration = async (
  reads: Reads,
  appends: Appends,
  names: StreamNames,
): Promise<string> => {
  const known = await readGeneration(reads, names);
  if (known !== undefined) return known;
  await writeGeneration(appends, names, 'none');
  const written = await readGeneration(reads, names);
  if (written === undefined) {
    throw new CuckmereError('STORE_UNAVAILABLE', 'The identity of the log was not kept.');
  }
  return written;
};
