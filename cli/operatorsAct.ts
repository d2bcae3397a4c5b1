/** What every act of an operator has: a request that is checked, and somebody who does it. */
import { z } from 'zod';
import type { Act } from '../events/decider';
import { nameWords } from '../events/erasure/sameName';
import { CuckmereError } from '../events/errors';
import type { ActorId, CommandId } from '../events/ids';
import { isoNow } from '../events/store/clock';
import { randomId } from '../events/store/random';
import type { House } from '../subgraphs/house';

/** Long enough for every name; a note about somebody does not fit. */
const nameMax = 100;

/** Who does it, as they say; nothing proves it. */
export const operatorName = z
  .string('is missing: say who you are, --by "First Family"')
  .max(nameMax, `is longer than ${String(nameMax)} characters`)
  .refine((name) => nameWords(name).includes(' '), 'must be a first and a family name');

/** Throws `BAD_REQUEST`, naming the field, or what the request is where it is none of one field. */
export const parseRequest = <Request>(
  schema: z.ZodType<Request>,
  body: unknown,
  what = 'request',
): Request => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? what);
  throw new CuckmereError('BAD_REQUEST', `${field} ${issue?.message ?? 'is not valid'}.`);
};

/** By nobody in particular where no name was asked for. */
export const operatorsAct = (house: Pick<House, 'blind' | 'clock'>, name = ''): Act => ({
  commandId: randomId() as CommandId,
  actor: {
    // The metadata is clear: a keyed hash stands there for the name, which is sealed.
    id: house.blind.of('operator', nameWords(name)) as ActorId,
    name: name.trim(),
    role: 'OPERATOR',
    organisation: 'LOCAL',
    organisationName: 'This installation',
  },
  at: isoNow(house.clock),
});
