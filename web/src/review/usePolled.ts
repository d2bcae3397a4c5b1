/**
 * One list asked for again and again: at the start, every few seconds, when the page is looked at
 * again and when something was done. What was shown stays while the next answer is awaited.
 */
import { useCallback, useEffect, useState } from 'react';
import { sendRequest } from '../graph/request';

/** Well within the minute in which an alert must be known. */
const askAgainMs = 15_000;

export interface Polled<Answer> {
  /** Undefined until the first answer. */
  readonly answer: Answer | undefined;
  readonly ask: (readAfter?: string) => Promise<void>;
}

export function usePolled<Answer>(
  document: string,
  read: (data: Record<string, unknown>) => Answer,
): Polled<Answer> {
  const [answer, setAnswer] = useState<Answer>();
  const ask = useCallback(
    async (readAfter?: string) => {
      const sent = await sendRequest({ document, readAfter });
      setAnswer(read(sent.kind === 'answered' ? (sent.data as Record<string, unknown>) : {}));
    },
    [document, read],
  );
  useEffect(() => {
    const look = (): void => {
      if (window.document.visibilityState === 'visible') void ask();
    };
    void ask();
    const timer = setInterval(look, askAgainMs);
    window.document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.document.removeEventListener('visibilitychange', look);
    };
  }, [ask]);
  return { answer, ask };
}
