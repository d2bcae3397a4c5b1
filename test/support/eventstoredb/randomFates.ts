/** Fates of appends by chance: the same random numbers give the same fates in the same order. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AppendFate, Misbehaviour } from './misbehaviour';

/** Shares from 0 to 1 of all appends, repeats among them. */
export interface FateShares {
  /** Committed, and nobody is told. */
  readonly dropped: number;
  /** Never written. */
  readonly lost: number;
  /** In flight for `heldMs`: the same ids sent again meanwhile are dropped. */
  readonly held: number;
  readonly heldMs: number;
}

export const randomFates =
  (random: () => number, shares: FateShares): NonNullable<Misbehaviour['append']> =>
  (): AppendFate => {
    const { dropped, lost, held, heldMs } = shares;
    const drawn = random();
    if (drawn < dropped) return 'answerDropped';
    if (drawn < dropped + lost) return 'lost';
    if (drawn < dropped + lost + held) return { committedAfter: pause(heldMs) };
    return 'answered';
  };
