/**
 * Reads access anew, for who follows: whoever may not any more is ended, whoever's scope changed goes
 * on in another group. A payload is given only if access moved for nobody while it was made.
 */
import type { LiveChange } from './changesSince';
import type { Endings } from './endings';
import { createGate } from './gate';
import type { Attached } from './groups';
import type { Payload, View } from './member';

export interface LooksOptions {
  /** Looks at the same time, of all members together. */
  readonly atOnce: number;
  readonly executionsMax: number;
  readonly endings: Endings<Attached>;
  /** Changes whenever what is recorded of access to this person does; from the leader. */
  readonly basisOf: (personId: string) => Promise<string>;
  readonly nowMs: () => number;
  readonly onDenied: (attached: Attached) => void;
  readonly onMoved: (attached: Attached, view: View) => void;
  readonly onExecuted: () => void;
  readonly onLooked: () => void;
}

export const createLooks = (options: LooksOptions) => {
  const { basisOf, nowMs, endings } = options;
  const gate = createGate(options.atOnce);

  const isDue = ({ view, isStale }: Attached): boolean =>
    isStale || (view.untilMs !== undefined && view.untilMs <= nowMs());

  /** Reads the access of one member anew; one whose scope changed goes on in another group. */
  const look = async (attached: Attached, basis: string): Promise<void> => {
    attached.isStale = false;
    options.onLooked();
    const view = await gate(() => attached.options.look());
    if (attached.hasLeft) return;
    attached.basis = basis;
    if (!view) {
      options.onDenied(attached);
      return;
    }
    endings.set(attached, view.untilMs);
    if (view.groupKey === attached.view.groupKey) attached.view = view;
    else options.onMoved(attached, view);
  };

  /** The basis that the access of all of them rests on from here on. */
  const settle = async (personId: string, some: Iterable<Attached>): Promise<string> => {
    const basis = await basisOf(personId);
    const due = [...some].filter((one) => one.basis !== basis || isDue(one));
    await Promise.all(due.map((one) => look(one, basis)));
    return basis;
  };

  /** A payload for which access did not change meanwhile; undefined where nobody is left. */
  const payloadFor = async (
    personId: string,
    some: () => readonly Attached[],
    change: LiveChange,
  ): Promise<Payload | undefined> => {
    let before = await settle(personId, some());
    for (let count = 0; count < options.executionsMax; count += 1) {
      const [first] = some();
      if (!first) return undefined;
      options.onExecuted();
      const payload = await first.view.execute(change);
      // Who is in a team stands in no stream of the person: what was shown is the group's only where
      // the reader it was made for still sees as the group does.
      await look(first, before);
      const after = await settle(personId, some());
      if (before === after && some().includes(first)) return payload;
      before = after;
    }
    throw new Error('Access kept changing while a change was answered.');
  };

  return { settle, payloadFor };
};
