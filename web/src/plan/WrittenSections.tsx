/**
 * The sections of a plan in the order in which a crew reads them, each with its form and its draft
 * beside what is published; and the list of them, saying what is written and what is missing.
 */
import type { CprDecision } from '../graph/decision';
import type { PlanDraft, WrittenPlan } from '../graph/personView';
import type { MutationName } from '../graph/mutations';
import type { FieldShape } from '../page/Field';
import { may, type ViewerState } from '../page/viewer';
import { Beside } from './Beside';
import { CprSection } from './CprSection';
import { changedInput, type Values } from './formInput';
import type { PlanDesk } from './planDesk';
import {
  focusFields,
  focusValues,
  medicinesFields,
  medicinesValues,
  placeOfCareFields,
  placeOfCareValues,
  placeOfDeathFields,
  placeOfDeathValues,
} from './sectionFields';
import { SectionForm } from './SectionForm';
import { sectionLines } from './sectionWords';

type SectionName = Exclude<keyof typeof headings, 'cprDecision'>;

const headings = {
  cprDecision: 'Resuscitation',
  focusOfCare: 'Focus of care',
  anticipatoryMedicines: 'Medicines in the home',
  preferredPlaceOfCare: 'Where the person wants to be cared for',
  preferredPlaceOfDeath: 'Where the person wants to die',
} as const;

interface SectionShape {
  readonly name: SectionName;
  readonly mutation: MutationName;
  readonly fields: readonly FieldShape[];
  readonly valuesOf: (draft: PlanDraft) => Values;
}

const shapes: readonly SectionShape[] = [
  {
    name: 'focusOfCare',
    mutation: 'stateFocusOfCare',
    fields: focusFields,
    valuesOf: (draft) => focusValues(draft.focusOfCare),
  },
  {
    name: 'anticipatoryMedicines',
    mutation: 'recordAnticipatoryMedicines',
    fields: medicinesFields,
    valuesOf: (draft) => medicinesValues(draft.anticipatoryMedicines),
  },
  {
    name: 'preferredPlaceOfCare',
    mutation: 'statePreferredPlaceOfCare',
    fields: placeOfCareFields,
    valuesOf: (draft) => placeOfCareValues(draft.preferredPlaceOfCare),
  },
  {
    name: 'preferredPlaceOfDeath',
    mutation: 'statePreferredPlaceOfDeath',
    fields: placeOfDeathFields,
    valuesOf: (draft) => placeOfDeathValues(draft.preferredPlaceOfDeath),
  },
];

export interface WrittenSectionsProps {
  readonly desk: PlanDesk;
  readonly plan: WrittenPlan;
  readonly draft: PlanDraft;
  readonly published: CprDecision;
  readonly viewer: ViewerState;
}

export function WrittenSections({ desk, plan, draft, published, viewer }: WrittenSectionsProps) {
  const hasVersion = plan.version !== null;
  const mayWrite = may(viewer, 'WRITE_PLAN');
  return (
    <>
      <section className="card" aria-labelledby="cprDecision-heading">
        <h2 id="cprDecision-heading" tabIndex={-1}>
          {headings.cprDecision}
        </h2>
        <Beside
          draft={sectionLines(draft.cprDecision)}
          published={sectionLines(published)}
          hasVersion={hasVersion}
        />
        <CprSection desk={desk} draft={draft.cprDecision} published={published} viewer={viewer} />
      </section>
      {shapes.map(({ name, mutation, fields, valuesOf }) => (
        <section className="card" key={name} aria-labelledby={`${name}-heading`}>
          <h2 id={`${name}-heading`} tabIndex={-1}>
            {headings[name]}
          </h2>
          <Beside
            draft={sectionLines(draft[name])}
            published={sectionLines(plan[name])}
            hasVersion={hasVersion}
          />
          {mayWrite ? (
            <SectionForm
              desk={desk}
              form={name}
              mutation={mutation}
              fields={fields}
              saved={valuesOf(draft)}
              button="Save to the draft"
              inputOf={changedInput}
              isBasedOn
            />
          ) : null}
        </section>
      ))}
    </>
  );
}

/** The sections as a list of tasks: what is written, what is missing, what could not be loaded. */
export function SectionList({ draft }: { readonly draft: PlanDraft }) {
  return (
    <nav className="card sections" aria-label="Sections of the plan">
      <h2>Sections</h2>
      <ul>
        {(Object.keys(headings) as (keyof typeof headings)[]).map((name) => (
          <li key={name}>
            <button type="button" className="as-link" onClick={() => show(`${name}-heading`)}>
              {headings[name]}
            </button>
            <span>{taskWords(draft[name])}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function taskWords(section: PlanDraft[keyof typeof headings]): string {
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
      return 'withdrawn';
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

/** The address of the page holds who is open, so a jump moves the focus and not the address. */
function show(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
