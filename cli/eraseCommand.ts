/**
 * `cuckmere erase PERSON`: one named person requests, another confirms after 30 days. A running
 * server does it; without one the folder is opened. Says what was done and what comes next.
 */
import { utcMinute } from '../events/erasure/utcMinute';
import { askAdmin } from './adminSocket';
import { erasePerson } from './erasePerson';
import type { ErasureAnswer } from './erasePerson';
import { listErasures } from './listErasures';
import type { ListedErasures } from './listErasures';
import { openExistingHouse } from './openExistingHouse';

/** What was typed; `erasePerson` checks it. */
export interface ErasureWords {
  readonly step: 'request' | 'undo' | 'confirm';
  readonly personId: string;
  readonly by: string | undefined;
  readonly reason: string | undefined;
  readonly retentionChecked: string | undefined;
}

export interface EraseCommandOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly request: ErasureWords;
  readonly say: (line: string) => void;
}

const eraseHere = async ({ data, request }: EraseCommandOptions): Promise<ErasureAnswer> => {
  const { house, close } = await openExistingHouse(data);
  try {
    return await erasePerson(house, request);
  } finally {
    await close();
  }
};

/** Gives the exit code: 0 where it was done, 1 where it was refused. */
export const erase = async (options: EraseCommandOptions): Promise<number> => {
  const { data, request, say } = options;
  const asked = await askAdmin<ErasureAnswer>({ data, command: '/erase', body: request });
  const answer = asked === 'not running' ? await eraseHere(options) : asked;
  switch (answer.kind) {
    case 'refused':
      say(`Refused: ${answer.message} (${answer.code})`);
      return 1;
    case 'requested':
      say('Restricted: from now on nothing of this record is shown to anyone.');
      say(`To undo it: cuckmere erase ${request.personId} --undo --by NAME`);
      say(
        `To confirm it, from ${utcMinute(answer.confirmFrom)} and by another person: cuckmere erase ${request.personId} --confirm --by NAME`,
      );
      return 0;
    case 'undone':
      say('Undone: the record is shown as before.');
      return 0;
    case 'erased':
      say(
        answer.isRepeat
          ? `This record was erased on ${utcMinute(answer.erasedAt)}; key and rows are gone.`
          : 'Erased: the key is destroyed and the rows are gone. What is left in the log and in every copy of it opens no more.',
      );
      say(
        'Copies of the keys made before still hold this key. Rotate the master key (cuckmere keys rotate), make a new copy (cuckmere backup keys DIR), and destroy the older ones.',
      );
      return 0;
  }
};

/** `cuckmere erasures`: one line for each, by the running server or here. */
export const printErasures = async (data: string, say: (line: string) => void): Promise<void> => {
  const asked = await askAdmin<ListedErasures>({ data, command: '/erasures', body: {} });
  let lines: readonly string[];
  if (asked === 'not running') {
    const { house, close } = await openExistingHouse(data);
    try {
      ({ lines } = await listErasures(house));
    } finally {
      await close();
    }
  } else lines = asked.lines;
  for (const line of lines) say(line);
  if (lines.length === 0) say('No erasure was requested.');
};
