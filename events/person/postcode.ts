/**
 * A United Kingdom postcode: upper case, one space before its last three characters (BS 7666).
 * Checks the form only; whether the Post Office uses it is not known here.
 */
import { z } from 'zod';
import { text } from '../text';

/** Longest postcode as typed, in UTF-16 code units. */
const postcodeTextMax = 20;
/** Real postcodes, and the NHS pseudo postcodes such as ZZ99 3VZ for no fixed abode. */
const form = /^(?:[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|GIR0AA)$/;

/** `bn8 5ab`, `BN85AB` as `BN8 5AB`; undefined where it does not have the form of a postcode. */
export const normalisedPostcode = (written: string): string | undefined => {
  const compact = written.replace(/\s/g, '').toUpperCase();
  return form.test(compact) ? `${compact.slice(0, -3)} ${compact.slice(-3)}` : undefined;
};

export const postcodeText = text(postcodeTextMax).transform((written, context) => {
  const postcode = normalisedPostcode(written);
  if (postcode !== undefined) return postcode;
  context.addIssue({ code: 'custom', message: 'must be a UK postcode, such as BN8 5AB' });
  return z.NEVER;
});
