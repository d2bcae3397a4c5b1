/** Ending the plan, with the reason: what cannot be undone asks first, by opening its own form. */
import { useState } from 'react';
import type { FieldShape } from '../page/Field';
import { wholeInput } from './formInput';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

const endFields: readonly FieldShape[] = [
  {
    name: 'reason',
    label: 'Why the plan ends',
    kind: 'radios',
    isRequired: true,
    choices: [
      { value: 'DIED', words: 'The person has died' },
      { value: 'MOVED_AWAY', words: 'The person has moved away' },
      { value: 'DECLINED', words: 'The person does not want the plan any more' },
      { value: 'SUPERSEDED', words: 'Another plan takes its place' },
    ],
  },
  { name: 'endedOn', label: 'When', kind: 'date' },
  { name: 'detail', label: 'Anything to add', kind: 'long' },
];
const noValues = {};

export function EndPlan({ desk }: { readonly desk: PlanDesk }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-labelledby="end-heading" className="card">
      <h2 id="end-heading">End the plan</h2>
      {isOpen ? (
        <>
          <p>Everybody who may see the plan is told. An ended plan cannot be opened again.</p>
          <SectionForm
            desk={desk}
            form="end"
            mutation="endEndOfLifePlan"
            fields={endFields}
            saved={noValues}
            button="End this plan"
            inputOf={wholeInput}
            isBasedOn={false}
          />
          <button type="button" className="as-link" onClick={() => setIsOpen(false)}>
            Leave it as it is
          </button>
        </>
      ) : (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() => setIsOpen(true)}
        >
          End the plan
        </button>
      )}
    </section>
  );
}
