/**
 * The banner's content: what changed while the page was open, gathered until somebody says that
 * they have seen it. Pure. Invariant: a change of somebody else's is never dropped before it was
 * seen; what this page saved itself is not announced.
 */
import { latestOf } from './freshness';

export interface ChangeSentence {
  readonly sentence: string;
  readonly at: string;
  readonly by: string | null;
  readonly position: string;
}

export interface ChangeNotice {
  /** Changes after this position are unseen. */
  readonly after: string;
  /** The newest change that is known of. */
  readonly newest: string;
  readonly firstAt: string;
  readonly sentences: readonly ChangeSentence[];
  readonly words: 'loading' | 'loaded' | 'failed' | 'notShown';
  readonly seen:
    | { readonly kind: 'no' }
    | { readonly kind: 'saving' }
    | { readonly kind: 'failed'; readonly message: string }
    | { readonly kind: 'yes'; readonly atMs: number };
}

/** A change at `newest` was heard. A notice that was seen gives way to a new one. */
export function noticeOf(
  shown: ChangeNotice | undefined,
  change: { readonly after: string; readonly newest: string; readonly at: string },
): ChangeNotice {
  if (shown !== undefined && shown.seen.kind !== 'yes') {
    const newest = latestOf([shown.newest, change.newest]) ?? change.newest;
    return { ...shown, newest, words: 'loading', seen: { kind: 'no' } };
  }
  return {
    after:
      shown === undefined ? change.after : (latestOf([shown.newest, change.after]) ?? change.after),
    newest: change.newest,
    firstAt: change.at,
    sentences: [],
    words: 'loading',
    seen: { kind: 'no' },
  };
}

/** The sentences came; with none of them somebody else's, there is nothing to announce. */
export function withSentences(
  notice: ChangeNotice,
  sentences: readonly ChangeSentence[],
  own: ReadonlySet<string>,
): ChangeNotice | undefined {
  const announced = sentences.filter(({ position }) => !own.has(position));
  const [first] = announced;
  if (first === undefined) return undefined;
  const newest = latestOf([notice.newest, ...announced.map(({ position }) => position)]);
  return {
    ...notice,
    sentences: announced,
    newest: newest ?? notice.newest,
    firstAt: first.at,
    words: 'loaded',
  };
}

/** The words did not come; what is not for this reader any more is not said any more either. */
export function withoutWords(notice: ChangeNotice, words: 'failed' | 'notShown'): ChangeNotice {
  return { ...notice, words, sentences: words === 'notShown' ? [] : notice.sentences };
}

/** What this page saved itself needs no announcement here, once the words say which it was. */
export function withoutOwn(
  notice: ChangeNotice | undefined,
  own: ReadonlySet<string>,
): ChangeNotice | undefined {
  return notice?.words === 'loaded' ? withSentences(notice, notice.sentences, own) : notice;
}
