/**
 * The zod building blocks every content schema uses, with their limits, and the one function that
 * turns a failed parse into a refusal which names the field.
 */
import { z } from 'zod';
import type { Refused } from './decider';
import { refuse } from './refusal';
import type { RefusalCode } from './refusal';

/** Longest free text of a section, in UTF-16 code units. */
export const longTextMax = 10_000;
/** Longest one-line text: a name, a telephone number, a place. */
export const shortTextMax = 300;

const hasNoControlCharacters = (value: string): boolean =>
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value);

/** Trimmed, not empty, at most `max` long, no control characters but line breaks and tabs. */
export const text = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be a text') })
    .trim()
    .min(1, 'is empty: write something or leave the field out')
    .max(max, {
      error: (issue) =>
        `is ${String((issue.input as string).length)} characters long; at most ${String(max)} are kept`,
    })
    .refine(hasNoControlCharacters, 'holds characters that cannot be shown');

export const shortText = text(shortTextMax);
export const longText = text(longTextMax);

const isRealDate = (value: string): boolean => {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};

/** `YYYY-MM-DD`, a day that exists; no zone (DESIGN.md 6). */
export const dateText = z
  .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be a date') })
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date written YYYY-MM-DD')
  .refine(isRealDate, 'is not a day that exists');

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, where a source knows no more. */
export const partialDateText = z
  .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be a date') })
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'must be written YYYY, YYYY-MM or YYYY-MM-DD')
  .refine(
    (value) => isRealDate(`${value}${'-01-01'.slice(value.length - 4)}`),
    'is not a day that exists',
  );

/** RFC 3339 in UTC, milliseconds optional. */
export const dateTimeText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, 'must be a time in UTC ending in Z')
  .refine(
    (value) => !Number.isNaN(Date.parse(value)) && isRealDate(value.slice(0, 10)),
    'is not a time that exists',
  );

/** A failed parse as a refusal: the first issue, its field as a path such as `involved.0.name`. */
export const refuseInvalid = (error: z.ZodError): Refused => {
  const issue = error.issues[0];
  if (!issue) return refuse('INVALID', 'The input is not valid.');
  const field = issue.path.map(String).join('.');
  const named =
    issue.code === 'custom' ? (issue.params?.['refusal'] as RefusalCode | undefined) : undefined;
  const code = named ?? (issue.code === 'too_big' ? 'TEXT_TOO_LONG' : 'INVALID');
  return refuse(code, `${field || 'input'} ${issue.message}`, field || undefined);
};
