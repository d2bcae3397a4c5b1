/** Who watches whom: the members of the hub by person and what they are shown, and by reader. */
import type { Position } from '../../events/store/eventStore';
import type { LiveChange } from './changesSince';
import type { JoinOptions, Payload, View } from './member';

export interface Attached {
  readonly options: JoinOptions;
  last: Position;
  view: View;
  /** Of the person's deciding streams when the view was taken. */
  basis: string;
  /** Something else that access rests on changed. */
  isStale: boolean;
  hasOpened: boolean;
  /** Records that what was recorded as opened is over; undefined: nothing is. */
  recordClosing: (() => void) | undefined;
  isOpen: boolean;
  hasLeft: boolean;
  /** Counts the views; an opening under an earlier one stops. */
  turn: number;
  held: { change: LiveChange; payload: Payload }[];
}

export interface Group {
  readonly personId: string;
  readonly key: string;
  readonly members: Set<Attached>;
  /** `look`: no change, only access is to be read anew. */
  readonly queue: (LiveChange | 'look')[];
  isRunning: boolean;
}

export const createGroups = () => {
  const people = new Map<string, Map<string, Group>>();
  const actors = new Map<string, Set<Attached>>();

  const groupOf = ({ options: { personId }, view }: Attached): Group => {
    let groups = people.get(personId);
    if (!groups) people.set(personId, (groups = new Map<string, Group>()));
    let group = groups.get(view.groupKey);
    if (!group) {
      group = { personId, key: view.groupKey, members: new Set(), queue: [], isRunning: false };
      groups.set(view.groupKey, group);
    }
    return group;
  };

  return {
    /** Into the group of its view. */
    enter: (attached: Attached): void => {
      groupOf(attached).members.add(attached);
      const { actorId } = attached.options;
      const theirs = actors.get(actorId);
      if (theirs) theirs.add(attached);
      else actors.set(actorId, new Set([attached]));
    },

    leave: (attached: Attached): void => {
      const { personId, actorId } = attached.options;
      const theirs = actors.get(actorId);
      theirs?.delete(attached);
      if (theirs?.size === 0) actors.delete(actorId);
      const groups = people.get(personId);
      const group = groups?.get(attached.view.groupKey);
      group?.members.delete(attached);
      if (group?.members.size === 0) groups?.delete(attached.view.groupKey);
      if (groups?.size === 0) people.delete(personId);
    },

    of: (personId: string): readonly Group[] => [...(people.get(personId)?.values() ?? [])],

    /** What one reader follows, on all of their sockets. */
    ofActor: (actorId: string): readonly Attached[] => [...(actors.get(actorId) ?? [])],

    groupOf,

    *all(): Generator<Group> {
      for (const groups of people.values()) yield* groups.values();
    },

    people: (): number => people.size,
  };
};
