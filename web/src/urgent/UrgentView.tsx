/**
 * The urgent view of one person, in the order of UX.md: who, what changed, resuscitation, focus of
 * care, who to call, medicines in the home, where the person wants to be, where all this comes from.
 */
import type { ChangeNotice } from '../live/changeNotice';
import type { LiveState } from '../live/liveState';
import { isCutOff } from '../live/liveState';
import { readingOf } from '../live/freshness';
import type { UrgentPerson } from '../graph/personView';
import { formatSeconds } from '../format/dates';
import { calledName } from '../format/words';
import { Absent } from './AbsentSection';
import { CallNowSection } from './CallNowSection';
import { ChangeBanner } from './ChangeBanner';
import { DeathBanner } from './DeathBanner';
import { EmergencyBanner } from './EmergencyBanner';
import { Foot } from './Foot';
import { callAdviceOf } from './callNow';
import { hindranceOf } from './hindrance';
import { OpenInEmergency } from './OpenInEmergency';
import { PanelActions } from './PanelActions';
import { panelStateOf } from './panelState';
import { FocusOfCareSection, MedicinesSection, PlacesSection } from './PlanSections';
import { ResuscitationPanel } from './ResuscitationPanel';

export interface UrgentViewProps {
  readonly view: UrgentPerson;
  readonly live: LiveState;
  readonly notice: ChangeNotice | undefined;
  readonly isAsking: boolean;
  readonly mayWithdraw: boolean;
  readonly onTryAgain: () => void;
  readonly onSeen: () => void;
  readonly onRetryWords: () => void;
  /** The reader saved, or opened the record, at this position; resolves once it is shown. */
  readonly onSaved: (position: string) => Promise<void>;
}

export function UrgentView(props: UrgentViewProps) {
  const { view, live, notice, isAsking, mayWithdraw } = props;
  const { onTryAgain, onSeen, onRetryWords, onSaved } = props;
  const { identity, contacts, endOfLifePlan: plan } = view;
  const cutOff = isCutOff(live);
  const state = panelStateOf(view.cprDecision, live);
  const reading = readingOf(view);
  const now = reading?.at ?? new Date().toISOString();
  const called = identity.__typename === 'Identity' ? calledName(identity.name) : undefined;
  const hasDied = identity.__typename === 'Identity' && identity.died !== null;
  const isPublished = plan.__typename === 'EndOfLifePlan' && plan.version !== null;
  return (
    <main className="urgent" id="main">
      <ChangeBanner notice={notice} now={now} onSeen={onSeen} onRetryWords={onRetryWords} />
      <DeathBanner identity={identity} />
      <EmergencyBanner opening={view.emergencyOpening} />
      <div className="panes">
        <ResuscitationPanel
          state={state}
          facts={{ called, now, hasDied }}
          advice={callAdviceOf(contacts)}
          onTryAgain={onTryAgain}
          isAsking={isAsking}
          isBeingWritten={plan.__typename === 'EndOfLifePlan' && plan.version === null}
          warning={warningOf(view)}
          opening={
            state.kind === 'withheld' ? (
              <OpenInEmergency personId={view.id} rule={state.answer.rule} onOpened={onSaved} />
            ) : null
          }
        >
          <PanelActions
            personId={view.id}
            state={state}
            mayWithdraw={mayWithdraw}
            hindrance={hindranceOf(identity, live)}
            onSaved={onSaved}
          />
        </ResuscitationPanel>
        <div className="column column--beside">
          {isPublished ? (
            <FocusOfCareSection answer={plan.focusOfCare} isCutOff={cutOff} hasDied={hasDied} />
          ) : null}
          <CallNowSection contacts={contacts} identity={identity} isCutOff={cutOff} />
        </div>
        <div className="column">
          {isPublished ? (
            <>
              <MedicinesSection answer={plan.anticipatoryMedicines} isCutOff={cutOff} />
              <PlacesSection
                care={plan.preferredPlaceOfCare}
                death={plan.preferredPlaceOfDeath}
                isCutOff={cutOff}
                hasDied={hasDied}
              />
            </>
          ) : (
            <section aria-labelledby="plan-heading">
              <h2 id="plan-heading">End-of-life plan</h2>
              {plan.__typename === 'EndOfLifePlan' ? (
                <p className="absent">A plan is being written. Nothing of it has been published.</p>
              ) : (
                <Absent absence={plan} what="an end-of-life plan" isCutOff={cutOff} />
              )}
            </section>
          )}
        </div>
      </div>
      <Foot view={view} live={live} />
    </main>
  );
}

/** Stands over the decision where it is not sure whose it is, or how old; "none" says so itself. */
function warningOf({ identity, cprDecision }: UrgentPerson): string | undefined {
  if (!('reading' in cprDecision)) return undefined;
  const { at, current } = cprDecision.reading;
  const warnings = [
    ...(identity.__typename === 'Identity' ? [] : ['Not confirmed whose this is.']),
    ...(current || cprDecision.__typename === 'NotRecorded'
      ? []
      : [`May be out of date. This is as it stood at ${formatSeconds(at)}.`]),
  ];
  return warnings.length === 0 ? undefined : warnings.join(' ');
}
