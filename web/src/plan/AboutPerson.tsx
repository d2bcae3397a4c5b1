/**
 * Who the person is and whether they have died: what is recorded, with the forms that change it.
 * Both belong to the person, not to the draft: what is saved shows at once, everywhere.
 */
import { formatDate } from '../format/dates';
import { joinParts, lowerFirst, upperFirst } from '../format/words';
import type { Identity, PersonIdentity } from '../graph/identity';
import { may, type ViewerState } from '../page/viewer';
import { addressWords } from '../urgent/WhoHeader';
import { changedInput, wholeInput } from './formInput';
import { OpenForm } from './OpenForm';
import {
  correctDeathFields,
  deathValues,
  demographicsFields,
  demographicsValues,
  isWhereShown,
  recordDeathFields,
} from './personFields';
import type { PlanDesk } from './planDesk';
import { SectionForm } from './SectionForm';

export interface AboutPersonProps {
  /** Its revision is that of the person, not of the plan. */
  readonly desk: PlanDesk;
  readonly identity: PersonIdentity;
  readonly viewer: ViewerState;
}

export function AboutPerson({ desk, identity, viewer }: AboutPersonProps) {
  return (
    <section className="card" aria-labelledby="person-heading">
      <h2 id="person-heading" tabIndex={-1}>
        About this person
      </h2>
      {identity.__typename === 'Identity' ? (
        <>
          <Facts identity={identity} />
          {may(viewer, 'CHANGE_DEMOGRAPHICS') ? (
            <ChangeDemographics desk={desk} identity={identity} />
          ) : null}
          <Death desk={desk} identity={identity} mayRecord={may(viewer, 'RECORD_DEATH')} />
        </>
      ) : (
        <p className="absent absent--unavailable">
          Who this is cannot be shown, so nothing about them can be changed here.
        </p>
      )}
    </section>
  );
}

function Facts({ identity }: { readonly identity: Identity }) {
  const { name, address, telephone } = identity;
  const facts = [
    { term: 'Name', words: [name.prefix, ...name.given, name.family].filter(Boolean).join(' ') },
    ...(name.preferred === null ? [] : [{ term: 'Called', words: name.preferred }]),
    { term: 'Lives', words: upperFirst(addressWords(address)) },
    { term: 'Telephone', words: telephoneWords(telephone) },
  ];
  return (
    <dl className="facts">
      {facts.map(({ term, words }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function telephoneWords(telephone: Identity['telephone']): string {
  switch (telephone.__typename) {
    case 'Telephone':
      return telephone.number;
    case 'NotRecorded':
      return 'No telephone recorded';
    case 'Withheld':
      return 'Telephone withheld from you';
    case 'Unavailable':
      return 'Telephone could not be loaded';
  }
}

interface FormProps {
  readonly desk: PlanDesk;
  readonly identity: Identity;
}

function ChangeDemographics({ desk, identity }: FormProps) {
  return (
    <OpenForm form="demographics" button="Change these details">
      {(onSaved) => (
        <>
          <p>What you save shows at once, to everybody who may see it.</p>
          {isWhereShown(identity) ? null : (
            <p>Address and telephone are not shown to you, so they cannot be changed here.</p>
          )}
          <SectionForm
            desk={desk}
            form="demographics"
            mutation="changeDemographics"
            fields={demographicsFields(identity)}
            saved={demographicsValues(identity)}
            button="Save these details"
            inputOf={changedInput}
            isBasedOn
            onSaved={onSaved}
          />
        </>
      )}
    </OpenForm>
  );
}

function Death({ desk, identity, mayRecord }: FormProps & { readonly mayRecord: boolean }) {
  const { died } = identity;
  return (
    <>
      {died === null ? null : (
        <p>
          <strong>Died</strong>{' '}
          {joinParts(
            died.on === null ? 'on a day that is not recorded' : formatDate(died.on),
            died.place === null ? 'at a place that is not recorded' : lowerFirst(died.place),
          )}
          .
        </p>
      )}
      {mayRecord ? (
        <OpenForm
          form={died === null ? recordForm : correctForm}
          button={
            died === null ? 'Record that this person has died' : 'Correct the day or the place'
          }
        >
          {(onSaved) =>
            died === null ? (
              <RecordDeath key={recordForm} desk={desk} identity={identity} onSaved={onSaved} />
            ) : (
              <CorrectDeath key={correctForm} desk={desk} identity={identity} onSaved={onSaved} />
            )
          }
        </OpenForm>
      ) : null}
    </>
  );
}

interface DeathFormProps extends FormProps {
  readonly onSaved: () => void;
}

function RecordDeath({ desk, identity, onSaved }: DeathFormProps) {
  return (
    <>
      <h3>Record a death</h3>
      <p>
        Everybody who may see this person is told at once, and the plan takes nothing new.{' '}
        <strong>It cannot be taken back</strong>: only the day and the place can be corrected.
      </p>
      <SectionForm
        desk={desk}
        form={recordForm}
        mutation="recordDeath"
        fields={recordDeathFields(identity)}
        saved={noValues}
        button="Record the death"
        inputOf={wholeInput}
        isBasedOn={false}
        onSaved={onSaved}
      />
    </>
  );
}

function CorrectDeath({ desk, identity, onSaved }: DeathFormProps) {
  return (
    <SectionForm
      desk={desk}
      form={correctForm}
      mutation="recordDeath"
      fields={correctDeathFields(identity)}
      saved={deathValues(identity)}
      button="Save the correction"
      inputOf={changedInput}
      about={{ corrects: true }}
      isBasedOn={false}
      onSaved={onSaved}
    />
  );
}

const recordForm = 'death';
const correctForm = 'death-correction';
const noValues = {};
