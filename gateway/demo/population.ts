/** Temporary while the generator is written. */
import type { ExecuteAs } from '../server';

export const demoPeople = (): readonly object[] => [];
export const fillDemo = async (
  _execute: ExecuteAs,
  _madeAt: string,
  _onProgress: (done: number, total: number) => void,
): Promise<void> => Promise.resolve();
