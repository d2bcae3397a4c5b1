/**
 * The governed erasure of one person (docs/decisions/0009, hazard H23): requested, which checks
 * retention and restricts at once; undone; or confirmed by somebody else, which destroys the key.
 * Every step can be sent again: it ends in the same.
 */
import { z } from 'zod';
import type { Refused } from '../events/decider';
import { CuckmereError } from '../events/errors';
import { isUuidText, personCategories, streamName } from '../events/ids';
import type { ErasureCommand } from '../events/erasure/erasureDecider';
import { erasureReasons } from '../events/erasure/reasons';
import type { ErasureReason } from '../events/erasure/reasons';
import { refusalForRetention } from '../events/erasure/retention';
import type { RetentionFacts } from '../events/erasure/retention';
import { parseNhsNumber } from '../events/nhs-number/nhsNumber';
import { londonDay } from '../events/plan/londonDay';
import { refuse } from '../events/refusal';
import { isoNow } from '../events/store/clock';
import { forgetPerson } from '../subgraphs/forgetPerson';
import type { House } from '../subgraphs/house';
import { operatorName, operatorsAct, parseRequest } from './operatorsAct';

const isNhsNumber = (text: string): boolean => parseNhsNumber(text).ok;

const erasureRequest = z.strictObject({
  step: z.enum(['request', 'undo', 'confirm']),
  personId: z
    .string('is missing')
    .refine((text) => !isNhsNumber(text), 'is an NHS number; give the person id instead')
    .refine(isUuidText, 'is not a person id (a UUID, as the graph gives it)')
    .transform((text) => text.toLowerCase()),
  by: operatorName,
  reason: z
    .enum(Object.keys(erasureReasons) as [ErasureReason, ...ErasureReason[]], {
      error: `must be one of ${Object.keys(erasureReasons).join(', ')}`,
    })
    .optional(),
  retentionChecked: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._/-]{2,63}$/,
      'is the reference of a written decision, such as IG-2026-014: 3 to 64 letters, digits and . _ / -',
    )
    .refine((text) => !isNhsNumber(text), 'is an NHS number; give a reference that names nobody')
    .optional(),
});
type ErasureRequest = z.output<typeof erasureRequest>;

export type ErasureAnswer =
  | { readonly kind: 'requested'; readonly confirmFrom: string }
  | { readonly kind: 'undone' }
  | { readonly kind: 'erased'; readonly erasedAt: string; readonly isRepeat: boolean }
  | Refused;

const lastEntryOf = async (house: House, personId: string): Promise<string | undefined> => {
  const kept = personCategories.filter((category) => category !== 'erasure');
  const slices = await Promise.all(
    kept.map((category) =>
      house.store.read(streamName(category, personId), { backwards: true, limit: 1 }),
    ),
  );
  const moments = slices.flatMap((slice) => slice?.events[0]?.metadata['recordedAt'] ?? []);
  return moments.sort().at(-1);
};

const request = async (house: House, asked: ErasureRequest): Promise<ErasureCommand | Refused> => {
  const { personId, reason, retentionChecked: decisionReference } = asked;
  if (reason === undefined) {
    const list = Object.keys(erasureReasons).join(', ');
    return refuse('INVALID', `reason is missing: one of ${list}.`, 'reason');
  }
  const content = {
    type: 'RequestErasure',
    reason,
    ...(decisionReference === undefined ? {} : { decisionReference }),
  } as const;
  const { state } = await house.loops.erasure.load(personId);
  // What the decider refuses whatever the retention; an erased record has no facts to check.
  if (state.kind !== 'none') return { ...content, retention: 'ENDED' };
  const { state: person } = await house.loops.person.load(personId);
  if (!person.registered) {
    return refuse('PERSON_UNKNOWN', 'No person with this id is registered here.', 'personId');
  }
  const lastEntry = await lastEntryOf(house, personId);
  const facts: RetentionFacts = {
    bornOn: person.demographics.value.dateOfBirth,
    diedOn: person.died?.on,
    deathRecordedOn: person.died && londonDay(person.died.recordedAt),
    lastEntryOn: lastEntry === undefined ? undefined : londonDay(lastEntry),
  };
  const today = londonDay(isoNow(house.clock));
  const refused = refusalForRetention({ reason, decisionReference }, facts, today);
  if (refused) return refused;
  const isOver = refusalForRetention({ reason: 'RETENTION_ENDED' }, facts, today) === undefined;
  return { ...content, retention: isOver ? 'ENDED' : 'OVERRULED' };
};

/** How long the read models may take to let go of an erased person's rows. */
const rowsGoneMs = 60_000;

export const erasePerson = async (house: House, body: unknown): Promise<ErasureAnswer> => {
  const asked: ErasureRequest = parseRequest(erasureRequest, body);
  const { personId, step } = asked;
  const command: ErasureCommand | Refused =
    step === 'request'
      ? await request(house, asked)
      : { type: step === 'undo' ? 'UndoErasure' : 'ConfirmErasure' };
  if ('kind' in command) return command;
  const outcome = await house.loops.erasure.handle(
    personId,
    command,
    operatorsAct(house, asked.by),
  );
  if (outcome.kind === 'refused') return outcome;
  if (outcome.kind === 'conflict') throw new CuckmereError('STORE_UNAVAILABLE', outcome.message);
  const { state } = await house.loops.erasure.load(personId);
  switch (state.kind) {
    case 'requested':
      return { kind: 'requested', confirmFrom: state.confirmFrom };
    case 'none':
      return { kind: 'undone' };
    case 'erased': {
      // The event is durable: from here on a kill is finished by the next opening of the log.
      await forgetPerson(house, personId, state.erasedAt);
      if (!(await house.runner.waitFor(outcome.position, rowsGoneMs))) {
        throw new CuckmereError(
          'STORE_UNAVAILABLE',
          'The key is destroyed; the read models have not let go of the rows yet. Run the command again to see when they have.',
        );
      }
      return { kind: 'erased', erasedAt: state.erasedAt, isRepeat: outcome.isRepeat };
    }
  }
};
