/** Ending the plan, with the reason: what cannot be undone asks first, by opening its own form. */
import { formatDate } from '../format/dates';
import type { PersonIdentity } from '../graph/identity';
import type { FieldShape } from '../page/Field';
import { wholeInput, type Values } from './formInput';
import { OpenForm } from './OpenForm';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

const endFields: readonly FieldShape[] = [
  {
    name: 'reason',
    label: 'Why the plan ends',
    missing: 'Choose why the plan ends',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'DIED', words: 'The person has died' },
      { value: 'MOVED_AWAY', words: 'The person has moved away' },
      { value: 'DECLINED', words: 'The person does not want the plan any more' },
      { value: 'SUPERSEDED', words: 'Another plan takes its place' },
    ],
  },
  { name: 'endedOn', label: 'The day it ends', kind: 'date' },
  { name: 'detail', label: 'Anything to add', kind: 'long' },
];
export interface EndPlanProps {
  readonly desk: PlanDesk;
  readonly identity: PersonIdentity;
}

export function EndPlan({ desk, identity }: EndPlanProps) {
  return (
    <section aria-labelledby="end-heading" className="card screen-only">
      <h2 id="end-heading">End the plan</h2>
      <OpenForm form="end" button="End the plan">
        {(onSaved) => (
          <>
            <p>
              Everybody who may see the plan is told.{' '}
              <strong>An ended plan cannot be opened again.</strong>
            </p>
            <SectionForm
              desk={desk}
              form="end"
              mutation="endEndOfLifePlan"
              fields={endFields}
              saved={knownEnd(identity)}
              button="End this plan"
              inputOf={wholeInput}
              isBasedOn={false}
              onSaved={onSaved}
            />
          </>
        )}
      </OpenForm>
    </section>
  );
}

/** Where a death is recorded nobody is asked for it again. */
function knownEnd(identity: PersonIdentity): Values {
  if (identity.__typename !== 'Identity' || identity.died === null) return {};
  const { on } = identity.died;
  return { reason: 'DIED', endedOn: on?.length === 'YYYY-MM-DD'.length ? formatDate(on) : '' };
}
