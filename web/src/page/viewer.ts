/** Who is looking, as the gateway knows them: what they may do decides which buttons there are. */
import { useCallback, useEffect, useState } from 'react';
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
  | { readonly kind: 'notSignedIn' }
  | { readonly kind: 'failed'; readonly message: string };

export function useViewer(): readonly [ViewerState, () => Promise<void>] {
  const [state, setState] = useState<ViewerState>({ kind: 'loading' });
  const load = useCallback(async () => setState(await loadViewer()), []);
  useEffect(() => void load(), [load]);
  return [state, load];
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
