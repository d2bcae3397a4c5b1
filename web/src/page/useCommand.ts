/**
 * Sending a command from a form, with what the reader is told of it: saving, saved and when, or not
 * saved and why. Invariant: a retry of the same content carries the same commandId, so that it has
 * one effect however often it is pressed.
 */
import { useCallback, useRef, useState } from 'react';
import type { CommandOutcome } from '../graph/command';
import { sendCommand } from '../graph/command';
import { rememberCommandIds } from '../graph/commandId';
import type { MutationName } from '../graph/mutations';
import { sendRequest } from '../graph/request';
import { formatTime } from '../format/dates';

export type SavingState =
  | { readonly kind: 'idle' | 'saving' }
  | { readonly kind: 'done'; readonly outcome: CommandOutcome; readonly atMs: number };

export interface Command {
  readonly state: SavingState;
  /** Undefined where another run of this command is not yet answered. */
  readonly run: (input: object) => Promise<CommandOutcome | undefined>;
  readonly clear: () => void;
}

export function useCommand(name: MutationName): Command {
  const [state, setState] = useState<SavingState>({ kind: 'idle' });
  const ids = useRef<ReturnType<typeof rememberCommandIds>>(null);
  const isRunning = useRef(false);
  const run = useCallback(
    async (input: object) => {
      if (isRunning.current) return undefined;
      isRunning.current = true;
      setState({ kind: 'saving' });
      ids.current ??= rememberCommandIds();
      const outcome = await sendCommand(sendRequest, name, {
        commandId: ids.current.idFor(input),
        ...input,
      });
      if (outcome.kind !== 'failed') ids.current.settle();
      isRunning.current = false;
      setState({ kind: 'done', outcome, atMs: Date.now() });
      return outcome;
    },
    [name],
  );
  const clear = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, run, clear };
}

/** What stands beside the button; empty where nothing was sent yet. */
export function savingWords(state: SavingState, done = 'Saved'): string {
  if (state.kind !== 'done') return state.kind === 'saving' ? 'Saving' : '';
  const { outcome, atMs } = state;
  switch (outcome.kind) {
    case 'saved':
      return `${done} ${formatTime(atMs)}`;
    case 'refused':
      return 'Not saved: see the problem above. Your words are kept here.';
    case 'conflict':
      return 'Not saved: somebody else changed the same. Your words are kept here.';
    case 'failed':
      return `Not saved: ${outcome.message} Your words are kept here; press again to retry.`;
  }
}
