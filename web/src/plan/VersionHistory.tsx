/** The versions of the plan, newest first, each with what it changed and who signed it. */
import { useState } from 'react';
import * as z from 'zod/mini';
import { olderVersionsQuery } from '../graph/documents';
import { versionPage, type VersionPage, type VersionRecord } from '../graph/personView';
import { sendRequest } from '../graph/request';
import { formatDayAndTime } from '../format/dates';
import { joinParts } from '../format/words';

const olderAnswer = z.object({
  person: z.object({
    endOfLifePlan: z.object({ __typename: z.literal('EndOfLifePlan'), versions: versionPage }),
  }),
});

export function VersionHistory({ personId, page }: { personId: string; page: VersionPage }) {
  return (
    <section aria-labelledby="history-heading" className="card">
      <h2 id="history-heading">Versions</h2>
      {page.__typename === 'PlanVersionConnection' ? (
        <Versions personId={personId} page={page} />
      ) : page.__typename === 'Withheld' ? (
        <p>The history is withheld from you. {page.message}</p>
      ) : (
        <p>The history could not be loaded.</p>
      )}
    </section>
  );
}

type Loaded = Extract<VersionPage, { __typename: 'PlanVersionConnection' }>;

function Versions({ personId, page }: { readonly personId: string; readonly page: Loaded }) {
  const [older, setOlder] = useState<readonly Loaded[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  const last = older.at(-1) ?? page;
  const { hasNextPage, endCursor } = last.pageInfo;
  const loadOlder = async (): Promise<void> => {
    const variables = { personId, after: endCursor };
    const answer = await sendRequest({ document: olderVersionsQuery, variables });
    const read = olderAnswer.safeParse(answer.kind === 'answered' ? answer.data : undefined);
    const next = read.data?.person.endOfLifePlan.versions;
    const isLoaded = next?.__typename === 'PlanVersionConnection';
    setHasFailed(!isLoaded);
    if (isLoaded) setOlder([...older, next]);
  };
  const records = byNumber([page, ...older]);
  if (records.length === 0) return <p>Nothing has been published.</p>;
  return (
    <>
      <ol className="versions">
        {records.map((record) => (
          <Version key={record.number} record={record} />
        ))}
      </ol>
      {hasNextPage ? (
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() => void loadOlder()}
        >
          Older versions
        </button>
      ) : null}
      {hasFailed ? <p role="alert">Older versions could not be loaded. Try again.</p> : null}
    </>
  );
}

function Version({ record }: { readonly record: VersionRecord }) {
  const { number, publishedAt, publishedBy, wholePlan, changes } = record;
  return (
    <li>
      <h3>Version {number}</h3>
      <p className="sub">
        {formatDayAndTime(publishedAt)}, {joinParts(publishedBy.name, publishedBy.role)}
        {wholePlan ? '' : ', published at once because waiting could harm'}
      </p>
      {changes.map((change) => (
        <p key={change}>{change}</p>
      ))}
    </li>
  );
}

/** Newest first, each number once: pages shift when a version is published meanwhile. */
function byNumber(pages: readonly Loaded[]): readonly VersionRecord[] {
  const records = new Map<number, VersionRecord>();
  for (const { edges } of pages) {
    for (const { node } of edges) records.set(node.number, node);
  }
  return [...records.values()].sort((a, b) => b.number - a.number);
}
