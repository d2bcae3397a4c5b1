/**
 * Who a person is, as far as it is needed to find and greet them (PRSB "Person demographics";
 * CONTENT.md 0(a)). A zod schema for each part, types inferred. A name or an address is one
 * field: two people who change it at once are asked, never merged.
 */
import { z } from 'zod';
import { codeOf } from '../coded';
import { nhsNumberText } from '../nhs-number/nhsNumber';
import { partialDateText, shortText, text } from '../text';
import { nhsNumberStatusCodes } from './nhsNumberStatusCodes';
import { postcodeText } from './postcode';
import { telephoneText } from './telephone';

/** Most given names of one person. */
export const givenNamesMax = 10;
/** Most lines of an address, the postcode apart. */
export const addressLinesMax = 6;

export const personName = z.strictObject({
  family: shortText,
  given: z
    .array(shortText, { error: (issue) => missingOr(issue.input, 'must be a list of names') })
    .min(1, 'must hold at least one name')
    .max(givenNamesMax, `holds more than ${String(givenNamesMax)} names`),
  prefix: shortText.optional(),
  /** What the person likes to be called. */
  preferred: shortText.optional(),
});
export type PersonName = z.output<typeof personName>;

export const personAddress = z.strictObject({
  lines: z
    .array(shortText, { error: (issue) => missingOr(issue.input, 'must be a list of lines') })
    .min(1, 'must hold at least one line')
    .max(addressLinesMax, `holds more than ${String(addressLinesMax)} lines`),
  postcode: postcodeText.optional(),
});
export type PersonAddress = z.output<typeof personAddress>;

/** Organisation Data Service code, such as G81001 of a GP practice. */
export const odsCode = text(12)
  .transform((code) => code.toUpperCase())
  .refine((code) => /^[A-Z0-9]{3,10}$/.test(code), 'must be an ODS code: letters and digits');

const sex = z.enum(['female', 'male', 'other', 'unknown'], {
  error: 'must be one of female, male, other, unknown',
});

/** What the demographics consist of; the words of FHIR R4 `Patient.gender` for `sex`. */
export const demographics = {
  name: personName,
  dateOfBirth: partialDateText,
  sex: sex.optional(),
  address: personAddress.optional(),
  telephone: telephoneText.optional(),
  nhsNumber: nhsNumberText.optional(),
  nhsNumberStatus: codeOf(nhsNumberStatusCodes, 'NHS number verification status').optional(),
  gpPractice: odsCode.optional(),
  /** True: address, telephone and practice are for entitled roles only (PDS sensitive flag). */
  restricted: z.boolean('must be true or false').default(false),
} as const;
export type Demographics = z.output<z.ZodObject<typeof demographics, z.core.$strict>>;

/** What is known of a death; without `on` the day is not known. */
export const deathContent = z.strictObject({
  on: partialDateText.optional(),
  place: shortText.optional(),
  /** FORMAL: from the registrar. INFORMAL: told by an organisation or the family. */
  source: z.enum(['FORMAL', 'INFORMAL'], { error: 'must be one of FORMAL, INFORMAL' }).optional(),
});
export type DeathContent = z.output<typeof deathContent>;

function missingOr(input: unknown, otherwise: string): string {
  return input === undefined ? 'is missing' : otherwise;
}
