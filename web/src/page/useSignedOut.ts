/** A page that hears that its reader is not signed in any more asks who is, and so makes way. */
import { useEffect } from 'react';
import { useViewer } from './viewer';

export function useSignedOut(failure: string | undefined): void {
  const [, load] = useViewer();
  const isOut = failure === 'notSignedIn';
  useEffect(() => {
    if (isOut) void load();
  }, [isOut, load]);
}
