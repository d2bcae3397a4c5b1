/** Wakes the readers at the end of the log when something was appended. */
export interface AppendSignal {
  /** Tells every waiting reader; called after a commit. */
  notify(): void;
  /** Settles at the next notify or when `signal` aborts, whichever is first. */
  next(signal: AbortSignal): Promise<void>;
}

export const createAppendSignal = (): AppendSignal => {
  let waiting = new Set<() => void>();
  return {
    notify: () => {
      const wake = waiting;
      waiting = new Set();
      for (const resolve of wake) resolve();
    },
    next: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const settle = (): void => {
          signal.removeEventListener('abort', settle);
          waiting.delete(settle);
          resolve();
        };
        waiting.add(settle);
        signal.addEventListener('abort', settle, { once: true });
      }),
  };
};
