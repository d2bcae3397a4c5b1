/**
 * The known values of every attribute, each with a bit, so that a decision costs a few comparisons of
 * numbers. A value that is not known has none.
 */
import {
  actions,
  assurances,
  consents,
  purposes,
  relationships,
  roles,
  sections,
  visibilityFlags,
} from './request';
import { switches } from './rule';

export type Bits = ReadonlyMap<unknown, number>;

const bitsOf = (values: readonly string[]): Bits =>
  new Map(values.map((value, index) => [value, 1 << index]));

export const bits = {
  role: bitsOf(roles),
  assurance: bitsOf(assurances),
  purpose: bitsOf(purposes),
  action: bitsOf(actions),
  section: bitsOf(sections),
  flag: bitsOf(visibilityFlags),
  relationship: bitsOf(relationships),
  consent: bitsOf(consents),
  switch: bitsOf(switches),
};

/** The bits of a list together; undefined where it is no list or holds a value that is not known. */
export const bitsIn = (known: Bits, values: unknown): number | undefined => {
  if (!Array.isArray(values)) return undefined;
  let sum = 0;
  for (const value of values) {
    const bit = known.get(value);
    if (bit === undefined) return undefined;
    sum |= bit;
  }
  return sum;
};

/** The bits of names that the code or a row gives: one that is not known is a fault there. */
export const bitsNamed = (known: Bits, ...values: readonly string[]): number => {
  const sum = bitsIn(known, values);
  if (sum === undefined || sum === 0) throw new Error(`No such value: ${values.join(', ')}.`);
  return sum;
};
