/**
 * The live hub: hears every applied event once, finds who watches that person, runs each distinct
 * selection once and shares its bytes. Messages are ordered, unique and never dropped silently.
 * Access is read anew before and after each execution: whoever's scope changed is looked at again.
 */
import type { GatewayLog } from '../log';
import type { LiveChange } from './changesSince';
import { createEndings } from './endings';
import { createGroups } from './groups';
import type { Attached, Group } from './groups';
import { createLooks } from './looks';
import type { EndReason, JoinOptions, Payload, View } from './member';

export const hubLimits = {
  /** Changes waiting in one group, or for one member that opens; beyond it they must resume. */
  groupQueueMax: 1_000,
  /** Members whose access is read anew at the same time, over all groups. */
  looksAtOnce: 50,
  /** How often the one timer asks whose access has ended by itself. */
  endingsEveryMs: 500,
  /** Executions of one change while access keeps changing; then the group must resume. */
  executionsMax: 5,
} as const;

export interface HubOptions {
  readonly log: GatewayLog;
  /** Changes whenever what is recorded of access to this person does; from the leader. */
  readonly basisOf: (personId: string) => Promise<string>;
  readonly nowMs: () => number;
}

export const createHub = ({ log, basisOf, nowMs }: HubOptions) => {
  const groups = createGroups();
  const endings = createEndings<Attached>();
  let members = 0;
  let executions = 0;
  let looks = 0;
  let opening = 0;

  const closeRecord = (attached: Attached): void => {
    attached.recordClosing?.();
    attached.recordClosing = undefined;
  };

  const leave = (attached: Attached): void => {
    if (attached.hasLeft) return;
    attached.hasLeft = true;
    members -= 1;
    groups.leave(attached);
    endings.remove(attached);
    closeRecord(attached);
  };

  /** Into the group of its view: attached first and held, so that nothing is between. */
  const enter = (attached: Attached): void => {
    attached.turn += 1;
    attached.isOpen = false;
    attached.held = [];
    groups.enter(attached);
    void open(attached, attached.turn);
  };

  const { settle, payloadFor } = createLooks({
    atOnce: hubLimits.looksAtOnce,
    executionsMax: hubLimits.executionsMax,
    endings,
    basisOf,
    nowMs,
    onDenied: (attached) => {
      attached.options.member.end('denied');
      leave(attached);
    },
    onMoved: (attached, view) => {
      groups.leave(attached);
      closeRecord(attached);
      attached.view = view;
      enter(attached);
    },
    onExecuted: () => {
      executions += 1;
    },
    onLooked: () => {
      looks += 1;
    },
  });

  const deliver = (attached: Attached, change: LiveChange, { text }: Payload): void => {
    if (attached.hasLeft || change.position <= attached.last) return;
    if (!attached.options.member.send(text)) {
      attached.options.member.end('behind');
      return;
    }
    attached.last = change.position;
  };

  const endAll = (group: Group, reason: EndReason): void => {
    group.queue.length = 0;
    for (const attached of [...group.members]) attached.options.member.end(reason);
  };

  const share = (group: Group, change: LiveChange, payload: Payload): void => {
    for (const attached of group.members) {
      if (attached.isOpen) deliver(attached, change, payload);
      else if (attached.held.length >= hubLimits.groupQueueMax) {
        attached.options.member.end('behind');
      } else attached.held.push({ change, payload });
    }
  };

  const run = async (group: Group): Promise<void> => {
    if (group.isRunning) return;
    group.isRunning = true;
    const everyone = () => [...group.members];
    try {
      for (let next = group.queue.shift(); next; next = group.queue.shift()) {
        if (next === 'look') {
          await settle(group.personId, group.members);
          continue;
        }
        const payload = await payloadFor(group.personId, everyone, next);
        if (payload) share(group, next, payload);
      }
    } catch (error) {
      log.fault('live', error);
      endAll(group, 'fault');
    } finally {
      group.isRunning = false;
    }
  };

  /** Records the opening of what a member is about to be shown, under the view it has now. */
  const record = async (
    attached: Attached,
    { notes }: Payload,
    first: LiveChange['position'],
  ): Promise<void> => {
    const { options, turn } = attached;
    const close = await options.recordOpening(notes);
    const recordClosing = (): void => {
      close(first, attached.last);
    };
    if (attached.hasLeft || attached.turn !== turn) {
      recordClosing();
      return;
    }
    attached.recordClosing = recordClosing;
    // Recording takes its time: access may have changed meanwhile.
    await settle(options.personId, [attached]);
  };

  /** Sends at the pace of the client: a long replay must not look like a slow reader. */
  const replay = async (attached: Attached, change: LiveChange, payload: Payload) => {
    const { member } = attached.options;
    const { turn } = attached;
    if (!attached.recordClosing) await record(attached, payload, change.position);
    if (attached.hasLeft || attached.turn !== turn) return;
    if (!member.send(payload.text) || !(await member.flushed())) {
      if (!attached.hasLeft) member.end('behind');
      return;
    }
    attached.hasOpened = true;
    if (change.position > attached.last) attached.last = change.position;
  };

  const open = async (attached: Attached, turn: number): Promise<void> => {
    const { options } = attached;
    const isOver = (): boolean => attached.hasLeft || attached.turn !== turn;
    const alone = () => (isOver() ? [] : [attached]);
    opening += 1;
    try {
      const missed = await options.missedSince(attached.last);
      const told = missed.filter((change) => attached.view.isTold(change));
      const first = attached.hasOpened ? [] : [options.opened];
      const missedNothing = attached.hasOpened && told.length === 0;
      // Moved here with nothing to tell of: what they may see is other all the same, and is sent now.
      const anew = missedNothing ? [options.seenAnew(attached.last)] : [];
      for (const change of [...first, ...anew, ...told]) {
        const payload = await payloadFor(options.personId, alone, change);
        if (!payload || isOver()) return;
        await replay(attached, change, payload);
        if (isOver()) return;
      }
      for (let next = attached.held.shift(); next; next = attached.held.shift()) {
        if (next.change.position <= attached.last) continue;
        await settle(options.personId, alone());
        if (isOver()) return;
        await replay(attached, next.change, next.payload);
        if (isOver()) return;
      }
      attached.isOpen = true;
    } catch (error) {
      log.fault('live opening', error);
      if (!isOver()) options.member.end('fault');
    } finally {
      opening -= 1;
    }
  };

  const enqueue = (group: Group, next: LiveChange | 'look'): void => {
    group.queue.push(next);
    void run(group);
  };

  /** Reads their access anew, each group once. */
  const lookAt = (some: Iterable<Attached>): void => {
    for (const attached of some) {
      attached.isStale = true;
      const group = groups.groupOf(attached);
      if (!group.queue.includes('look')) enqueue(group, 'look');
    }
  };
  // It asks the clock again and again, so that one that is set forward or back misleads it for no
  // longer than this.
  const looking = setInterval(() => {
    lookAt(endings.takeDue(nowMs()));
  }, hubLimits.endingsEveryMs);
  looking.unref();

  return {
    /** Attaches, then opens: no gap between replay and live. Gives back `leave`. */
    join: (options: JoinOptions, view: View, basis: string): (() => void) => {
      const attached: Attached = {
        options,
        view,
        basis,
        last: options.start,
        isStale: false,
        hasOpened: false,
        recordClosing: undefined,
        isOpen: false,
        hasLeft: false,
        turn: 0,
        held: [],
      };
      members += 1;
      endings.set(attached, view.untilMs);
      enter(attached);
      return () => {
        leave(attached);
      };
    },

    /** A change was applied to every read model: everyone who watches that person is told. */
    tell: (change: LiveChange): void => {
      for (const group of groups.of(change.event.personId)) {
        const [first] = group.members;
        if (first && !first.view.isTold(change)) continue;
        if (group.queue.length >= hubLimits.groupQueueMax) endAll(group, 'behind');
        else enqueue(group, change);
      }
    },

    /** Something changed that this reader's access to many people may rest on, such as a team. */
    lookAtActor: (actorId: string): void => {
      lookAt(groups.ofActor(actorId));
    },

    /** The same, where nobody can tell whose access it was. */
    lookAtAll: (): void => {
      for (const group of groups.all()) lookAt(group.members);
    },

    /** True where everything told was sent: then a heartbeat may name the log's position. */
    isSettled: (): boolean => {
      if (opening > 0) return false;
      for (const group of groups.all()) if (group.isRunning || group.queue.length > 0) return false;
      return true;
    },

    /**
     * `opening`: members that have not been sent all of what comes first; `looks`: times that the
     * access of one was read anew; `endings`: those whose access ends by itself.
     */
    counts: () => ({
      members,
      opening,
      people: groups.people(),
      executions,
      looks,
      endings: endings.size(),
    }),

    stop: (): void => {
      clearInterval(looking);
    },
  };
};
export type Hub = ReturnType<typeof createHub>;
