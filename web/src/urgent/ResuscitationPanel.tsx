/**
 * The one panel that matters most: eight states, each with its own shape, mark, heading and
 * sentence, none told by colour alone (UX.md). One switch decides; what it does not know could not
 * be loaded.
 */
import type { ReactNode } from 'react';
import { formatSeconds } from '../format/dates';
import type { Contact } from '../graph/sections';
import { CallLine } from './CallLine';
import { ConflictingBody, RecordedBody, WithdrawnBody } from './DecisionBodies';
import { Mark } from './Mark';
import type { FactsContext } from './decisionFacts';
import type { PanelState } from './panelState';
import { Questions } from './Questions';

export interface ResuscitationPanelProps {
  readonly state: PanelState;
  readonly facts: FactsContext;
  /** Who answers now, where the contacts could be loaded. */
  readonly toCall: Contact | undefined;
  readonly onTryAgain: () => void;
  readonly isAsking: boolean;
  /** Only a draft of a plan exists, of which nothing is shown here. */
  readonly isBeingWritten: boolean;
  /** The person has died: what stood is told, not what to do. */
  readonly hasDied?: boolean;
}

export function ResuscitationPanel(props: ResuscitationPanelProps) {
  const { state, isBeingWritten, hasDied = false } = props;
  const { className } = faces[state.kind];
  return (
    <section className={`cpr cpr--${className}`} aria-labelledby="cpr-heading">
      <div className="cpr__inner">
        <Mark kind={state.kind} />
        <h2 id="cpr-heading">
          <span className="cpr__topic">
            Resuscitation<span className="nhsuk-u-visually-hidden">: </span>
          </span>
          <span className="cpr__say">
            {state.kind === 'none' && isBeingWritten
              ? 'No decision published yet'
              : headingOf(state, hasDied)}
          </span>
        </h2>
        <Questions state={state} now={props.facts.now} />
        <Body {...props} />
      </div>
    </section>
  );
}

/** The words of the state. A withdrawn decision is named by what it had said. */
export function headingOf(state: PanelState, hasDied = false): string {
  if (hasDied && state.kind in pastHeadings) {
    return pastHeadings[state.kind as keyof typeof pastHeadings];
  }
  if (state.kind === 'unavailable' && state.why === 'cutOff') return 'No longer known';
  if (state.kind !== 'withdrawn') return faces[state.kind].heading;
  const { ended } = state.answer;
  const wasFor = ended.length > 0 && ended.every(({ forCpr }) => forCpr);
  return wasFor ? 'Decision for CPR withdrawn' : faces.withdrawn.heading;
}

/** After death nothing is to be done any more: the heading says what stood. */
const pastHeadings = {
  notFor: 'Was not for attempted CPR',
  for: 'Was for attempted CPR',
  conflicting: 'Two records disagreed',
  none: 'No decision was recorded',
} as const;

const faces: Record<PanelState['kind'], { readonly className: string; readonly heading: string }> =
  {
    notFor: { className: 'not', heading: 'Not for attempted CPR' },
    for: { className: 'for', heading: 'For attempted CPR' },
    withdrawn: { className: 'withdrawn', heading: 'Decision against CPR withdrawn' },
    conflicting: { className: 'conflicting', heading: 'Two records disagree' },
    none: { className: 'none', heading: 'No decision recorded' },
    unavailable: { className: 'unavailable', heading: 'Could not be loaded' },
    withheld: { className: 'withheld', heading: 'You may not see this' },
    notShared: { className: 'not-shared', heading: 'Nothing is shared with you here' },
  };

function Body(props: ResuscitationPanelProps): ReactNode {
  const { state, facts, toCall, isBeingWritten, hasDied = false } = props;
  switch (state.kind) {
    case 'notFor':
    case 'for':
      return <RecordedBody answer={state.answer} facts={facts} hasDied={hasDied} />;
    case 'withdrawn':
      return <WithdrawnBody answer={state.answer} facts={facts} hasDied={hasDied} />;
    case 'conflicting':
      return <ConflictingBody answer={state.answer} facts={facts} toCall={toCall} />;
    case 'none':
      return (
        <>
          <p>
            {isBeingWritten
              ? 'A plan is being written: a decision may have been made and not published yet.'
              : 'Nobody has recorded a CPR decision here.'}{' '}
            {hasDied
              ? ''
              : 'Follow your own guidance. A paper form or an advance decision may exist in the home.'}
          </p>
          <p className="sub">
            Checked to the end of the record at {formatSeconds(state.answer.reading.at)}
          </p>
        </>
      );
    case 'withheld':
      return <WithheldBody message={state.answer.message} toCall={toCall} />;
    case 'notShared':
      return (
        <p>
          Either nothing is recorded, or it has not been talked about with you yet. Your GP or key
          worker can tell you more. If you are here as a crew, sign in as yourself.
        </p>
      );
    case 'unavailable':
    default:
      return <UnavailableBody {...props} state={state} />;
  }
}

function WithheldBody({ message, toCall }: { message: string; toCall: Contact | undefined }) {
  return (
    <>
      <p>{message}</p>
      <p>
        A decision may exist. Do not read this as “none”. It cannot be opened from this page: ask
        the person or whoever is with them
        {toCall === undefined ? ', or ring their GP practice' : ', or call the number below'}.
      </p>
      <CallLine contact={toCall} />
    </>
  );
}

function UnavailableBody({
  state,
  toCall,
  onTryAgain,
  isAsking,
}: ResuscitationPanelProps & { readonly state: Extract<PanelState, { kind: 'unavailable' }> }) {
  return (
    <>
      <p>
        {whyWords(state)} A decision may exist. Do not read this as “none”. Look for the form in the
        home
        {toCall === undefined
          ? ', and ring the person’s GP practice or your own clinical desk'
          : ', or call the number below'}
        .
      </p>
      <button type="button" className="nhsuk-button wide-button" onClick={onTryAgain}>
        {isAsking ? 'Trying again' : 'Try again'}
      </button>
      <CallLine contact={toCall} />
      {state.reference === null ? null : <p className="sub">Reference {state.reference}</p>}
    </>
  );
}

function whyWords({ why, readAt }: Extract<PanelState, { kind: 'unavailable' }>): string {
  const at = readAt === undefined ? 'When it was last read' : `At ${formatSeconds(readAt)}`;
  switch (why) {
    case 'notLoaded':
      return '';
    case 'outOfDate':
      return `Only an older copy could be read. ${at} it held no decision.`;
    case 'cutOff':
      return `${at} no decision was recorded; one may have been made since.`;
  }
}
