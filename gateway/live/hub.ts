/**
 * The live hub: hears every applied event once, finds who watches that person, runs each distinct
 * selection once and shares its bytes. To each subscriber messages are ordered, unique and never
 * dropped silently; a resume replays what was missed, then goes on live without a gap.
 */
import type { Position } from '../../events/store/eventStore';
import type { GatewayLog } from '../log';
import type { LiveChange } from './changesSince';

export const hubLimits = {
  /** Changes waiting in one group, or for one member that opens; beyond it they must resume. */
  groupQueueMax: 1_000,
} as const;

/** Why a member is ended by the hub; it may come back with `after`, but where it was refused. */
export type EndReason = 'behind' | 'fault' | 'refused';

/** What a group is sent; `skip`: it may not hear this change, `end`: nor any change any more. */
export type Delivery = { readonly payload: string } | 'skip' | 'end';

export interface Member {
  /** Sends one payload; false where the client can take no more. */
  send(payload: string): boolean;
  /** Resolves once what was sent has left; false where the client does not take it in time. */
  flushed(): Promise<boolean>;
  end(reason: EndReason): void;
}

export interface JoinOptions {
  readonly personId: string;
  /** Members of one key are sent the same bytes: document, variables, access scope. */
  readonly groupKey: string;
  /** Which changes this group is told of; the same for all its members. */
  readonly isTold: (change: LiveChange) => boolean;
  /** Answers the selection for one change; called once for all members of a group. */
  readonly execute: (change: LiveChange) => Promise<Delivery>;
  readonly member: Member;
  /** Where the member starts: nothing at or before it is sent again. */
  readonly start: Position;
  /** The first message, and what was missed since `start`, in order. */
  readonly opening: () => Promise<readonly LiveChange[]>;
}

interface Attached {
  readonly member: Member;
  last: Position;
  isOpen: boolean;
  hasLeft: boolean;
  readonly held: { change: LiveChange; payload: string }[];
}

interface Group {
  readonly isTold: JoinOptions['isTold'];
  readonly execute: JoinOptions['execute'];
  readonly members: Set<Attached>;
  readonly queue: LiveChange[];
  isRunning: boolean;
}

export const createHub = (log: GatewayLog) => {
  const people = new Map<string, Map<string, Group>>();
  let members = 0;
  let executions = 0;
  let opening = 0;

  const leave = (options: JoinOptions, attached: Attached): void => {
    if (attached.hasLeft) return;
    attached.hasLeft = true;
    members -= 1;
    const groups = people.get(options.personId);
    const group = groups?.get(options.groupKey);
    group?.members.delete(attached);
    if (group?.members.size === 0) groups?.delete(options.groupKey);
    if (groups?.size === 0) people.delete(options.personId);
  };

  const deliver = (attached: Attached, change: LiveChange, payload: string): void => {
    if (attached.hasLeft || change.position <= attached.last) return;
    if (!attached.member.send(payload)) {
      attached.member.end('behind');
      return;
    }
    attached.last = change.position;
  };

  const endAll = (group: Group, reason: EndReason): void => {
    group.queue.length = 0;
    for (const attached of [...group.members]) attached.member.end(reason);
  };

  const run = async (group: Group): Promise<void> => {
    if (group.isRunning) return;
    group.isRunning = true;
    try {
      for (let change = group.queue.shift(); change; change = group.queue.shift()) {
        executions += 1;
        const delivery = await group.execute(change);
        if (delivery === 'end') endAll(group, 'refused');
        if (delivery === 'end' || delivery === 'skip') continue;
        const { payload } = delivery;
        for (const attached of group.members) {
          if (attached.isOpen) deliver(attached, change, payload);
          else if (attached.held.length >= hubLimits.groupQueueMax) attached.member.end('behind');
          else attached.held.push({ change, payload });
        }
      }
    } catch (error) {
      log.fault('live', error);
      endAll(group, 'fault');
    } finally {
      group.isRunning = false;
    }
  };

  const groupOf = (options: JoinOptions): Group => {
    let groups = people.get(options.personId);
    if (!groups) people.set(options.personId, (groups = new Map<string, Group>()));
    let group = groups.get(options.groupKey);
    if (!group) {
      const { execute, isTold } = options;
      group = { execute, isTold, members: new Set(), queue: [], isRunning: false };
      groups.set(options.groupKey, group);
    }
    return group;
  };

  /** Sends at the pace of the client: a long replay must not look like a slow reader. */
  const replay = async (attached: Attached, payload: string): Promise<boolean> => {
    const { member } = attached;
    if (attached.hasLeft) return false;
    if (member.send(payload) && (await member.flushed())) return !attached.hasLeft;
    if (!attached.hasLeft) member.end('behind');
    return false;
  };

  const open = async (options: JoinOptions, attached: Attached): Promise<void> => {
    opening += 1;
    try {
      for (const change of (await options.opening()).filter(options.isTold)) {
        const delivery = await options.execute(change);
        if (delivery === 'end') {
          attached.member.end('refused');
          return;
        }
        if (delivery !== 'skip' && !(await replay(attached, delivery.payload))) return;
        if (change.position > attached.last) attached.last = change.position;
      }
      for (let held = attached.held.shift(); held; held = attached.held.shift()) {
        const { change, payload } = held;
        if (change.position <= attached.last) continue;
        if (!(await replay(attached, payload))) return;
        attached.last = change.position;
      }
      attached.isOpen = true;
    } catch (error) {
      log.fault('live opening', error);
      attached.member.end('fault');
    } finally {
      opening -= 1;
    }
  };

  return {
    /** Attaches first and buffers, then opens: no gap between replay and live. Gives back `leave`. */
    join: (options: JoinOptions): (() => void) => {
      const attached: Attached = {
        member: options.member,
        last: options.start,
        isOpen: false,
        hasLeft: false,
        held: [],
      };
      groupOf(options).members.add(attached);
      members += 1;
      void open(options, attached);
      return () => {
        leave(options, attached);
      };
    },

    /** A change was applied to every read model: everyone who watches that person is told. */
    tell: (change: LiveChange): void => {
      for (const group of people.get(change.event.personId)?.values() ?? []) {
        if (!group.isTold(change)) continue;
        if (group.queue.length >= hubLimits.groupQueueMax) endAll(group, 'behind');
        else {
          group.queue.push(change);
          void run(group);
        }
      }
    },

    /** True where everything told was sent: then a heartbeat may name the log's position. */
    isSettled: (): boolean => {
      if (opening > 0) return false;
      for (const groups of people.values()) {
        for (const group of groups.values()) {
          if (group.isRunning || group.queue.length > 0) return false;
        }
      }
      return true;
    },

    /** `opening`: members that have not been sent all of what comes first. */
    counts: () => ({ members, opening, people: people.size, executions }),
  };
};
export type Hub = ReturnType<typeof createHub>;
