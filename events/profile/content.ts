/**
 * A contact of a person: whom to ring, in hours and out of hours, and what the line is for (PRSB
 * "Professional contacts", "Personal contacts"; ReSPECT section 8; CONTENT.md 0(a)).
 */
import { z } from 'zod';
import { telephoneText } from '../person/telephone';
import { shortText } from '../text';

const kind = z.enum(['PROFESSIONAL', 'PERSONAL'], {
  error: 'must be one of PROFESSIONAL, PERSONAL',
});
const availability = z.enum(['IN_HOURS', 'OUT_OF_HOURS', 'ANY_HOUR'], {
  error: 'must be one of IN_HOURS, OUT_OF_HOURS, ANY_HOUR',
});
const flag = z.boolean('must be true or false');

export const contact = {
  /** Name of the person, or of the service that answers. */
  name: shortText,
  kind,
  /** Their relationship to the person or their professional role: "daughter", "district nurse". */
  relationship: shortText.optional(),
  organisation: shortText.optional(),
  telephone: telephoneText,
  availability,
  /** What the line is for: "symptom advice at night". */
  purpose: shortText.optional(),
  keyWorker: flag.optional(),
  /** Holds a lasting power of attorney for health and welfare. */
  isAttorney: flag.optional(),
} as const;
export const contactContent = z.strictObject(contact);
export type ContactContent = z.output<typeof contactContent>;
