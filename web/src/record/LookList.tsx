/** Everybody who looked at the record, newest first, one after the other in plain words. */
import { useEffect, useRef } from 'react';
import { joinParts, upperFirst } from '../format/words';
import type { Look, Looks } from './recordAnswers';
import { NoAnswer } from './NoAnswer';
import { groupLooks, partsList, whenWords, type LookGroup } from './recordWords';

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
          <Rows groups={groupLooks(answer.edges.map(({ node }) => node))} />
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

/** The focus goes on to the first of those that came, so that a keyboard reads on. */
function Rows({ groups }: { readonly groups: readonly LookGroup[] }) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(groups.length);
  useEffect(() => {
    const from = before.current;
    before.current = groups.length;
    if (groups.length <= from) return;
    list.current?.children[from]?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }, [groups.length]);
  return (
    <ol className="rows" ref={list}>
      {groups.map((group, index) => (
        // Entries are only ever added at the end.
        <li key={index} className="look">
          <LookRow group={group} />
        </li>
      ))}
    </ol>
  );
}

function LookRow({ group }: { readonly group: LookGroup }) {
  const { did, parts, why, refused } = group.look;
  return (
    <>
      <h3 tabIndex={-1}>{whenWords(group)}</h3>
      <p>
        {lookerWords(group.look)}: <strong>{did}</strong>.
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
  if (role === 'patient') return 'You';
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
      <p className="sub">These are the newest {count} looks. There are older ones.</p>
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
