/**
 * The stream `erasure-<person id>`: asked for by one named person, which restricts the record at
 * once; undone by anyone until it is confirmed; confirmed by another person after 30 days. What is
 * erased stays erased (docs/decisions/0009, hazard H23).
 */
import type { Act, Actor, Decider, Decision, Refused } from '../decider';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';
import type { ErasureEvent, ErasureRequestContent } from './events';
import { isSameName } from './sameName';
import { utcMinute } from './utcMinute';

/** Made by the program from an operator's command, which checks retention first. */
export type ErasureCommand =
  | ({ readonly type: 'RequestErasure' } & ErasureRequestContent)
  | { readonly type: 'UndoErasure' }
  | { readonly type: 'ConfirmErasure' }
  /** The key list says that this person was erased and the log, an older copy, does not. */
  | { readonly type: 'RelistErasure'; readonly erasedAt: string };

export type ErasureState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'requested';
      readonly requestedAt: string;
      /** RFC 3339; the first moment at which it can be confirmed. */
      readonly confirmFrom: string;
      readonly requestedBy: Pick<Actor, 'id' | 'name'>;
    }
  | { readonly kind: 'erased'; readonly erasedAt: string };

/** How long a request can be undone before anything is destroyed. */
export const undoDays = 30;
const dayMs = 24 * 60 * 60 * 1_000;

export const erasureDecider: Decider<ErasureCommand, ErasureState, ErasureEvent> = {
  category: 'erasure',
  initialState: { kind: 'none' },

  decide(command, state, { act }) {
    switch (command.type) {
      case 'RequestErasure': {
        const { type: _type, ...content } = command;
        return request(content, state, act);
      }
      case 'UndoErasure':
        if (state.kind === 'requested') return [{ type: 'ErasureUndone', data: {} }];
        return state.kind === 'erased' ? alreadyErased(state.erasedAt) : notRequested;
      case 'ConfirmErasure':
        return confirm(state, act);
      case 'RelistErasure':
        if (state.kind === 'erased') return [];
        return [{ type: 'PersonErased', data: { erasedAt: command.erasedAt } }];
    }
  },

  evolve(_state, event, stamp) {
    switch (event.type) {
      case 'ErasureRequested': {
        const { id, name } = stamp.author;
        return {
          kind: 'requested',
          requestedAt: stamp.recordedAt,
          confirmFrom: event.data.confirmFrom,
          requestedBy: { id, name },
        };
      }
      case 'ErasureUndone':
        return { kind: 'none' };
      case 'PersonErased':
        return { kind: 'erased', erasedAt: event.data.erasedAt };
      default:
        return unknownEvent('erasure', (event as { type: string }).type);
    }
  },
};

const request = (
  content: ErasureRequestContent,
  state: ErasureState,
  act: Act,
): Decision<ErasureEvent> => {
  switch (state.kind) {
    case 'erased':
      return alreadyErased(state.erasedAt);
    case 'requested':
      return refuse(
        'ERASURE_ALREADY_REQUESTED',
        `The erasure was requested on ${utcMinute(state.requestedAt)} and can be confirmed from ${utcMinute(state.confirmFrom)}, or undone before.`,
      );
    case 'none': {
      const confirmFrom = new Date(Date.parse(act.at) + undoDays * dayMs).toISOString();
      return [{ type: 'ErasureRequested', data: { ...content, confirmFrom } }];
    }
  }
};

const confirm = (state: ErasureState, act: Act): Decision<ErasureEvent> => {
  switch (state.kind) {
    case 'none':
      return notRequested;
    case 'erased':
      return [];
    case 'requested': {
      const { id, name } = state.requestedBy;
      if (act.actor.id === id || isSameName(act.actor.name, name)) {
        return refuse(
          'ERASURE_NEEDS_ANOTHER_PERSON',
          'The one who requested an erasure cannot confirm it: another person must.',
          'by',
          'two-people-erase',
        );
      }
      if (act.at < state.confirmFrom) {
        return refuse(
          'ERASURE_TOO_EARLY',
          `The erasure can be confirmed from ${utcMinute(state.confirmFrom)}, ${String(undoDays)} days after it was requested.`,
          undefined,
          'thirty-days-to-undo',
        );
      }
      return [{ type: 'PersonErased', data: { erasedAt: act.at } }];
    }
  }
};

const notRequested = refuse(
  'ERASURE_NOT_REQUESTED',
  'Nobody has requested the erasure of this record, or it was undone.',
);

const alreadyErased = (erasedAt: string): Refused =>
  refuse(
    'PERSON_ERASED',
    `This record was erased on ${utcMinute(erasedAt)}; that cannot be undone.`,
  );
