/** A progress bar with rate and remaining time, on a terminal only and for long work only. */
import { SingleBar } from 'cli-progress';

export interface ProgressBar {
  advance(count?: number): void;
  stop(): void;
}

/** Work shorter than this shows no bar. */
const stepsMin = 10;

export const progressBar = (what: string, total: number): ProgressBar => {
  if (!process.stderr.isTTY || total < stepsMin) {
    return { advance: () => undefined, stop: () => undefined };
  }
  const bar = new SingleBar({
    format: `{bar} {value}/{total} ${what}, {rate}/s, {eta_formatted} left`,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 30,
  });
  const began = performance.now();
  let done = 0;
  bar.start(total, 0, { rate: '-' });
  return {
    advance: (count = 1) => {
      done += count;
      const seconds = Math.max((performance.now() - began) / 1000, 0.001);
      bar.increment(count, { rate: Math.round(done / seconds).toLocaleString('en-GB') });
    },
    stop: () => {
      bar.stop();
    },
  };
};

/** A bar that follows what is told of work done elsewhere, from the first word on. */
export const followingBar = (what: string) => {
  let bar: ProgressBar | undefined;
  let shown = 0;
  return {
    tell: ({ done, total }: { readonly done: number; readonly total: number }): void => {
      bar ??= progressBar(what, total);
      bar.advance(done - shown);
      shown = done;
    },
    stop: (): void => bar?.stop(),
  };
};
