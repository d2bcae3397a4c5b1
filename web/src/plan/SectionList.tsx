/** The sections as a list of tasks: what is written, what is missing, what could not be loaded. */
import type { PlanDraft } from '../graph/personView';
import type { ContactsAnswer } from '../graph/sections';
import { showPart } from '../page/showPart';
import { endedKind } from '../urgent/decisionFacts';
import { sectionNames, sectionOrder, type SectionName } from './sectionNames';

export interface SectionListProps {
  readonly draft: PlanDraft;
  readonly contacts: ContactsAnswer;
  /** After a death nothing is published any more. */
  readonly hasDied: boolean;
}

export function SectionList({ draft, contacts, hasDied }: SectionListProps) {
  return (
    <nav className="card sections" aria-label="Sections of the plan">
      <h2>Sections</h2>
      <ul>
        {sectionOrder.map((name) => (
          <Task key={name} id={name} words={taskWords(draft[name])}>
            {sectionNames[name]}
          </Task>
        ))}
        <Task id="contacts" words={contactsTaskWords(contacts)}>
          Who to call
        </Task>
      </ul>
      {hasDied ? null : (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() => showPart('publish-heading')}
        >
          Review and publish
        </button>
      )}
    </nav>
  );
}

function Task({ id, words, children }: { id: string; words: string; children: string }) {
  return (
    <li>
      <button type="button" className="as-link" onClick={() => showPart(`${id}-heading`)}>
        {children}
      </button>
      <span>{words}</span>
    </li>
  );
}

/** What a section lacks, or that it is written. */
export function taskWords(section: PlanDraft[SectionName]): string {
  switch (section.__typename) {
    case 'NotRecorded':
      return 'nothing written';
    case 'Withheld':
      return 'withheld from you';
    case 'NotShared':
      return 'not shared with you';
    case 'Unavailable':
      return 'could not be loaded';
    case 'CprWithdrawn':
      return `decision ${endedKind(section.ended)} CPR withdrawn`;
    case 'CprConflicting':
      return 'two disagree';
    case 'CprRecorded':
      return section.decision.endorsement === null ? 'not yet endorsed' : 'endorsed';
    case 'FocusOfCare':
    case 'AnticipatoryMedicines':
    case 'PreferredPlaceOfCare':
    case 'PreferredPlaceOfDeath':
      return 'written';
  }
}

/** Whether somebody can be called at night, which is when a crew needs the number. */
export function contactsTaskWords(contacts: ContactsAnswer): string {
  switch (contacts.__typename) {
    case 'NotRecorded':
      return 'nobody yet';
    case 'Withheld':
      return 'withheld from you';
    case 'NotShared':
      return 'not shared with you';
    case 'Unavailable':
      return 'could not be loaded';
    case 'Contacts': {
      if (contacts.contacts.length === 0) return 'nobody yet';
      const atNight = contacts.contacts.filter(({ availability }) => availability !== 'IN_HOURS');
      return atNight.length === 0 ? 'no night number' : 'night number given';
    }
  }
}
