/**
 * The words that every answer of the graph shares, read from unknown JSON. Invariant (hazard H1):
 * whatever cannot be read whole, a missing field included, becomes `Unavailable`; nothing that was
 * not said is ever read as "nothing is recorded".
 */
import * as z from 'zod/mini';

// The pages are served under a content policy that allows no code made at run time.
z.config({ jitless: true });

/** An RFC 3339 instant. */
export const instant = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
/** `YYYY-MM-DD` */
export const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
export const partialDate = z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/));

export const reading = z.object({ position: z.string(), at: instant, current: z.boolean() });
export type Reading = z.output<typeof reading>;

export const coded = z.object({ code: z.string(), display: z.string() });
export type Coded = z.output<typeof coded>;

export const author = z.object({
  name: z.string(),
  role: z.string(),
  organisationName: z.string(),
});
export type Author = z.output<typeof author>;

export const stated = z.object({ by: z.string(), at: instant });

export const notRecorded = z.object({ __typename: z.literal('NotRecorded'), reading });
export const notShared = z.object({ __typename: z.literal('NotShared'), message: z.string() });
export const withheld = z.object({
  __typename: z.literal('Withheld'),
  message: z.string(),
  rule: z.string(),
  /** An answer that does not say so offers nothing. */
  canOpenInEmergency: z._default(z.boolean(), false),
});
export const unavailable = z.object({
  __typename: z.literal('Unavailable'),
  message: z.string(),
  reference: z.nullable(z.string()),
});
export type Unavailable = z.output<typeof unavailable>;
export type NotRecorded = z.output<typeof notRecorded>;
export type NotShared = z.output<typeof notShared>;
export type Withheld = z.output<typeof withheld>;

/** What stands for an answer that is missing, unknown or not whole. */
export const couldNotBeRead: Unavailable = {
  __typename: 'Unavailable',
  message: 'The answer could not be read.',
  reference: null,
};

type Member = z.core.$ZodTypeDiscriminable;

/** One of the members by its `__typename`; anything else reads as `Unavailable`. */
export function answerOf<const Members extends readonly [Member, ...Member[]]>(members: Members) {
  return z.catch(z.discriminatedUnion('__typename', members), couldNotBeRead as never);
}
