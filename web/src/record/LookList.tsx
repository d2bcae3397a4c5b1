/** Everybody who looked at the record, newest first, one after the other in plain words. */
import { useEffect, useRef, useState } from 'react';
import { formatDate, formatTime, londonDay } from '../format/dates';
import { joinParts, upperFirst } from '../format/words';
import type { Look, Looks } from './recordAnswers';
import { NoAnswer } from './NoAnswer';
import { partsList } from './recordWords';

export interface LookListProps {
  readonly answer: Looks;
  readonly isAsking: boolean;
  readonly hasFailed: boolean;
  readonly onMore: () => Promise<void>;
  readonly onTryAgain: () => void;
}

export function LookList({ answer, isAsking, hasFailed, onMore, onTryAgain }: LookListProps) {
  return (
    <section className="card" aria-labelledby="looks-heading">
      <h2 id="looks-heading">Everybody who looked</h2>
      {answer.__typename === 'AccessLogConnection' ? (
        <>
          {answer.reading.current ? null : (
            <p>Looks of the last moments may be missing. Open this page again in a minute.</p>
          )}
          {answer.edges.length === 0 ? <p>Nobody has looked at this record.</p> : null}
          <Rows looks={answer.edges} />
          {answer.pageInfo.hasNextPage ? (
            <More
              count={answer.edges.length}
              isAsking={isAsking}
              hasFailed={hasFailed}
              onMore={onMore}
            />
          ) : null}
        </>
      ) : (
        <NoAnswer answer={answer} onTryAgain={onTryAgain} />
      )}
    </section>
  );
}

type Edge = { readonly cursor: string; readonly node: Look };

/** The focus goes on to the first of those that came, so that a keyboard reads on. */
function Rows({ looks }: { readonly looks: readonly Edge[] }) {
  const list = useRef<HTMLOListElement>(null);
  const [first] = useState(looks.length);
  const before = useRef(first);
  useEffect(() => {
    const from = before.current;
    before.current = looks.length;
    if (looks.length <= from) return;
    list.current?.children[from]?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }, [looks.length]);
  return (
    <ol className="rows" ref={list}>
      {looks.map(({ cursor, node }) => (
        <li key={cursor} className="look">
          <LookRow look={node} />
        </li>
      ))}
    </ol>
  );
}

function LookRow({ look }: { readonly look: Look }) {
  const { at, did, parts, why, refused } = look;
  return (
    <>
      <h3 tabIndex={-1}>
        {formatDate(londonDay(at))}, {formatTime(at)}
      </h3>
      <p>
        {lookerWords(look)}: <strong>{did}</strong>.
      </p>
      <p className="sub">
        {parts.length === 0 ? '' : `${refused ? 'Asked for' : 'Parts'}: ${partsList(parts)}. `}
        Why: {why}.
      </p>
    </>
  );
}

/** A person and their carers act for no organisation. */
function lookerWords({ role, organisationName, staffName }: Look): string {
  if (role === 'patient') return 'The person';
  if (role === 'carer') return 'A carer';
  return joinParts(staffName, staffName === null ? upperFirst(role) : role, organisationName);
}

interface MoreProps {
  readonly count: number;
  readonly isAsking: boolean;
  readonly hasFailed: boolean;
  readonly onMore: () => Promise<void>;
}

function More({ count, isAsking, hasFailed, onMore }: MoreProps) {
  return (
    <>
      <p className="sub">These are the newest {count}. There are older ones.</p>
      {hasFailed ? <p role="alert">The older ones could not be loaded.</p> : null}
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        aria-disabled={isAsking}
        onClick={() => void onMore()}
      >
        {isAsking ? 'Loading' : 'Show older ones'}
      </button>
    </>
  );
}
