/**
 * The sections of the plan that a crew reads beside the decision: focus of care, medicines in the
 * home, and where the person wants to be. Each says in words when it holds nothing, and why.
 */
import type {
  AnticipatoryMedicines,
  DeathPlace,
  FocusOfCare,
  PreferredPlaceOfCare,
  PreferredPlaceOfDeath,
} from '../graph/sections';
import { deathPlaceChoices, issuedBoxCode, supplyChoices, wordsOf } from '../codes';
import { formatDate } from '../format/dates';
import { asSentence, joinParts, lowerFirst, placeWords, upperFirst } from '../format/words';
import { Absent } from './AbsentSection';

interface SectionProps<Answer> {
  readonly answer: Answer;
  readonly isCutOff: boolean;
  /** Then wishes are told as what they were. */
  readonly hasDied: boolean;
}

export const priorityWords = {
  EXTEND_LIFE: 'Extending life first.',
  BALANCE: 'A balance of longer life and comfort.',
  COMFORT: 'Comfort first.',
} as const;

export function FocusOfCareSection({ answer, isCutOff, hasDied }: SectionProps<FocusOfCare>) {
  return (
    <section className="focus" aria-labelledby="focus-heading">
      <h2 id="focus-heading">Focus of care</h2>
      {answer.__typename === 'FocusOfCare' ? (
        <Focus answer={answer} hasDied={hasDied} />
      ) : (
        <Absent absence={answer} what="what care should aim for" isCutOff={isCutOff} />
      )}
    </section>
  );
}

interface FocusProps {
  readonly answer: Extract<FocusOfCare, { __typename: 'FocusOfCare' }>;
  readonly hasDied: boolean;
}

function Focus({ answer, hasDied }: FocusProps) {
  const { priority, statement, wouldWant, wouldNotWant, agreedWith, agreedOn } = answer;
  const headline = focusHeadline(priority === null ? '' : priorityWords[priority], statement ?? '');
  const agreed = joinParts(agreedOn && formatDate(agreedOn), agreedWith && `with ${agreedWith}`);
  return (
    <>
      {headline === '' ? null : <p className="headline">{headline}</p>}
      <div className="wants">
        <WantsList
          className="wants__yes"
          heading={hasDied ? 'Wanted' : 'Would want'}
          items={wouldWant}
        />
        <WantsList
          className="wants__no"
          heading={hasDied ? 'Did not want' : 'Would not want'}
          items={wouldNotWant}
        />
      </div>
      <p className="sub">
        {agreed === '' ? 'Nobody has said with whom this was agreed' : `Agreed ${agreed}`}
      </p>
    </>
  );
}

/** What comes first, then what care should aim for; said once where the second says it again. */
export function focusHeadline(priority: string, statement: string): string {
  const firstWord = (text: string): string => text.split(/[ .,]/)[0]?.toLowerCase() ?? '';
  const saysItAgain = statement !== '' && firstWord(statement) === firstWord(priority);
  return saysItAgain ? asSentence(statement) : `${priority} ${statement}`.trim();
}

function WantsList(props: { className: string; heading: string; items: readonly string[] }) {
  const { className, heading, items } = props;
  return (
    <div className={className}>
      <h3>{heading}</h3>
      {items.length === 0 ? (
        <p>Nothing is listed.</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

type MedicinesProps = Omit<SectionProps<AnticipatoryMedicines>, 'hasDied'>;

export function MedicinesSection({ answer, isCutOff }: MedicinesProps) {
  return (
    <section aria-labelledby="medicines-heading">
      <h2 id="medicines-heading">Medicines in the home</h2>
      {answer.__typename === 'AnticipatoryMedicines' ? (
        <Medicines answer={answer} />
      ) : (
        <Absent absence={answer} what="just-in-case medicines" isCutOff={isCutOff} />
      )}
    </section>
  );
}

function Medicines(props: {
  readonly answer: Extract<AnticipatoryMedicines, { __typename: 'AnticipatoryMedicines' }>;
}) {
  const { supply, medicines, keptAt, checkedOn, checkedBy, firstExpiryOn, stated } = props.answer;
  const isBox = supply?.code === issuedBoxCode;
  const where = keptAt ?? 'nobody has said where they are kept';
  const keptWords = isBox ? `Just-in-case box: ${lowerFirst(where)}` : upperFirst(where);
  const checked = joinParts(checkedOn && formatDate(checkedOn), checkedBy && `by ${checkedBy}`);
  const notes = [
    checked === '' ? `Written by ${stated.by}` : `Checked ${checked}`,
    ...(firstExpiryOn === null ? [] : [`first expiry ${formatDate(firstExpiryOn)}`]),
  ];
  return (
    <>
      <p>
        <strong>{asSentence(keptWords)}</strong>
      </p>
      {supply === null || isBox ? null : <p>{asSentence(wordsOf(supplyChoices, supply))}</p>}
      {medicines === null ? null : <p>{asSentence(medicines)}</p>}
      <p className="sub">{notes.join(' · ')}</p>
    </>
  );
}

export interface PlacesProps {
  readonly care: PreferredPlaceOfCare;
  readonly death: PreferredPlaceOfDeath;
  readonly isCutOff: boolean;
  readonly hasDied: boolean;
}

export function PlacesSection({ care, death, isCutOff, hasDied }: PlacesProps) {
  return (
    <section className="places" aria-labelledby="places-heading">
      <h2 id="places-heading">{hasDied ? 'Wanted' : 'Wants'} to be cared for, and to die</h2>
      <h3>Cared for</h3>
      {care.__typename === 'PreferredPlaceOfCare' ? (
        <Choices
          first={care.first}
          second={care.second}
          saidBy={care.saidBy}
          saidOn={care.saidOn}
        />
      ) : (
        <Absent absence={care} what="where the person wants to be cared for" isCutOff={isCutOff} />
      )}
      <h3>To die</h3>
      {death.__typename === 'PreferredPlaceOfDeath' ? (
        <Choices
          first={deathPlaceWords(death.first)}
          second={deathPlaceWords(death.second)}
          saidBy={death.saidBy}
          saidOn={death.saidOn}
        />
      ) : (
        <Absent absence={death} what="where the person wants to die" isCutOff={isCutOff} />
      )}
    </section>
  );
}

function Choices(props: {
  readonly first: string | null;
  readonly second: string | null;
  readonly saidBy: string | null;
  readonly saidOn: string | null;
}) {
  const { first, second, saidBy, saidOn } = props;
  const said = joinParts(saidBy && `by ${saidBy}`, saidOn && formatDate(saidOn));
  return (
    <>
      <p>
        <strong>1. {asSentence(first ?? 'No first choice stated')}</strong>
        {second === null ? '' : ` 2. ${asSentence(second)}`}
      </p>
      <p className="sub">{said === '' ? 'Nobody has written who said so' : `Said ${said}`}</p>
    </>
  );
}

/** `Hospice: St Wilfrid's` */
export function deathPlaceWords(choice: DeathPlace | null): string | null {
  if (choice === null) return null;
  const place = placeWords(wordsOf(deathPlaceChoices, choice.place));
  return choice.name === null ? place : `${place}: ${choice.name}`;
}
