/**
 * How far readers see the log. Holds end in log order: what is still in flight keeps all that was
 * written after it unseen too, as a follower that lags does.
 */
interface Hold {
  readonly upTo: number;
  readonly settle: (isSeen: boolean) => void;
  isDue: boolean;
}

export interface Visibility {
  readonly count: number;
  /** Lets readers see the first `upTo` records once `until` and all holds before it are over. */
  show(upTo: number, until: Promise<unknown> | undefined): Promise<boolean>;
  grown(count: number, ended: AbortSignal): Promise<void>;
  /** Ends every hold; what was held is never seen. */
  loseHeld(): void;
}

export const createVisibility = (): Visibility => {
  const holds: Hold[] = [];
  const waiting = new Set<() => void>();
  let count = 0;

  const see = (upTo: number): void => {
    count = upTo;
    for (const wake of waiting) wake();
  };
  const release = (): void => {
    for (let hold = holds[0]; hold?.isDue; hold = holds[0]) {
      holds.shift();
      see(hold.upTo);
      hold.settle(true);
    }
  };

  return {
    get count() {
      return count;
    },
    show: (upTo, until) =>
      new Promise((settle) => {
        const hold: Hold = { upTo, settle, isDue: until === undefined };
        holds.push(hold);
        release();
        void until?.finally(() => {
          hold.isDue = true;
          release();
        });
      }),
    grown: (seen, ended) => {
      if (count > seen || ended.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          ended.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        ended.addEventListener('abort', wake);
      });
    },
    loseHeld: () => {
      for (const { settle } of holds.splice(0)) settle(false);
    },
  };
};
