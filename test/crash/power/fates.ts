/**
 * What a power cut keeps of the unsynced, in kinds: nothing, all, any part, torn at sectors of 512 or
 * 4096 bytes, all of some files and nothing of others, all up to a moment.
 */
import { random } from '../seededRandom';
import type { Fate } from './disk';

/** Decides for each file, or write of one, at its first asking. */
const once = (decide: () => boolean): ((key: string) => boolean) => {
  const decided = new Map<string, boolean>();
  return (key) => {
    const before = decided.get(key);
    const value = before ?? decide();
    decided.set(key, value);
    return value;
  };
};

const keeping = (isKept: boolean): Fate => ({
  keepsSector: () => isKept,
  keepsChange: () => isKept,
  sectorBytes: 4096,
  keepsSize: () => isKept,
});

const anyPart = (sectorBytes: number): Fate => {
  const chance = random();
  return {
    keepsSector: () => random() < chance,
    keepsChange: () => random() < chance,
    sectorBytes,
    keepsSize: once(() => random() < 0.5),
  };
};

const wholeWrites = (): Fate => {
  const keeps = once(() => random() < 0.5);
  return {
    keepsSector: (file, write) => keeps(`${file} ${String(write)}`),
    keepsChange: (file, change) => keeps(`${file} ${String(change)}`),
    sectorBytes: 4096,
    keepsSize: () => false,
  };
};

const wholeFiles = (): Fate => {
  const keeps = once(() => random() < 0.5);
  return { keepsSector: keeps, keepsChange: keeps, sectorBytes: 4096, keepsSize: keeps };
};

/** Of each file the first changes, and the next one torn. */
const firstPart = (): Fate => {
  const counts = new Map<string, number>();
  const countOf = (file: string): number => {
    const count = counts.get(file) ?? Math.floor(random() * 12);
    counts.set(file, count);
    return count;
  };
  return {
    keepsSector: (file, write) =>
      write < countOf(file) || (write === countOf(file) && random() < 0.5),
    keepsChange: (file, change) => change < countOf(file),
    sectorBytes: 512,
    keepsSize: () => false,
  };
};

export const fates = {
  nothing: () => keeping(false),
  all: () => keeping(true),
  'any sectors of 512 bytes': () => anyPart(512),
  'any sectors of 4096 bytes': () => anyPart(4096),
  'any writes': wholeWrites,
  'any files': wholeFiles,
  'what was first': firstPart,
} as const satisfies Record<string, () => Fate>;

export type FateName = keyof typeof fates;
export const fateNames = Object.keys(fates) as FateName[];
