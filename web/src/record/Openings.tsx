/** That the record was opened in an emergency: who, when, why, which parts, and what was found. */
import type { Openings as Answer, Opening } from './recordAnswers';
import { NoAnswer } from './NoAnswer';
import {
  notYetReviewed,
  openedWords,
  outcomeSentences,
  partsWords,
  whoWords,
  whyWords,
} from './recordWords';

export interface OpeningsProps {
  readonly answer: Answer;
  readonly onTryAgain: () => void;
}

export function Openings({ answer, onTryAgain }: OpeningsProps) {
  return (
    <section className="card" aria-labelledby="opened-heading">
      <h2 id="opened-heading">Opened in an emergency</h2>
      {answer.__typename === 'EmergencyAccessesTold' ? (
        <OpeningList openings={answer.accesses} />
      ) : (
        <NoAnswer answer={answer} onTryAgain={onTryAgain} />
      )}
    </section>
  );
}

function OpeningList({ openings }: { readonly openings: readonly Opening[] }) {
  if (openings.length === 0) return <p>Nobody has opened this record in an emergency.</p>;
  return (
    <ul className="rows">
      {openings.map((opening) => (
        <li key={`${opening.openedAt} ${opening.organisationName}`} className="look">
          <h3>{whoWords(opening)}</h3>
          <p>
            {openedWords(opening)} {whyWords(opening)}
          </p>
          <p>{partsWords(opening)}</p>
          <p>
            <strong>
              {opening.outcome === null ? notYetReviewed : outcomeSentences[opening.outcome]}
            </strong>
          </p>
        </li>
      ))}
    </ul>
  );
}
