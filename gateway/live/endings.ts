/**
 * When the access of each member ends by itself, the earliest first: one small ordered queue that one
 * timer of the hub looks at, so that a look costs nothing for those whose time has not come. It holds
 * one entry for each member at the most.
 */
interface Ending<Member> {
  readonly atMs: number;
  /** Tells entries of one moment apart, and keeps them in the order in which they came. */
  readonly number: number;
  readonly member: Member;
}

export const createEndings = <Member extends object>() => {
  const ordered: Ending<Member>[] = [];
  const known = new Map<Member, Ending<Member>>();
  let numbers = 0;

  /** Where an entry stands, or is to stand. */
  const placeOf = ({ atMs, number }: Ending<Member>): number => {
    let from = 0;
    let to = ordered.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const one = ordered[middle] as Ending<Member>;
      const isBefore = one.atMs < atMs || (one.atMs === atMs && one.number < number);
      if (isBefore) from = middle + 1;
      else to = middle;
    }
    return from;
  };

  const remove = (member: Member): void => {
    const entry = known.get(member);
    if (!entry) return;
    ordered.splice(placeOf(entry), 1);
    known.delete(member);
  };

  return {
    /** Epoch milliseconds; undefined: it does not end by itself. Takes the place of what was set. */
    set: (member: Member, atMs: number | undefined): void => {
      if (known.get(member)?.atMs === atMs) return;
      remove(member);
      if (atMs === undefined) return;
      const entry = { atMs, number: (numbers += 1), member };
      ordered.splice(placeOf(entry), 0, entry);
      known.set(member, entry);
    },
    remove,
    /** Takes out those whose moment has come. */
    takeDue: (nowMs: number): readonly Member[] => {
      const count = placeOf({ atMs: nowMs, number: Infinity, member: undefined as never });
      const due = ordered.splice(0, count).map(({ member }) => member);
      for (const member of due) known.delete(member);
      return due;
    },
    size: (): number => ordered.length,
  };
};
export type Endings<Member extends object> = ReturnType<typeof createEndings<Member>>;
