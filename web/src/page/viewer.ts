/**
 * Who is looking, as the gateway knows them: what they may do decides which buttons there are. Asked
 * once for all pages, and again whenever a page hears that the session is over.
 */
import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { viewerQuery } from '../graph/documents';
import { sendRequest } from '../graph/request';

const viewer = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  roleName: z.string(),
  organisationName: z.string(),
  may: z.array(z.string()),
});
export type Viewer = z.output<typeof viewer>;

export type ViewerState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signedIn'; readonly viewer: Viewer }
  /** `wasSignedIn`: this page had somebody, whose session is over now. */
  | { readonly kind: 'notSignedIn'; readonly wasSignedIn?: boolean }
  | { readonly kind: 'failed'; readonly message: string };

export type ViewerAndLoad = readonly [ViewerState, () => Promise<void>];

export const ViewerContext = createContext<ViewerAndLoad>([
  { kind: 'loading' },
  () => Promise.resolve(),
]);

/** For the pages: who is looking, and how to ask again. */
export const useViewer = (): ViewerAndLoad => useContext(ViewerContext);

/** For the one place that gives it to all pages. */
export function useLoadedViewer(): ViewerAndLoad {
  const [state, setState] = useState<ViewerState>({ kind: 'loading' });
  const load = useCallback(async () => {
    const next = await loadViewer();
    setState((before) => afterwards(before, next));
  }, []);
  useEffect(() => {
    void load();
    // Another tab may have signed out meanwhile.
    const look = (): void => {
      if (document.visibilityState === 'visible') void load();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [load]);
  return [state, load];
}

/** What stands after an answer: a lost connection makes nobody a stranger. */
function afterwards(before: ViewerState, next: ViewerState): ViewerState {
  if (next.kind === 'failed' && before.kind === 'signedIn') return before;
  if (next.kind !== 'notSignedIn') return next;
  const wasSignedIn =
    before.kind === 'signedIn' || (before.kind === 'notSignedIn' && before.wasSignedIn === true);
  return { kind: 'notSignedIn', wasSignedIn };
}

async function loadViewer(): Promise<ViewerState> {
  const answer = await sendRequest({ document: viewerQuery });
  if (answer.kind !== 'answered') return answer;
  const read = viewer.safeParse((answer.data as { me?: unknown }).me);
  if (read.success) return { kind: 'signedIn', viewer: read.data };
  return { kind: 'failed', message: 'The service could not answer.' };
}

/** True where this reader may ever do `action`; unknown means no. */
export function may(state: ViewerState, action: string): boolean {
  return state.kind === 'signedIn' && state.viewer.may.includes(action);
}
