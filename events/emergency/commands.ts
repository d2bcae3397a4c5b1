/**
 * The commands on who may read a record for a while, as they arrive and as the decider takes them.
 * Those of an incident and of a self-claim are made by the program, never by a client.
 */
import { z } from 'zod';
import type { Refused } from '../decider';
import type { RefusalCode } from '../refusal';
import { refuseInvalid, text } from '../text';
import { accessReasons, alertTypes, isReasonOf } from './accessReasons';
import type { AccessReason, AlertType } from './accessReasons';
import type { AttachedIncident, RaisedKind } from './events';

/** Longest words beside a reason, and of a review's note. */
export const emergencyWordsMax = 2_000;

const notInList = { refusal: 'CODE_NOT_IN_LIST' satisfies RefusalCode };

const codeIn = <Code extends string>(codes: Readonly<Record<Code, string>>) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be a code') })
    .refine((code): code is Code => Object.hasOwn(codes, code), {
      message: `must be one of ${Object.keys(codes).join(', ')}`,
      params: notInList,
      abort: true,
    });

const outcomes = ['JUSTIFIED', 'NOT_JUSTIFIED', 'NEEDS_MORE'] as const;
export type ReviewOutcome = (typeof outcomes)[number];

const commands = {
  OpenInEmergency: z
    .strictObject({
      alertType: codeIn<AlertType>(alertTypes),
      reason: codeIn<AccessReason>(accessReasons),
      freeText: text(emergencyWordsMax).optional(),
    })
    .refine(({ alertType, reason }) => isReasonOf(alertType, reason), {
      path: ['reason'],
      message: 'is not a reason of this alert type',
      params: notInList,
    }),
  ReviewEmergencyAccess: z
    .strictObject({
      outcome: z.enum(outcomes, { error: `must be one of ${outcomes.join(', ')}` }),
      note: text(emergencyWordsMax).optional(),
    })
    .refine(({ outcome, note }) => outcome === 'JUSTIFIED' || note !== undefined, {
      path: ['note'],
      message: 'is missing: say why, or what is needed',
    }),
} as const;

type Schemas = typeof commands;
export type EmergencyContentType = keyof Schemas;
export type EmergencyContent<Type extends EmergencyContentType> = z.output<Schemas[Type]>;

/** Who is told of an alert beside the privacy officers: ids of those who lead the person's care. */
interface Told {
  readonly tell: readonly string[];
}

export type EmergencyCommand =
  | ({ readonly type: 'AttachIncident' } & AttachedIncident)
  | { readonly type: 'EndIncident'; readonly incidentId: string }
  | ({ readonly type: 'OpenInEmergency'; readonly overridesDissent: boolean } & Told &
      EmergencyContent<'OpenInEmergency'>)
  | ({
      readonly type: 'ReviewEmergencyAccess';
      readonly reference: string;
    } & EmergencyContent<'ReviewEmergencyAccess'>)
  | ({ readonly type: 'RaiseAlert'; readonly kind: RaisedKind } & Told)
  | {
      readonly type: 'AcknowledgeAlert';
      readonly reference: string;
      readonly as: 'PRIVACY_OFFICER' | 'LEAD_PROFESSIONAL';
    };

/** Parses the content of a command; a refusal names the field and says what is wrong with it. */
export const parseEmergencyContent = <Type extends EmergencyContentType>(
  type: Type,
  input: unknown,
): { readonly kind: 'parsed'; readonly content: EmergencyContent<Type> } | Refused => {
  const parsed = commands[type].safeParse(input);
  return parsed.success
    ? { kind: 'parsed', content: parsed.data as EmergencyContent<Type> }
    : refuseInvalid(parsed.error);
};
