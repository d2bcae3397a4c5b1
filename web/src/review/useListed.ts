/**
 * One list of the review page, read page after page: at the start, when it is told that something
 * changed, and when more is asked for. What the reader has just dealt with stays in sight until they
 * turn to another list, so that nothing vanishes under their hand.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { sendRequest } from '../graph/request';

/** Entries that come with one press of "show more". */
export const pageEntries = 20;

export interface Listed {
  readonly reference: string;
}

export interface Page<Node> {
  readonly __typename: 'Page';
  readonly nodes: readonly Node[];
  readonly hasMore: boolean;
  readonly endCursor: string | null;
  readonly isWhole: boolean;
}
export interface NoPage {
  readonly __typename: 'NoPage';
  /** Undefined: it could not be loaded. */
  readonly message: string | undefined;
}

export interface List<Node> {
  /** Undefined until the first answer. */
  readonly answer: Page<Node> | NoPage | undefined;
  readonly isAsking: boolean;
  readonly showMore: () => Promise<void>;
  readonly again: () => Promise<void>;
  /** The reader dealt with this one: shown like this from now on. */
  readonly keep: (node: Node) => void;
}

export interface ListOptions<Node> {
  readonly document: string;
  /** Which list: only what is done, or only what is not. */
  readonly isDone: boolean;
  /** Changes whenever the list does. */
  readonly mark: string | undefined;
  readonly read: (data: Record<string, unknown>) => Page<Node> | NoPage;
}

export function useListed<Node extends Listed>(options: ListOptions<Node>): List<Node> {
  const { document, isDone, mark, read } = options;
  const [answer, setAnswer] = useState<Page<Node> | NoPage>();
  const [isAsking, setIsAsking] = useState(false);
  const [kept, setKept] = useState<readonly Node[]>([]);
  const wanted = useRef(pageEntries);
  const turn = useRef(0);

  const ask = useCallback(async () => {
    const own = (turn.current += 1);
    setIsAsking(true);
    const loaded = await load(document, isDone, wanted.current, read);
    if (own !== turn.current) return;
    setIsAsking(false);
    setAnswer(loaded);
  }, [document, isDone, read]);

  useEffect(() => {
    wanted.current = pageEntries;
    setAnswer(undefined);
    setKept([]);
  }, [isDone]);
  useEffect(() => void ask(), [ask, mark]);

  const showMore = useCallback(async () => {
    wanted.current += pageEntries;
    await ask();
  }, [ask]);
  const keep = useCallback((node: Node) => setKept((before) => [...before, node]), []);
  return { answer: withKept(answer, kept), isAsking, showMore, again: ask, keep };
}

/** As many as are wanted, each page behind the cursor of the one before. */
async function load<Node>(
  document: string,
  isDone: boolean,
  wanted: number,
  read: (data: Record<string, unknown>) => Page<Node> | NoPage,
): Promise<Page<Node> | NoPage> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const variables = { first: pageEntries, after, isDone };
    const sent = await sendRequest({ document, variables, isUnattended: true });
    const page = read(sent.kind === 'answered' ? (sent.data as Record<string, unknown>) : {});
    if (page.__typename === 'NoPage') return page;
    nodes.push(...page.nodes);
    if (!page.hasMore || nodes.length >= wanted) return { ...page, nodes };
    after = page.endCursor;
  }
}

/** Each of those kept in the place where it stood, or first where the list has let it go. */
export function withKept<Node extends Listed>(
  answer: Page<Node> | NoPage | undefined,
  kept: readonly Node[],
): Page<Node> | NoPage | undefined {
  if (answer?.__typename !== 'Page' || kept.length === 0) return answer;
  const latest = new Map(kept.map((node) => [node.reference, node]));
  const here = new Set(answer.nodes.map(({ reference }) => reference));
  const gone = [...latest.values()].filter(({ reference }) => !here.has(reference));
  const nodes = answer.nodes.map((node) => latest.get(node.reference) ?? node);
  return { ...answer, nodes: [...gone, ...nodes] };
}
