/**
 * The NHS number as a value: ten digits, the last a modulus 11 check digit (NHS Data Model and
 * Dictionary, "NHS NUMBER"). Kept without separators, shown 3-3-4.
 */
import { z } from 'zod';
import { text } from '../text';

export type NhsNumberParsed =
  | { readonly ok: true; readonly value: string }
  /** `reason` reads after the name of the field: "must have ten digits". */
  | { readonly ok: false; readonly reason: string };

/** Spaces of any kind and the hyphens that people and word processors type. */
const separators = /[\s\u2010-\u2013-]/g;
/** Longest text that can be an NHS number with its separators, in UTF-16 code units. */
const nhsNumberTextMax = 40;

/** Takes away spaces and hyphens, and checks the digits; the value is ten digits. */
export const parseNhsNumber = (written: string): NhsNumberParsed => {
  const value = written.replace(separators, '');
  if (!/^\d{10}$/.test(value)) return { ok: false, reason: 'must have ten digits' };
  if (value === '0000000000')
    return { ok: false, reason: 'is ten zeros, which is nobody’s number' };
  if (checkDigitOf(value.slice(0, 9)) !== value[9]) {
    return {
      ok: false,
      reason: 'is not valid: check the ten digits; one is wrong, or two have changed places',
    };
  }
  return { ok: true, value };
};

/** `9434765919` as `943 476 5919`, the form that people read out. */
export const formatNhsNumber = (value: string): string =>
  `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}`;

/**
 * The check digit for nine digits: weights 10 down to 2, eleven less the remainder; 11 is
 * written 0, and where it comes to 10 the nine digits are never issued (undefined).
 */
export const checkDigitOf = (nineDigits: string): string | undefined => {
  const sum = Array.from(nineDigits).reduce(
    (total, digit, index) => total + Number(digit) * (10 - index),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : String(check);
};

/** The zod schema of the field; a wrong number is refused with `NHS_NUMBER_INVALID`. */
export const nhsNumberText = text(nhsNumberTextMax).transform((written, context) => {
  const parsed = parseNhsNumber(written);
  if (parsed.ok) return parsed.value;
  context.addIssue({
    code: 'custom',
    params: { refusal: 'NHS_NUMBER_INVALID' },
    message: parsed.reason,
  });
  return z.NEVER;
});
