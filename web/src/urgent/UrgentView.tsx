/**
 * The urgent view of one person, in the order of UX.md: who, what changed, resuscitation, focus of
 * care, who to call, medicines in the home, where the person wants to be, where all this comes from.
 */
import type { ChangeNotice } from '../live/changeNotice';
import type { LiveState } from '../live/liveState';
import { isCutOff } from '../live/liveState';
import { readingOf } from '../live/freshness';
import type { UrgentPerson } from '../graph/personView';
import { calledName } from '../format/words';
import { Absent } from './AbsentSection';
import { CallNowSection } from './CallNowSection';
import { ChangeBanner } from './ChangeBanner';
import { DeathBanner } from './DeathBanner';
import { Foot } from './Foot';
import { numberToCall } from './callNow';
import { panelStateOf } from './panelState';
import { FocusOfCareSection, MedicinesSection, PlacesSection } from './PlanSections';
import { RecordSection } from './RecordSection';
import { ResuscitationPanel } from './ResuscitationPanel';

export interface UrgentViewProps {
  readonly view: UrgentPerson;
  readonly live: LiveState;
  readonly notice: ChangeNotice | undefined;
  readonly isAsking: boolean;
  readonly mayWithdraw: boolean;
  /** The reader has the page of the whole plan. */
  readonly mayReadPlan: boolean;
  readonly onTryAgain: () => void;
  readonly onSeen: () => void;
  readonly onRetryWords: () => void;
  readonly onSaved: (position: string) => void;
}

export function UrgentView(props: UrgentViewProps) {
  const { view, live, notice, isAsking, mayWithdraw, mayReadPlan } = props;
  const { onTryAgain, onSeen, onRetryWords, onSaved } = props;
  const { identity, contacts, endOfLifePlan: plan } = view;
  const cutOff = isCutOff(live);
  const state = panelStateOf(view.cprDecision, cutOff);
  const reading = readingOf(view);
  const now = reading?.at ?? new Date().toISOString();
  const called = identity.__typename === 'Identity' ? calledName(identity.name) : undefined;
  const hasDied = identity.__typename === 'Identity' && identity.died !== null;
  return (
    <main className="urgent" id="main">
      <ChangeBanner notice={notice} now={now} onSeen={onSeen} onRetryWords={onRetryWords} />
      <DeathBanner identity={identity} />
      <ResuscitationPanel
        state={state}
        facts={{ called, now }}
        toCall={contacts.__typename === 'Contacts' ? numberToCall(contacts.contacts) : undefined}
        onTryAgain={onTryAgain}
        isAsking={isAsking}
        isBeingWritten={plan.__typename === 'EndOfLifePlan' && plan.version === null}
        hasDied={hasDied}
      />
      {plan.__typename === 'EndOfLifePlan' && plan.version !== null ? (
        <>
          <FocusOfCareSection answer={plan.focusOfCare} isCutOff={cutOff} />
          <CallNowSection contacts={contacts} identity={identity} isCutOff={cutOff} />
          <MedicinesSection answer={plan.anticipatoryMedicines} isCutOff={cutOff} />
          <PlacesSection
            care={plan.preferredPlaceOfCare}
            death={plan.preferredPlaceOfDeath}
            isCutOff={cutOff}
          />
        </>
      ) : (
        <>
          <CallNowSection contacts={contacts} identity={identity} isCutOff={cutOff} />
          <section className="wide" aria-labelledby="plan-heading">
            <h2 id="plan-heading">End-of-life plan</h2>
            {plan.__typename === 'EndOfLifePlan' ? (
              <p className="absent">A plan is being written. Nothing of it has been published.</p>
            ) : (
              <Absent absence={plan} what="an end-of-life plan" isCutOff={cutOff} />
            )}
          </section>
        </>
      )}
      <RecordSection
        personId={view.id}
        identity={identity}
        state={state}
        mayWithdraw={mayWithdraw}
        isCutOff={cutOff}
        onSaved={onSaved}
      />
      <Foot view={view} live={live} mayReadPlan={mayReadPlan} />
    </main>
  );
}
