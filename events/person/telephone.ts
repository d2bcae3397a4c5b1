/**
 * A telephone number that a thumb can dial: digits, spaces and a leading plus, three digits at
 * least (999, 111). Brackets, dots and hyphens become spaces.
 */
import { text } from '../text';

/** Longest telephone number as typed, in UTF-16 code units. */
const telephoneTextMax = 40;
/** Most digits in a telephone number: E.164 has 15, and an extension may follow. */
const digitsMax = 20;

export const telephoneText = text(telephoneTextMax)
  .transform((written) =>
    written
      .replace(/[().\u2010-\u2013-]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .refine((number) => /^\+?[\d ]+$/.test(number) && isDialable(number), {
    error: 'must be a telephone number: digits and spaces, a plus in front at most',
  });

const isDialable = (number: string): boolean => {
  const digits = number.replace(/\D/g, '').length;
  return digits >= 3 && digits <= digitsMax;
};
