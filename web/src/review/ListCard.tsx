/**
 * One list with its two sides, what waits and what is done: how many wait, the entries, the way to
 * more of them, and in words what an empty list, a withheld one and one that could not be loaded are.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useWaiting } from '../page/waiting';
import { useListed, type Listed, type NoPage, type Page } from './useListed';

export interface ListCardProps<Node extends Listed> {
  readonly id: string;
  readonly heading: string;
  readonly document: string;
  readonly read: (data: Record<string, unknown>) => Page<Node> | NoPage;
  /** The words of the two sides, and what is said where one is empty. */
  readonly waits: { readonly words: string; readonly none: string; readonly count?: number };
  readonly done: { readonly words: string; readonly none: string };
  readonly entry: (
    node: Node,
    onDone: (node: Node, position: string) => Promise<void>,
  ) => ReactNode;
}

export function ListCard<Node extends Listed>(props: ListCardProps<Node>) {
  const { id, heading, document, read, waits, done, entry } = props;
  const [isDone, setIsDone] = useState(false);
  const [waiting, askWaiting] = useWaiting();
  const mark = waiting?.__typename === 'AccessWaiting' ? waiting.mark : undefined;
  const list = useListed({ document, isDone, mark, read });
  const onDone = async (node: Node, position: string): Promise<void> => {
    list.keep(node);
    await askWaiting(position);
  };
  const sides = [
    { ...waits, value: false },
    { ...done, value: true, count: undefined },
  ];
  return (
    <section className="card" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{heading}</h2>
      <div className="sides" role="group" aria-label={`Which of: ${heading}`}>
        {sides.map(({ words, value, count }) => (
          <button
            key={words}
            type="button"
            className="side"
            aria-pressed={isDone === value}
            onClick={() => setIsDone(value)}
          >
            {words}
            {count === undefined ? '' : ` (${String(count)})`}
          </button>
        ))}
      </div>
      <Entries
        list={list}
        none={isDone ? done.none : waits.none}
        entry={(node) => entry(node, onDone)}
      />
    </section>
  );
}

interface EntriesProps<Node extends Listed> {
  readonly list: ReturnType<typeof useListed<Node>>;
  readonly none: string;
  readonly entry: (node: Node) => ReactNode;
}

function Entries<Node extends Listed>({ list, none, entry }: EntriesProps<Node>) {
  const { answer, isAsking, showMore, again } = list;
  const rows = useRef<HTMLUListElement>(null);
  /** How many there were when more was asked for: the focus goes on to the next one. */
  const [focusAt, setFocusAt] = useState<number>();
  const count = answer?.__typename === 'Page' ? answer.nodes.length : 0;
  useEffect(() => {
    if (focusAt === undefined || count <= focusAt) return;
    rows.current?.children[focusAt]?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
    setFocusAt(undefined);
  }, [count, focusAt]);
  switch (answer?.__typename) {
    case undefined:
      return <p role="status">Loading</p>;
    case 'Page':
      return (
        <>
          {answer.isWhole ? null : <p>The newest may be missing. The list is asked for again.</p>}
          {answer.nodes.length === 0 ? <p>{none}</p> : null}
          <ul className="rows" ref={rows}>
            {answer.nodes.map((node) => (
              <li key={node.reference}>{entry(node)}</li>
            ))}
          </ul>
          {answer.hasMore ? (
            <button
              type="button"
              className="nhsuk-button nhsuk-button--secondary"
              aria-disabled={isAsking}
              onClick={() => {
                setFocusAt(count);
                void showMore();
              }}
            >
              {isAsking ? 'Loading' : 'Show more'}
              <span className="nhsuk-u-visually-hidden"> (now {count})</span>
            </button>
          ) : null}
        </>
      );
    case 'NoPage':
      return answer.message === undefined ? (
        <>
          <p role="alert">This list could not be loaded. Something may stand in it.</p>
          <button type="button" className="nhsuk-button" onClick={() => void again()}>
            Try again
          </button>
        </>
      ) : (
        <p>{answer.message}</p>
      );
  }
}
