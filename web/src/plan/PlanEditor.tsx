/**
 * The plan of one person, to be written: each section a form with its draft beside what is
 * published; then what publishing will change, who has seen the plan, its versions, and its end.
 */
import type { PlanPerson, WrittenPlan } from '../graph/personView';
import type { FollowedPerson } from '../live/followPerson';
import { formatDayAndTime } from '../format/dates';
import { joinParts } from '../format/words';
import { may, type ViewerState } from '../page/viewer';
import { Absent } from '../urgent/AbsentSection';
import { DeathBanner } from '../urgent/DeathBanner';
import { planEndWords } from '../urgent/decisionFacts';
import { ContactsSection } from './ContactsSection';
import { EndPlan } from './EndPlan';
import type { PlanDesk } from './planDesk';
import { PublishSection } from './PublishSection';
import { SectionList, WrittenSections } from './WrittenSections';
import { StartPlan } from './StartPlan';
import { VersionHistory } from './VersionHistory';

export interface PlanEditorProps {
  readonly followed: FollowedPerson<PlanPerson>;
  readonly view: PlanPerson;
  readonly viewer: ViewerState;
}

export function PlanEditor({ followed, view, viewer }: PlanEditorProps) {
  const { endOfLifePlan: plan, contacts, identity } = view;
  const desk = deskOf(followed, view);
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
  return (
    <main className="desk" id="main">
      <DeathBanner identity={identity} />
      <div className="desk__main">
        {plan.__typename === 'EndOfLifePlan' && plan.lifecycle !== 'ENDED' ? (
          <Written desk={desk} plan={plan} view={view} viewer={viewer} />
        ) : (
          <NoPlan desk={desk} plan={plan} mayWrite={may(viewer, 'WRITE_PLAN')} />
        )}
        <section className="card" aria-labelledby="contacts-heading">
          <h2 id="contacts-heading">Who to call</h2>
          <ContactsSection
            desk={desk}
            contacts={contacts}
            mayWrite={may(viewer, 'WRITE_CONTACTS')}
          />
        </section>
      </div>
      {plan.__typename === 'EndOfLifePlan' ? (
        <aside className="desk__side" aria-label="Publishing and history">
          {plan.lifecycle !== 'ENDED' && plan.draft.__typename === 'PlanDraft' ? (
            <PublishSection
              desk={desk}
              draft={plan.draft}
              mayPublish={may(viewer, 'PUBLISH_PLAN')}
            />
          ) : null}
          <SeenBy plan={plan} />
          <VersionHistory personId={view.id} page={plan.versions} />
          {plan.lifecycle !== 'ENDED' && may(viewer, 'END_PLAN') ? <EndPlan desk={desk} /> : null}
        </aside>
      ) : null}
    </main>
  );
}

interface WrittenProps {
  readonly desk: PlanDesk;
  readonly plan: WrittenPlan;
  readonly view: PlanPerson;
  readonly viewer: ViewerState;
}

function Written({ desk, plan, view, viewer }: WrittenProps) {
  const { draft } = plan;
  switch (draft.__typename) {
    case 'PlanDraft':
      return (
        <>
          <SectionList draft={draft} />
          <WrittenSections
            desk={desk}
            plan={plan}
            draft={draft}
            published={view.cprDecision}
            viewer={viewer}
          />
        </>
      );
    case 'Withheld':
      return (
        <section className="card">
          <h2>The draft is withheld from you</h2>
          <p>{draft.message}</p>
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

interface NoPlanProps {
  readonly desk: PlanDesk;
  readonly plan: PlanPerson['endOfLifePlan'];
  readonly mayWrite: boolean;
}

function NoPlan({ desk, plan, mayWrite }: NoPlanProps) {
  if (plan.__typename === 'EndOfLifePlan') {
    return (
      <section className="card">
        <h2>The plan has ended</h2>
        <p>{plan.ended === null ? 'Nobody has said why.' : planEndWords(plan.ended)}</p>
        {mayWrite ? <StartPlan desk={desk} button="Start a new plan" /> : null}
      </section>
    );
  }
  return (
    <section className="card">
      <h2>End-of-life plan</h2>
      <Absent absence={plan} what="an end-of-life plan" isCutOff={false} />
      {plan.__typename === 'NotRecorded' && mayWrite ? (
        <StartPlan desk={desk} button="Start the plan" />
      ) : null}
    </section>
  );
}

function SeenBy({ plan }: { readonly plan: WrittenPlan }) {
  return (
    <section className="card" aria-labelledby="seen-heading">
      <h2 id="seen-heading">Seen by</h2>
      {plan.seenBy.length === 0 ? (
        <p>Nobody has pressed “I have seen this”.</p>
      ) : (
        <ul className="rows">
          {plan.seenBy.map(({ by, at, position }) => (
            <li key={`${position} ${by.name} ${at}`}>
              {joinParts(by.name, by.role, by.organisationName)}
              <br />
              <span className="sub">{formatDayAndTime(at)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function deskOf(followed: FollowedPerson<PlanPerson>, view: PlanPerson): PlanDesk {
  const { endOfLifePlan: plan } = view;
  return {
    personId: view.id,
    revision: plan.__typename === 'EndOfLifePlan' ? plan.revision : '',
    onSaved: async ({ position }) => {
      followed.noteSaved(position);
      await followed.ask(position);
    },
    readRevision: async () => {
      await followed.ask();
      const shown = followed.state().shown?.view.endOfLifePlan;
      return shown?.__typename === 'EndOfLifePlan' ? shown.revision : undefined;
    },
  };
}
