/**
 * Chance that repeats itself: the same seed gives the same choices on every machine (mulberry32,
 * Tommy Ettinger, public domain). For made-up people only; never for keys or ids.
 */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of `choices`, which must not be empty. */
  pick<Choice>(choices: readonly Choice[]): Choice;
}

export const chanceFrom = (seed: number): Chance => {
  let state = seed | 0;
  /** From 0, included, to 1, not included. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  return {
    between,
    pick: <Choice>(choices: readonly Choice[]): Choice =>
      choices[between(0, choices.length - 1)] as Choice,
  };
};
