/**
 * The parts of a FHIR R4 `Patient` that a registration is made from, as zod schemas: lenient about
 * everything else in the resource, strict about the form of these, so that a broken file is refused
 * by the name of its field.
 */
import { z } from 'zod';

const words = z.string({ error: 'must be a text' });
const flag = z.boolean('must be true or false');
/** In FHIR JSON a list of texts may hold null, where only an extension stands. */
const texts = z.array(words.nullable(), { error: 'must be a list of texts' });

const period = z.looseObject({ start: words.optional(), end: words.optional() });
const coding = z.looseObject({ system: words.optional(), code: words.optional() });
const codeableConcept = z.looseObject({ coding: z.array(coding).optional() });
const innerExtension = z.looseObject({
  url: words,
  valueCodeableConcept: codeableConcept.optional(),
});
const extension = z.looseObject({
  url: words,
  valueCodeableConcept: codeableConcept.optional(),
  extension: z.array(innerExtension).optional(),
});
const identifier = z.looseObject({
  system: words.optional(),
  value: words.optional(),
  use: words.optional(),
  period: period.optional(),
  extension: z.array(extension).optional(),
});
const humanName = z.looseObject({
  use: words.optional(),
  family: words.optional(),
  given: texts.optional(),
  prefix: texts.optional(),
  text: words.optional(),
  period: period.optional(),
});
const address = z.looseObject({
  use: words.optional(),
  text: words.optional(),
  line: texts.optional(),
  city: words.optional(),
  district: words.optional(),
  state: words.optional(),
  postalCode: words.optional(),
  country: words.optional(),
  period: period.optional(),
});
const contactPoint = z.looseObject({
  system: words.optional(),
  value: words.optional(),
  use: words.optional(),
  period: period.optional(),
});

export const patientResource = z.looseObject({
  resourceType: z.literal('Patient'),
  active: flag.optional(),
  identifier: z.array(identifier, { error: 'must be a list' }).optional(),
  meta: z.looseObject({ security: z.array(coding).optional() }).optional(),
  name: z.array(humanName, { error: 'must be a list' }).optional(),
  gender: words.optional(),
  birthDate: words.optional(),
  deceasedDateTime: words.optional(),
  deceasedBoolean: flag.optional(),
  address: z.array(address, { error: 'must be a list' }).optional(),
  telecom: z.array(contactPoint, { error: 'must be a list' }).optional(),
  generalPractitioner: z
    .array(z.looseObject({ identifier: identifier.optional() }), { error: 'must be a list' })
    .optional(),
  link: z.array(z.looseObject({ type: words.optional() })).optional(),
  extension: z.array(extension, { error: 'must be a list' }).optional(),
});
export type ReadPatient = z.output<typeof patientResource>;
export type Period = z.output<typeof period>;
export type Extension = z.output<typeof extension>;

export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';
export const odsCodeSystem = 'https://fhir.nhs.uk/Id/ods-organization-code';
export const confidentialitySystem = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
