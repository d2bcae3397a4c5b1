/**
 * The plan of one person, to be written: its sections as tasks, each with its draft beside what is
 * published and a form; then what publishing will change, who has seen it, its versions, its end.
 */
import { formatDate, formatSeconds, londonDay } from '../format/dates';
import type { PlanPerson, WrittenPlan } from '../graph/personView';
import type { FollowedPerson } from '../live/followPerson';
import { Link } from '../page/Link';
import { personAddress } from '../page/place';
import { may, type ViewerState } from '../page/viewer';
import { Absent } from '../urgent/AbsentSection';
import { DeathBanner } from '../urgent/DeathBanner';
import { planEndWords } from '../urgent/decisionFacts';
import { AboutPerson } from './AboutPerson';
import { ContactsSection } from './ContactsSection';
import { EndPlan } from './EndPlan';
import type { PlanDesk } from './planDesk';
import { contactsRevision, deskOf, personRevision, planRevision } from './planDesk';
import { PublishSection } from './PublishSection';
import { SectionList } from './SectionList';
import { SeenBy } from './SeenBy';
import { StartPlan } from './StartPlan';
import { VersionHistory } from './VersionHistory';
import { WrittenSections } from './WrittenSections';

export interface PlanEditorProps {
  readonly followed: FollowedPerson<PlanPerson>;
  readonly view: PlanPerson;
  readonly viewer: ViewerState;
}

export function PlanEditor({ followed, view, viewer }: PlanEditorProps) {
  const { endOfLifePlan: plan, contacts, identity } = view;
  if (identity.__typename === 'PersonNotFound') {
    return (
      <main className="plain" id="main">
        <p>The link may be old. Find the person by NHS number or name.</p>
      </main>
    );
  }
  if (identity.__typename === 'PersonErased') {
    return (
      <main className="plain" id="main">
        <p>Nothing can be written to it. If the person comes back to care, register them anew.</p>
      </main>
    );
  }
  const desk = deskOf(followed, view, planRevision);
  const live = plan.__typename === 'EndOfLifePlan' && plan.lifecycle !== 'ENDED' ? plan : undefined;
  const draft = live?.draft.__typename === 'PlanDraft' ? live.draft : undefined;
  const hasDied = identity.__typename === 'Identity' && identity.died !== null;
  return (
    <main className="desk" id="main">
      <DeathBanner identity={identity} />
      {draft === undefined ? null : <SectionList draft={draft} contacts={contacts} />}
      <div className="desk__main">
        {hasDied && live !== undefined ? <AfterDeath /> : null}
        {live === undefined ? (
          <NoPlan desk={desk} plan={plan} mayStart={may(viewer, 'WRITE_PLAN') && !hasDied} />
        ) : (
          <Written desk={desk} plan={live} view={view} viewer={viewer} hasDied={hasDied} />
        )}
        <section className="card" aria-labelledby="contacts-heading">
          <h2 id="contacts-heading" tabIndex={-1}>
            Who to call
          </h2>
          <ContactsSection
            desk={deskOf(followed, view, contactsRevision)}
            contacts={contacts}
            mayWrite={may(viewer, 'WRITE_CONTACTS')}
          />
        </section>
        <AboutPerson
          desk={deskOf(followed, view, personRevision)}
          identity={identity}
          viewer={viewer}
        />
      </div>
      {plan.__typename === 'EndOfLifePlan' ? (
        <aside className="desk__side" aria-label="Publishing and history">
          {draft !== undefined && !hasDied ? (
            <PublishSection
              desk={desk}
              plan={plan}
              draft={draft}
              published={view.cprDecision}
              mayPublish={may(viewer, 'PUBLISH_PLAN')}
            />
          ) : null}
          <SeenBy plan={plan} />
          <VersionHistory personId={view.id} page={plan.versions} />
          {live !== undefined && may(viewer, 'END_PLAN') ? (
            <EndPlan desk={desk} identity={identity} />
          ) : null}
        </aside>
      ) : null}
      <ReadAt plan={plan} hasDraft={draft !== undefined} />
    </main>
  );
}

interface WrittenProps {
  readonly desk: PlanDesk;
  readonly plan: WrittenPlan;
  readonly view: PlanPerson;
  readonly viewer: ViewerState;
  readonly hasDied: boolean;
}

function Written({ desk, plan, view, viewer, hasDied }: WrittenProps) {
  const { draft } = plan;
  switch (draft.__typename) {
    case 'PlanDraft':
      return (
        <WrittenSections
          desk={desk}
          plan={plan}
          draft={draft}
          published={view.cprDecision}
          viewer={viewer}
          hasDied={hasDied}
        />
      );
    case 'Withheld':
      return (
        <section className="card">
          <h2>The draft is withheld from you</h2>
          <p>{draft.message}</p>
          <p className="screen-only">
            <Link to={personAddress('/urgent', view.id)}>See what is published</Link>
          </p>
        </section>
      );
    case 'Unavailable':
      return (
        <section className="card">
          <h2>The draft could not be loaded</h2>
          <p>Something may be written. Nothing can be changed until it is shown.</p>
          <button type="button" className="nhsuk-button" onClick={() => void desk.readRevision()}>
            Try again
          </button>
        </section>
      );
  }
}

function AfterDeath() {
  return (
    <section className="card" aria-labelledby="after-death-heading">
      <h2 id="after-death-heading">The plan takes nothing new</h2>
      <p>This person has died. What is written stays as it is; what is left to do is to end it.</p>
    </section>
  );
}

interface NoPlanProps {
  readonly desk: PlanDesk;
  readonly plan: PlanPerson['endOfLifePlan'];
  readonly mayStart: boolean;
}

function NoPlan({ desk, plan, mayStart }: NoPlanProps) {
  if (plan.__typename === 'EndOfLifePlan') {
    return (
      <section className="card">
        <h2>The plan has ended</h2>
        <p>{plan.ended === null ? 'Nobody has said why.' : planEndWords(plan.ended)}</p>
        {mayStart ? <StartPlan desk={desk} button="Start a new plan" /> : null}
      </section>
    );
  }
  return (
    <section className="card">
      <h2>End-of-life plan</h2>
      <Absent absence={plan} what="an end-of-life plan" isCutOff={false} />
      {plan.__typename === 'NotRecorded' && mayStart ? (
        <StartPlan desk={desk} button="Start the plan" />
      ) : null}
    </section>
  );
}

/** As of when this is, which paper needs more than a page does. */
function ReadAt({
  plan,
  hasDraft,
}: {
  readonly plan: PlanPerson['endOfLifePlan'];
  readonly hasDraft: boolean;
}) {
  return (
    <div className="read-at">
      {plan.__typename === 'EndOfLifePlan' ? (
        <p className="sub">
          Read {formatDate(londonDay(plan.reading.at))} at {formatSeconds(plan.reading.at)}
          {plan.reading.current ? ' from the record itself' : ', and may be out of date'}.
          {hasDraft ? ' A draft is not in force.' : ''}
        </p>
      ) : null}
      <button type="button" className="as-link" onClick={() => window.print()}>
        Print this page
      </button>
    </div>
  );
}
