/** Lets only so many pieces of work run at the same time; the others wait their turn, in order. */
export const createGate = (most: number) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place; only an empty one is given up.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
