/** A writer that is killed at a random moment, and what it had acknowledged by then. */
import { endAll } from '../support/program';
import { random } from './seededRandom';
import { startChild } from './typescriptProgram';

/** Most milliseconds that a writer lives after its first answer. */
const livesMs = 250;

export interface Acknowledged {
  readonly round: string;
  readonly number: number;
  readonly revision: bigint;
  readonly position: string;
}

/** Lets a writer work on a folder and kills it; the answers it gave out before it died. */
export const writeAndKill = async (
  folder: string,
  round: string,
  what = '',
): Promise<Acknowledged[]> => {
  const child = startChild('writeCommands', folder, round, what);
  await child.heard(/^done /);
  await new Promise((resolve) => setTimeout(resolve, random() * livesMs));
  endAll();
  await child.exitCode;
  const faults = child.lines.filter((line) => !line.startsWith('done '));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return child.lines.map((line) => {
    const [, number, revision, position] = /^done (\d+) (\d+) (\w+)$/.exec(line) ?? [];
    return { round, number: Number(number), revision: BigInt(revision!), position: position! };
  });
};
