/**
 * The one panel that matters most: eight states, each with its own shape, mark, heading and
 * sentence, none told by colour alone (UX.md). One switch decides; what it does not know could not
 * be loaded. Questions stand under the heading, what a reader can do below all there is to read.
 */
import type { ReactNode } from 'react';
import { formatSeconds } from '../format/dates';
import { CallLine } from './CallLine';
import { contactTitle, type CallAdvice } from './callNow';
import { ConflictingBody, RecordedBody, WithdrawnBody } from './DecisionBodies';
import { Mark } from './Mark';
import type { FactsContext } from './decisionFacts';
import type { PanelState } from './panelState';
import { headingOf, unavailableWords } from './panelWords';
import { Questions } from './Questions';

export interface ResuscitationPanelProps {
  readonly state: PanelState;
  readonly facts: FactsContext;
  /** The line that answers for the plan now, or what to do where there is none. */
  readonly advice: CallAdvice;
  readonly onTryAgain: () => void;
  readonly isAsking: boolean;
  /** Only a draft of a plan exists, of which nothing is shown here. */
  readonly isBeingWritten: boolean;
  /** Shown over the state: how far what is shown can be relied on. */
  readonly warning?: string | undefined;
  /** Where it is withheld: the way to open it in an emergency, if there is one. */
  readonly opening?: ReactNode;
  /** What the reader can do about the decision. */
  readonly children?: ReactNode;
}

export function ResuscitationPanel(props: ResuscitationPanelProps) {
  const { state, facts, warning, isBeingWritten, children } = props;
  return (
    <section className={`cpr cpr--${shapes[state.kind]}`} aria-labelledby="cpr-heading">
      <div className="cpr__inner">
        {warning === undefined ? null : <p className="cpr__warning">{warning}</p>}
        <Mark kind={state.kind} />
        <h2 id="cpr-heading" tabIndex={-1}>
          <span className="cpr__topic">
            Resuscitation (CPR)<span className="nhsuk-u-visually-hidden">: </span>
          </span>
          <span className="cpr__say">
            {headingOf(state, { isBeingWritten, hasDied: facts.hasDied })}
          </span>
        </h2>
        <Questions state={state} now={facts.now} />
        <Body {...props} />
        {children}
      </div>
    </section>
  );
}

const shapes: Record<PanelState['kind'], string> = {
  notFor: 'not',
  for: 'for',
  withdrawn: 'withdrawn',
  conflicting: 'conflicting',
  none: 'none',
  unavailable: 'unavailable',
  withheld: 'withheld',
  notShared: 'not-shared',
};

function Body(props: ResuscitationPanelProps): ReactNode {
  const { state, facts, advice, isBeingWritten } = props;
  switch (state.kind) {
    case 'notFor':
    case 'for':
      return <RecordedBody answer={state.answer} facts={facts} />;
    case 'withdrawn':
      return <WithdrawnBody answer={state.answer} facts={facts} />;
    case 'conflicting':
      return <ConflictingBody answer={state.answer} facts={facts} advice={advice} />;
    case 'none':
      return (
        <>
          <p>{noneWords(isBeingWritten, facts.hasDied)}</p>
          <p className="sub">
            Checked to the end of the record at {formatSeconds(state.answer.reading.at)}
          </p>
        </>
      );
    case 'withheld':
      return <WithheldBody answer={state.answer} advice={advice} opening={props.opening} />;
    case 'notShared':
      return (
        <>
          <p>
            Either nothing is recorded, or it has not been talked about with you yet. Your GP or key
            worker can tell you more.
          </p>
          <p>Crews: sign in as yourselves. Do not read this as “none”.</p>
        </>
      );
    case 'unavailable':
    default:
      return <UnavailableBody {...props} state={state} />;
  }
}

function noneWords(isBeingWritten: boolean, hasDied: boolean): string {
  if (hasDied) {
    return isBeingWritten
      ? 'A plan was being written. Nothing of it had been published.'
      : 'Nobody had recorded a CPR decision here.';
  }
  const what = isBeingWritten
    ? 'A plan is being written: a decision may have been made and not published yet.'
    : 'Nobody has recorded a CPR decision here.';
  return `${what} Follow your own guidance. A paper form or an advance decision may exist in the home.`;
}

interface WithheldBodyProps {
  readonly answer: Extract<PanelState, { kind: 'withheld' }>['answer'];
  readonly advice: CallAdvice;
  readonly opening: ReactNode;
}

function WithheldBody({ answer, advice, opening }: WithheldBodyProps) {
  const { message, rule, canOpenInEmergency } = answer;
  const { contact } = advice;
  const whoKnows = contact === undefined ? 'ask their GP surgery' : `ring ${contactTitle(contact)}`;
  return (
    <>
      <p>{message}</p>
      <p>
        A decision may exist. Do not read this as “none”.{' '}
        {canOpenInEmergency ? 'You can also ask' : 'It cannot be opened from this page: ask'} the
        person, whoever is with them, or {whoKnows}.
        {rule.includes('default-deny') && !canOpenInEmergency
          ? ' Crews: sign in as yourselves.'
          : ''}
      </p>
      {canOpenInEmergency ? opening : null}
      <CallLine advice={advice} />
    </>
  );
}

function UnavailableBody({
  state,
  advice,
  onTryAgain,
  isAsking,
}: ResuscitationPanelProps & { readonly state: Extract<PanelState, { kind: 'unavailable' }> }) {
  // While the line is lost the strip over the page has the button.
  const hasButton = state.why === 'notLoaded' || state.why === 'outOfDate';
  return (
    <>
      <p>
        {unavailableWords(state)} Look for the form in the home
        {advice.contact === undefined ? '' : ', or call the number below'}.
      </p>
      {hasButton ? (
        <button type="button" className="nhsuk-button wide-button" onClick={onTryAgain}>
          {isAsking ? 'Trying again' : 'Try again'}
        </button>
      ) : null}
      <CallLine advice={advice} />
      {state.reference === null ? null : <p className="sub">Reference {state.reference}</p>}
    </>
  );
}
