/**
 * The demonstration in a data folder: `demo.json` says that it is one and from which moment its
 * dates count, so that a fill which was interrupted goes on with the same commands.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoNow } from '../events/store/clock';
import { openDemoIncidents } from '../gateway/demo/openIncidents';
import { demoPeople, fillDemo } from '../gateway/demo/population';
import type { ExecuteAs } from '../gateway/server';
import type { House } from '../subgraphs/house';

interface DemoMark {
  /** RFC 3339: the moment that the population's dates are counted from. */
  readonly madeAt: string;
  readonly isComplete: boolean;
}

export interface DemoOptions {
  readonly data: string;
  readonly withDemo: boolean;
  readonly house: House;
}

const readMark = (file: string): DemoMark | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoMark;
  } catch {
    return undefined;
  }
};

const writeMark = (file: string, mark: DemoMark): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(mark)}\n`);
  renameSync(`${file}.new`, file);
};

export const openDemo = async ({ data, withDemo, house }: DemoOptions) => {
  const file = join(data, 'demo.json');
  let mark = readMark(file);
  const isEmpty = (await house.store.lastPosition()) === undefined;
  if (!mark && withDemo && isEmpty) {
    mark = { madeAt: isoNow(house.clock), isComplete: false };
    writeMark(file, mark);
  }
  return {
    isDemo: (): boolean => mark !== undefined,
    people: (): readonly object[] => (mark ? demoPeople() : []),
    /** Makes the population through the graph, as any user would; goes on where it stopped. */
    fill: async (
      execute: ExecuteAs,
      onProgress: (done: number, total: number) => void = () => undefined,
    ): Promise<void> => {
      if (!mark || mark.isComplete) return;
      await fillDemo(execute, mark.madeAt, onProgress);
      mark = { ...mark, isComplete: true };
      writeMark(file, mark);
    },
    /** At each start: what a crew may read without opening it in an emergency. */
    openIncidents: async (execute: ExecuteAs): Promise<void> => {
      if (mark?.isComplete) await openDemoIncidents(execute);
    },
  };
};
