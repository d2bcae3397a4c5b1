/**
 * The headings of the resuscitation panel, in life and after death, and the few words that differ
 * with them. Pure. After death nothing is told as an instruction: it is what stood.
 */
import { formatDate, formatSeconds } from '../format/dates';
import { upperFirst } from '../format/words';
import type { DecisionRecord } from '../graph/decision';
import { endedKind } from './decisionFacts';
import type { PanelState } from './panelState';

export interface HeadingFacts {
  /** Only a draft of a plan exists, of which nothing is shown here. */
  readonly isBeingWritten: boolean;
  readonly hasDied: boolean;
}

type Told = Exclude<PanelState['kind'], 'withdrawn' | 'unavailable'>;

const inLife: Record<Told, string> = {
  notFor: 'Not for attempted CPR',
  for: 'For attempted CPR',
  conflicting: 'Two records disagree',
  none: 'No decision recorded',
  withheld: 'You may not see this',
  notShared: 'Nothing is shared with you here',
};

const afterDeath: Record<Told, string> = {
  ...inLife,
  notFor: 'Was not for attempted CPR',
  for: 'Was for attempted CPR',
  conflicting: 'Two records disagreed',
  none: 'No decision had been recorded',
};

/** The words of the state. A withdrawn decision is named by what it had said. */
export function headingOf(state: PanelState, { isBeingWritten, hasDied }: HeadingFacts): string {
  if (state.kind === 'unavailable') return unavailableHeading[state.why];
  if (state.kind === 'withheld' && state.answer.canOpenInEmergency) {
    return `${inLife.withheld} yet`;
  }
  if (state.kind === 'withdrawn') {
    const kind = endedKind(state.answer.ended);
    return `Decision ${kind} CPR ${hasDied ? 'had been ' : ''}withdrawn`;
  }
  if (state.kind === 'none' && isBeingWritten) {
    return hasDied ? 'No decision had been published' : 'No decision published yet';
  }
  return (hasDied ? afterDeath : inLife)[state.kind];
}

/** What is in force after a withdrawal. The end of a decision for CPR is none against it. */
export function withdrawnWords(kind: 'for' | 'against', hasDied: boolean): string {
  if (hasDied) {
    return kind === 'against'
      ? 'No decision against CPR was in force any more.'
      : 'No decision for CPR was in force any more, and none against it.';
  }
  return kind === 'against'
    ? 'No decision against CPR is in force. A signed form found in the home no longer counts. Follow your own guidance.'
    : 'This is not a decision against CPR: none is in force here, neither for nor against. The form of the withdrawn decision no longer counts. Follow your own guidance.';
}

type Unavailable = Extract<PanelState, { kind: 'unavailable' }>;

const unavailableHeading: Record<Unavailable['why'], string> = {
  notLoaded: 'Could not be loaded',
  outOfDate: 'Could not be loaded',
  cutOff: 'Connection lost: no longer known',
  notFollowed: 'Not live: no longer known',
};

/** Why a decision is not known, and that this is not "none". */
export function unavailableWords({ why, readAt }: Unavailable): string {
  const at = readAt === undefined ? 'when it was read' : `at ${formatSeconds(readAt)}`;
  switch (why) {
    case 'notLoaded':
      return 'A decision may exist. Do not read this as “none”.';
    case 'outOfDate':
      return `Only an older copy could be read, ${at}. A decision may exist. Do not read this as “none”.`;
    case 'cutOff':
    case 'notFollowed':
      return `${upperFirst(at)} no decision was recorded; one may have been made since.`;
  }
}

/** What a question leaves as it was. */
export function standsWords(state: PanelState): string {
  if (state.kind === 'withdrawn') return 'The withdrawal still stands.';
  if (state.kind === 'conflicting') return 'Neither record has changed.';
  return 'The decision has not changed.';
}

/** Names one record where several stand: `“Not for attempted CPR”, 3 Nov 2026`. */
export function recordName({ forCpr, decidedOn }: DecisionRecord): string {
  return `“${forCpr ? inLife.for : inLife.notFor}”, ${formatDate(decidedOn)}`;
}
