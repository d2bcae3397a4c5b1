/** What the live light says, and when the page tries again (hazard H13). */
import type { SocketFacts } from '../../../web/src/live/liveState';
import { isCutOff, liveState, liveWords, silenceMaxMs } from '../../../web/src/live/liveState';
import { reconnectDelayMs } from '../../../web/src/live/reconnectDelay';

const heardAtMs = Date.parse('2026-11-24T02:09:00Z');
const facts = (more: Partial<SocketFacts>): SocketFacts => ({
  phase: 'caughtUp',
  heardAtMs,
  openedAtMs: heardAtMs - 60_000,
  wasLive: true,
  ...more,
});
const wordsAt = (socket: SocketFacts, nowMs: number): string => liveWords(liveState(socket, nowMs));

describe('the live light', () => {
  it('says Live while the server is heard', () => {
    expect(wordsAt(facts({}), heardAtMs + 5_000)).toBe('Live');
    expect(wordsAt(facts({}), heardAtMs + silenceMaxMs)).toBe('Live');
  });

  it('says since when the connection is lost, as soon as the socket closed', () => {
    expect(wordsAt(facts({ phase: 'closed' }), heardAtMs + 1)).toBe('Connection lost 02:09');
  });

  it('says the same after twelve seconds without a sign of life, whatever the socket says', () => {
    expect(wordsAt(facts({}), heardAtMs + silenceMaxMs + 1)).toBe('Connection lost 02:09');
  });

  it('is not live before the first message of the subscription', () => {
    expect(wordsAt(facts({ phase: 'connected' }), heardAtMs + 1)).toBe('Reconnecting');
    const first = facts({ phase: 'connecting', heardAtMs: undefined, wasLive: false });
    expect(wordsAt(first, first.openedAtMs + 1)).toBe('Connecting');
    const acknowledged = facts({ phase: 'connected', wasLive: false });
    expect(wordsAt(acknowledged, heardAtMs + 1)).toBe('Connecting');
  });

  it('says that a connection that never came is lost since it was first tried', () => {
    const never = facts({ phase: 'connecting', heardAtMs: undefined, wasLive: false });
    expect(wordsAt(never, never.openedAtMs + silenceMaxMs + 1)).toBe('Connection lost 02:08');
  });

  it.each([
    ['live', false],
    ['connecting', false],
    ['lost', true],
    ['reconnecting', true],
    ['refused', true],
  ] as const)('counts %s as cut off: %s', (kind, expected) => {
    expect(isCutOff({ kind, sinceMs: 0 })).toBe(expected);
  });
});

describe('the wait before the next attempt', () => {
  it('doubles up to a limit', () => {
    const waits = [0, 1, 2, 3, 20].map((attempt) => reconnectDelayMs(attempt, 1));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 15_000]);
  });

  it('is at least half of that, by chance', () => {
    expect(reconnectDelayMs(2, 0)).toBe(1_000);
  });
});
