/**
 * When the access of each member ends by itself, as a binary heap with the earliest first: one timer of
 * the hub looks at its top, so that a look costs nothing for those whose time has not come. It holds one
 * entry for each member at the most, and knows where each stands.
 */
interface Ending<Member> {
  readonly atMs: number;
  readonly member: Member;
  /** Where it stands in the heap. */
  place: number;
}

export const createEndings = <Member extends object>() => {
  const heap: Ending<Member>[] = [];
  const known = new Map<Member, Ending<Member>>();

  const put = (entry: Ending<Member>, place: number): void => {
    entry.place = place;
    heap[place] = entry;
  };

  /** Moves an entry up until the one above it is no later. */
  const rise = (entry: Ending<Member>): void => {
    let { place } = entry;
    for (;;) {
      const above = heap[(place - 1) >> 1];
      if (place === 0 || !above || above.atMs <= entry.atMs) break;
      const next = above.place;
      put(above, place);
      place = next;
    }
    put(entry, place);
  };

  /** Moves an entry down until both below it are no earlier. */
  const sink = (entry: Ending<Member>): void => {
    let { place } = entry;
    for (;;) {
      const left = heap[2 * place + 1];
      const right = heap[2 * place + 2];
      const below = right && left && right.atMs < left.atMs ? right : left;
      if (!below || below.atMs >= entry.atMs) break;
      const next = below.place;
      put(below, place);
      place = next;
    }
    put(entry, place);
  };

  const remove = (member: Member): void => {
    const entry = known.get(member);
    if (!entry) return;
    known.delete(member);
    const last = heap.pop();
    if (!last || last === entry) return;
    put(last, entry.place);
    rise(last);
    sink(last);
  };

  return {
    /** Epoch milliseconds; undefined: it does not end by itself. Takes the place of what was set. */
    set: (member: Member, atMs: number | undefined): void => {
      if (known.get(member)?.atMs === atMs) return;
      remove(member);
      if (atMs === undefined) return;
      const entry = { atMs, member, place: heap.length };
      known.set(member, entry);
      rise(entry);
    },
    remove,
    /** Takes out those whose moment has come. */
    takeDue: (nowMs: number): readonly Member[] => {
      const due: Member[] = [];
      for (let [top] = heap; top && top.atMs <= nowMs; [top] = heap) {
        due.push(top.member);
        remove(top.member);
      }
      return due;
    },
    size: (): number => heap.length,
  };
};
export type Endings<Member extends object> = ReturnType<typeof createEndings<Member>>;
