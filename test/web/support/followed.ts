/** One followed person, with the graph and the socket played by the test: fresh for each test. */
import { urgentPersonLive, urgentPersonQuery } from '../../../web/src/graph/documents';
import { readUrgentPerson, type UrgentPerson } from '../../../web/src/graph/personView';
import type { GraphAnswer, GraphRequest } from '../../../web/src/graph/request';
import { followPerson, type FollowedPerson } from '../../../web/src/live/followPerson';
import type { PlanSocketOptions } from '../../../web/src/live/planSocket';
import { person, personId, positionAt } from './answers';

const source = { query: urgentPersonQuery, live: urgentPersonLive, read: readUrgentPerson };

interface Asked extends GraphRequest {
  readonly answer: (answer: GraphAnswer) => void;
}

export let asked: Asked[] = [];
export let sockets: (PlanSocketOptions & { isClosed: boolean })[] = [];
export let followed: FollowedPerson<UrgentPerson>;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-24T02:09:00Z') });
  asked = [];
  sockets = [];
  followed = followPerson(personId, source, {
    send: (request) =>
      new Promise((answer) => {
        asked.push({ ...request, answer });
      }),
    connect: (options) => {
      const socket = { ...options, isClosed: false };
      sockets.push(socket);
      return {
        close: () => {
          socket.isClosed = true;
        },
      };
    },
    nowMs: () => Date.now(),
    chance: () => 0,
  });
});

afterEach(() => {
  followed.close();
  jest.useRealTimers();
});

export const settle = async (): Promise<void> => {
  await jest.advanceTimersByTimeAsync(0);
};
export const answer = async (index: number, data: unknown): Promise<void> => {
  asked[index]!.answer({ kind: 'answered', data, isWhole: true });
  await settle();
};
export const tell = async (index: number, position: number, kind: string, more: object = {}) => {
  sockets[index]!.onHeard();
  sockets[index]!.onMessage({
    position: positionAt(position),
    kind,
    at: '2026-11-24T02:11:00.000Z',
    person: person(position, more),
    isWhole: true,
  });
  await settle();
};
export const decision = (): string | undefined =>
  followed.state().shown?.view.cprDecision.__typename;
