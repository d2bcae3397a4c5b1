/**
 * The sections of a plan in the order in which a crew reads them: each with its draft beside what is
 * published, and a form that opens where the reader may write.
 */
import type { CprDecision } from '../graph/decision';
import type { PlanDraft, WrittenPlan } from '../graph/personView';
import type { MutationName } from '../graph/mutations';
import type { FieldShape } from '../page/Field';
import { may, type ViewerState } from '../page/viewer';
import { Beside } from './Beside';
import { CprSection } from './CprSection';
import { changedInput, type Values } from './formInput';
import { OpenForm } from './OpenForm';
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
import { sectionNames, type SectionName } from './sectionNames';
import { sectionLines } from './sectionWords';

interface SectionShape {
  readonly name: Exclude<SectionName, 'cprDecision'>;
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
  /** After a death the plan takes nothing new. */
  readonly hasDied: boolean;
}

export function WrittenSections(props: WrittenSectionsProps) {
  const { desk, plan, draft, published, viewer, hasDied } = props;
  const hasVersion = plan.version !== null;
  const mayWrite = may(viewer, 'WRITE_PLAN') && !hasDied;
  return (
    <>
      <section className="card" aria-labelledby="cprDecision-heading">
        <h2 id="cprDecision-heading" tabIndex={-1}>
          {sectionNames.cprDecision}
        </h2>
        <Beside
          draft={sectionLines(draft.cprDecision)}
          published={sectionLines(published)}
          hasVersion={hasVersion}
        />
        <CprSection
          desk={desk}
          draft={draft.cprDecision}
          published={published}
          viewer={viewer}
          hasDied={hasDied}
        />
      </section>
      {shapes.map(({ name, mutation, fields, valuesOf }) => (
        <section className="card" key={name} aria-labelledby={`${name}-heading`}>
          <h2 id={`${name}-heading`} tabIndex={-1}>
            {sectionNames[name]}
          </h2>
          <Beside
            draft={sectionLines(draft[name])}
            published={sectionLines(plan[name])}
            hasVersion={hasVersion}
          />
          {mayWrite && isWritable(draft[name]) ? (
            <OpenForm
              form={name}
              button={draft[name].__typename === 'NotRecorded' ? 'Write this' : 'Change this'}
              about={sectionNames[name]}
            >
              {(onSaved) => (
                <SectionForm
                  desk={desk}
                  form={name}
                  mutation={mutation}
                  fields={fields}
                  saved={valuesOf(draft)}
                  button="Save to the draft"
                  inputOf={changedInput}
                  isBasedOn
                  onSaved={onSaved}
                />
              )}
            </OpenForm>
          ) : null}
        </section>
      ))}
    </>
  );
}

/** What is not shown cannot be changed: an empty form would be written over it. */
function isWritable({ __typename }: PlanDraft[SectionName]): boolean {
  return __typename !== 'Unavailable' && __typename !== 'Withheld' && __typename !== 'NotShared';
}
