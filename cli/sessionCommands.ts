/** `cuckmere sessions list` and `end`: by the running server, or on the folder where none runs. */
import { utcMinute } from '../events/erasure/utcMinute';
import type { House } from '../subgraphs/house';
import { askAdmin } from './adminSocket';
import { openExistingHouse } from './openExistingHouse';
import { endSessions, listSessions, sessionListLimits } from './openSessionsList';
import type { EndedSessions, ListedSessions, OpenSession } from './openSessionsList';

export interface SessionCommandOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly say: (line: string) => void;
}

export interface SessionsToEnd {
  readonly session?: string;
  readonly actor?: string;
  readonly issuer?: string;
}

const here = async <Answer>(data: string, work: (house: House) => Promise<Answer>) => {
  const { house, close } = await openExistingHouse(data);
  try {
    return await work(house);
  } finally {
    await close();
  }
};

const nobodySeen = (): undefined => undefined;
const max = sessionListLimits.sessionsMax.toLocaleString('en-GB');

const lineOf = ({ id, actor, role, issuer, startedAt, lastAt, endsBy }: OpenSession): string => {
  const last = lastAt === undefined ? 'not since the start' : utcMinute(lastAt);
  return `${id}  actor ${actor}  ${role}  by ${issuer}  started ${utcMinute(startedAt)}  last ${last}  ends by ${utcMinute(endsBy)}`;
};

export const printSessions = async ({ data, say }: SessionCommandOptions): Promise<void> => {
  const asked = await askAdmin<ListedSessions>({ data, command: '/sessions', body: {} });
  const { sessions, isWhole } =
    asked === 'not running' ? await here(data, (house) => listSessions(house, nobodySeen)) : asked;
  for (const session of sessions) say(lineOf(session));
  if (sessions.length === 0) say('Nobody is signed in by a browser.');
  if (!isWhole) say(`There are more than ${max}: the newest are not listed.`);
};

/** Gives the exit code: 0 where a session was ended, 1 where there was none to end. */
export const endOpenSessions = async (
  { data, say }: SessionCommandOptions,
  chosen: SessionsToEnd,
): Promise<number> => {
  const asked = await askAdmin<EndedSessions>({ data, command: '/sessions/end', body: chosen });
  const { ended, isWhole } =
    asked === 'not running'
      ? await here(data, (house) => endSessions(house, chosen, nobodySeen))
      : asked;
  say(
    ended === 0
      ? 'No open session is that one, or theirs: nothing was changed.'
      : `Ended ${ended.toLocaleString('en-GB')}: from now on nothing is answered to them, and their sockets are closed.`,
  );
  if (!isWhole) say(`There are more than ${max} open: run the command again.`);
  return ended === 0 && isWhole ? 1 : 0;
};
