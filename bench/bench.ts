/** What a measurement is: figures, each beside a floor or a peer measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The floor or the peer, in the same unit. */
  readonly against?: { readonly name: string; readonly value: number };
  /** How much of the floor is reached; for times how many times the floor is taken. */
  readonly ratio?: number;
  readonly note?: string;
}

export interface Bench {
  readonly name: string;
  readonly says: string;
  run(folder: string): Promise<readonly Figure[]>;
}

/** A rate beside its floor: 1 is as fast as the floor. */
export const rate = (
  name: string,
  value: number,
  unit: string,
  floorName: string,
  floor: number,
  note?: string,
): Figure => ({
  name,
  value,
  unit,
  against: { name: floorName, value: floor },
  ratio: value / floor,
  ...(note === undefined ? {} : { note }),
});

/** The value below which `share` (0 to 1) of the sorted samples lie. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const perSecond = (count: number, ms: number): number => (count / ms) * 1000;
