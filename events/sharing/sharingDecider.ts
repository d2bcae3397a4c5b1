/**
 * The stream `sharing-<person id>`: the person's decision about sharing, the last one said is in
 * force. A refusal or a withdrawal is never refused for what stood before it.
 */
import type { Decider } from '../decider';
import { isCertainlyAfter } from '../person/partialDate';
import { isSameValue } from '../plan/fields';
import { londonDay } from '../plan/londonDay';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { SharingCommand } from './commands';
import type { SharingDecisionContent, SharingEvent } from './events';

export type SharingDecision = SharingCommand['decision'];

/** Empty while nobody has recorded a decision. */
export type SharingState =
  | { readonly decision?: never }
  | (SharingDecisionContent & {
      readonly decision: SharingDecision;
      readonly recordedAt: string;
      /** Name of who recorded it. */
      readonly recordedBy: string;
    });

/** True where the person, or who decides for them, said no: the policy then withholds. */
export const hasDissent = (state: SharingState): boolean =>
  state.decision === 'REFUSED' || state.decision === 'WITHDRAWN';

const eventTypes = {
  GIVEN: 'SharingConsentGiven',
  REFUSED: 'SharingConsentRefused',
  WITHDRAWN: 'SharingConsentWithdrawn',
} as const satisfies Record<SharingDecision, SharingEvent['type']>;

export const sharingDecider: Decider<SharingCommand, SharingState, SharingEvent> = {
  category: 'sharing',
  initialState: {},

  decide(command, state, { act }) {
    const { type: _type, decision, ...data } = command;
    if (data.onDate !== undefined && isCertainlyAfter(data.onDate, londonDay(act.at)))
      return refuse('INVALID', 'onDate is in the future.', 'onDate');
    return isStanding(command, state) ? [] : [{ type: eventTypes[decision], data }];
  },

  evolve(_state, event, stamp) {
    const who = { recordedAt: stamp.recordedAt, recordedBy: stamp.author.name };
    switch (event.type) {
      case 'SharingConsentGiven':
        return { ...event.data, decision: 'GIVEN', ...who };
      case 'SharingConsentRefused':
        return { ...event.data, decision: 'REFUSED', ...who };
      case 'SharingConsentWithdrawn':
        return { ...event.data, decision: 'WITHDRAWN', ...who };
      default:
        return unknownEvent('sharing', (event as { type: string }).type);
    }
  },
};

/** True where the same was decided by the same, for the same reason, on the same day. */
const isStanding = (command: SharingCommand, state: SharingState): boolean =>
  state.decision !== undefined &&
  (['decision', 'decidedBy', 'reason', 'onDate'] as const).every((field) =>
    isSameValue(command[field], state[field]),
  );
