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
    format: `{bar} {value}/{total} ${what}, {eta_formatted} left`,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 30,
  });
  bar.start(total, 0);
  return {
    advance: (count = 1) => {
      bar.increment(count);
    },
    stop: () => {
      bar.stop();
    },
  };
};
