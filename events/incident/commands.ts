/**
 * The commands of a live incident of 999 or 111 as they arrive and as the decider takes them. The
 * case id is the other system's own: it is sealed with the person's key, since that system may tell
 * by it who they are.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import { isUuidText } from '../ids';
import { refuseInvalid, text } from '../text';

export const incidentLimits = {
  /** How long an incident opens a record where nothing is said. */
  openHours: 6,
  openHoursMax: 24,
  crewMax: 20,
} as const;

const hourMs = 60 * 60 * 1_000;
export const hoursAfter = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * hourMs).toISOString();

const crewWords = `must be a list of at most ${String(incidentLimits.crewMax)} ids of people who act`;
const hoursWords = `must be a whole number of hours from 1 to ${String(incidentLimits.openHoursMax)}`;

const openIncident = z.strictObject({
  caseId: text(100),
  personId: z.string().refine(isUuidText, 'must be the id of a person'),
  /** Ids of those who act; empty: everyone of the organisation. */
  crew: z.array(text(200), crewWords).max(incidentLimits.crewMax, crewWords).default([]),
  hours: z
    .int(hoursWords)
    .refine((hours) => hours >= 1 && hours <= incidentLimits.openHoursMax, hoursWords)
    .default(incidentLimits.openHours),
});

export type OpenIncident = { readonly type: 'OpenIncident' } & z.output<typeof openIncident>;
export type IncidentCommand = OpenIncident | { readonly type: 'CloseIncident' };

/** Parses what opens an incident; a refusal names the field and says what is wrong with it. */
export const parseOpenIncident = (input: unknown): OpenIncident | Refused => {
  const parsed = openIncident.safeParse(input);
  return parsed.success ? { type: 'OpenIncident', ...parsed.data } : refuseInvalid(parsed.error);
};
