/**
 * The questions that somebody put beside a decision: they change nothing in it, and are never hidden.
 */
import { formatRecent } from '../format/dates';
import { joinParts } from '../format/words';
import type { PanelState } from './panelState';
import { questionsOf } from './panelState';
import { leavesAsItIs } from './SayOtherwise';

export function Questions({ state, now }: { readonly state: PanelState; readonly now: string }) {
  const questions = questionsOf(state);
  if (questions.length === 0) return null;
  return (
    <ul className="questions">
      {questions.map(({ id, concern, saidBy, askedBy, askedAt }) => (
        <li key={id}>
          <strong>
            Questioned {formatRecent(askedAt, now)}: “{concern}”
          </strong>
          {saidBy === null ? '' : ` Said by ${saidBy}.`} Noted by{' '}
          {joinParts(askedBy.name, askedBy.role)}. {leavesAsItIs(state)}
        </li>
      ))}
    </ul>
  );
}
