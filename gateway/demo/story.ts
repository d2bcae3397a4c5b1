/**
 * What an illness makes of a plan: the reasons and wishes that go together, in the words a person
 * and a crew would use. Short on purpose: they are read at arm's length, in the dark.
 */
export interface Focus {
  readonly priority: 'EXTEND_LIFE' | 'BALANCE' | 'COMFORT';
  readonly statement: string;
  readonly wouldWant: readonly string[];
  readonly wouldNotWant: readonly string[];
}

export interface Story {
  /** The illness in plain words, as it follows "with" or stands alone. */
  readonly illness: string;
  /** Why not for attempted CPR; absent where nobody would decide so. */
  readonly against?: string;
  /** Why for attempted CPR. */
  readonly inFavour?: string;
  readonly focus: Focus;
  /** What the focus becomes where the decision is for CPR; absent: `focus`. */
  readonly activeFocus?: Focus;
  /** Why the person cannot weigh this decision; absent: they can, and were asked. */
  readonly lacksCapacity?: string;
  /** Just-in-case medicines; absent where nobody would prescribe them yet. */
  readonly medicines?: string;
  /** Taken by mouth and prescribed as such: there is no just-in-case box. */
  readonly isPrescriptionOnly?: boolean;
}

export const usualMedicines = 'Morphine, midazolam, levomepromazine, glycopyrronium';
