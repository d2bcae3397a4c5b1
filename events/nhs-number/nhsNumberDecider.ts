/**
 * The reservation stream `nhsNumber-<keyed hash>` (DESIGN.md 3): one NHS number belongs to at most
 * one person. It holds only person ids, so it is not sealed. Its commands are made by the program
 * from a person's command, never by a client, so they need no parsing.
 */
import type { Decider } from '../decider';
import type { PersonId } from '../ids';
import { refuse } from '../refusal';
import { unknownEvent } from '../unknownEvent';

export type NhsNumberCommand =
  | { readonly type: 'ReserveNhsNumber'; readonly personId: PersonId }
  /** For a number found to be wrong; only the person who holds it lets go of it. */
  | { readonly type: 'ReleaseNhsNumber'; readonly personId: PersonId };

export type NhsNumberEvent =
  | { readonly type: 'NhsNumberReserved'; readonly data: { readonly personId: PersonId } }
  | { readonly type: 'NhsNumberReleased'; readonly data: { readonly personId: PersonId } };

export interface NhsNumberState {
  /** Absent where nobody holds the number. */
  readonly reservedFor?: PersonId;
}

export const nhsNumberDecider: Decider<NhsNumberCommand, NhsNumberState, NhsNumberEvent> = {
  category: 'nhsNumber',
  initialState: {},

  decide(command, { reservedFor }) {
    const { personId } = command;
    switch (command.type) {
      case 'ReserveNhsNumber':
        if (reservedFor === personId) return [];
        return reservedFor === undefined
          ? [{ type: 'NhsNumberReserved', data: { personId } }]
          : refuse(
              'NHS_NUMBER_TAKEN',
              'nhsNumber is registered for another person; check the number, then look whether the two are one person.',
              'nhsNumber',
              'nhs-number-is-unique',
            );
      case 'ReleaseNhsNumber':
        return reservedFor === personId ? [{ type: 'NhsNumberReleased', data: { personId } }] : [];
    }
  },

  evolve(_state, event) {
    switch (event.type) {
      case 'NhsNumberReserved':
        return { reservedFor: event.data.personId };
      case 'NhsNumberReleased':
        return {};
      default:
        return unknownEvent('nhsNumber', (event as { type: string }).type);
    }
  },
};
