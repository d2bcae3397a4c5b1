/**
 * The stream `sharing-<person id>`: the person's words on sharing, access delegated to carers, and
 * what is kept from the person's own view. A refusal or a withdrawal is never refused for what stood
 * before it.
 */
import type { DecideContext, Decider, Decision } from '../decider';
import { isCertainlyAfter } from '../person/partialDate';
import { isSameValue } from '../plan/fields';
import { londonDay } from '../plan/londonDay';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import { notOver, refuseEnd } from '../until';
import type { SharingCommand, SharingCommandOf } from './commands';
import { afterWord, isSameScope } from './consent';
import type { SharingDecision, SharingWord } from './consent';
import type { SharingEvent } from './events';

/** A delegation lasts this long at the most; then the person is asked again. */
export const delegationHoursMax = 366 * 24;
/** Most delegations of one person that stand at a time. */
export const delegationsMax = 50;

interface Recorded {
  readonly recordedAt: string;
  /** Name of who recorded it. */
  readonly recordedBy: string;
}
type Data<Type extends SharingEvent['type']> = Extract<SharingEvent, { type: Type }>['data'];
export type Delegation = Data<'AccessDelegated'> & Recorded;
export type KeptSection = Data<'SectionKeptFromPerson'> & Recorded;

export interface SharingState {
  /** The last word of each scope, in the order in which they were recorded. */
  readonly words: readonly SharingWord[];
  readonly delegations: readonly Delegation[];
  readonly kept: readonly KeptSection[];
}

const eventTypes = {
  GIVEN: 'SharingConsentGiven',
  REFUSED: 'SharingConsentRefused',
  WITHDRAWN: 'SharingConsentWithdrawn',
} as const satisfies Record<SharingDecision, SharingEvent['type']>;

export const sharingDecider: Decider<SharingCommand, SharingState, SharingEvent> = {
  category: 'sharing',
  initialState: { words: [], delegations: [], kept: [] },

  decide(command, state, context): Decision<SharingEvent> {
    switch (command.type) {
      case 'RecordSharingDecision': {
        const { type: _type, decision, ...data } = command;
        if (data.onDate !== undefined && isCertainlyAfter(data.onDate, londonDay(context.act.at)))
          return refuse('INVALID', 'onDate is in the future.', 'onDate');
        return isStanding(command, state) ? [] : [{ type: eventTypes[decision], data }];
      }
      case 'DelegateAccess':
        return delegate(command, state, context);
      case 'RevokeDelegation': {
        const { type: _type, ...data } = command;
        return state.delegations.some(({ delegationId }) => delegationId === data.delegationId)
          ? [{ type: 'DelegationRevoked', data }]
          : refuse('ENTRY_UNKNOWN', 'delegationId names no delegation here.', 'delegationId');
      }
      case 'KeepFromPerson': {
        const { type: _type, ...data } = command;
        const refused = refuseEnd(data.until, context.act.at);
        return refused ?? [{ type: 'SectionKeptFromPerson', data }];
      }
      case 'ShowToPerson': {
        const { type: _type, ...data } = command;
        return state.kept.some((one) => isSameKept(one, data))
          ? [{ type: 'SectionShownToPerson', data }]
          : refuse('ENTRY_UNKNOWN', 'section is not kept from the person so.', 'section');
      }
    }
  },

  evolve(state, event, { recordedAt, author }) {
    const recorded: Recorded = { recordedAt, recordedBy: author.name };
    const { words, delegations, kept } = state;
    const say = (decision: SharingDecision, data: Data<'SharingConsentGiven'>): SharingState => ({
      ...state,
      words: afterWord(words, { ...data, decision, ...recorded }),
    });
    switch (event.type) {
      case 'SharingConsentGiven':
        return say('GIVEN', event.data);
      case 'SharingConsentRefused':
        return say('REFUSED', event.data);
      case 'SharingConsentWithdrawn':
        return say('WITHDRAWN', event.data);
      case 'AccessDelegated': {
        const delegated = { ...event.data, ...recorded };
        return { ...state, delegations: [...notOver(delegations, recordedAt), delegated] };
      }
      case 'DelegationRevoked': {
        const { delegationId: revoked } = event.data;
        const left = delegations.filter(({ delegationId }) => delegationId !== revoked);
        return { ...state, delegations: left };
      }
      case 'SectionKeptFromPerson': {
        const others = kept.filter((one) => !isSameKept(one, event.data));
        return { ...state, kept: [...others, { ...event.data, ...recorded }] };
      }
      case 'SectionShownToPerson':
        return { ...state, kept: kept.filter((one) => !isSameKept(one, event.data)) };
      default:
        return unknownEvent('sharing', (event as { type: string }).type);
    }
  },
};

/** True where the same was decided by the same, for the same reason, on the same day. */
const isStanding = (
  command: SharingCommandOf<'RecordSharingDecision'>,
  { words }: SharingState,
): boolean => {
  const last = words.find((word) => isSameScope(word, command));
  return (
    last !== undefined &&
    // A withdrawal said again takes back what was agreed to since.
    (command.decision !== 'WITHDRAWN' || last === words.at(-1)) &&
    (['decision', 'decidedBy', 'reason', 'onDate'] as const).every((field) =>
      isSameValue(command[field], last[field]),
    )
  );
};

const isSameKept = (
  one: { readonly section: string; readonly flag: string },
  other: { readonly section: string; readonly flag: string },
): boolean => one.section === other.section && one.flag === other.flag;

const delegate = (
  { type: _type, ...data }: SharingCommandOf<'DelegateAccess'>,
  { delegations }: SharingState,
  { act, entryId }: DecideContext,
): Decision<SharingEvent> => {
  const refused = refuseEnd(data.until, act.at, delegationHoursMax);
  if (refused) return refused;
  if (data.consentTakenBy === undefined && act.actor.role !== 'PATIENT')
    return refuse(
      'INVALID',
      'consentTakenBy is missing: say to whom the person said that they delegate freely.',
      'consentTakenBy',
    );
  return notOver(delegations, act.at).length >= delegationsMax
    ? refuse('INVALID', `This record holds ${String(delegationsMax)} delegations, the most kept.`)
    : [{ type: 'AccessDelegated', data: { delegationId: entryId(0), ...data } }];
};
