/**
 * The hub while access changes under it, by chance (H15, H18): whatever the order, each member is
 * sent every change once and in order, never what another scope sees, and nothing after a no.
 */
import fc from 'fast-check';
import type { Position } from '../../../events/store/eventStore';
import { createHub } from '../../../gateway/live/hub';
import type { LiveChange } from '../../../gateway/live/changesSince';
import type { JoinOptions, View } from '../../../gateway/live/member';
import { createLog } from '../../../gateway/log';

const personId = 'p';
const at = (number: number): Position => String(number).padStart(32, '0') as Position;
const changeAt = (number: number): LiveChange => ({
  position: at(number),
  event: { position: `g.${at(number)}`, kind: 'PUBLISHED', at: '', personId },
});

type Scope = 'crew' | 'team' | 'none';
type Step =
  | { readonly kind: 'tell' }
  | { readonly kind: 'scope'; readonly member: number; readonly scope: Scope }
  | { readonly kind: 'wait'; readonly turns: number };

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Step>({ kind: 'tell' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('scope' as const),
        member: fc.integer({ min: 0, max: 3 }),
        scope: fc.constantFrom<Scope>('crew', 'team', 'none'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        turns: fc.integer({ min: 0, max: 4 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 60 },
);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Reader {
  scope: Scope;
  readonly sent: { readonly number: number; readonly scope: string; readonly had: Scope }[];
  isEnded: boolean;
  sentAfterNo: number;
  /** Access records made. */
  opened: number;
  closed: number;
}

/** Runs the steps; `check`: false leaves access to the moment of joining, as a hub must not. */
const run = async (script: readonly Step[], looksAgain = true): Promise<readonly Reader[]> => {
  let basis = 0;
  let last = 0;
  const changes: LiveChange[] = [];
  const faults: unknown[] = [];
  const hub = createHub({
    log: {
      ...createLog({ write: () => undefined }),
      fault: (_where, error) => void faults.push(error) as never,
    },
    basisOf: async () => {
      await turn();
      return looksAgain ? String(basis) : '0';
    },
    nowMs: () => 0,
  });
  const readers = Array.from({ length: 4 }, (): Reader => ({
    scope: 'crew',
    sent: [],
    isEnded: false,
    sentAfterNo: 0,
    opened: 0,
    closed: 0,
  }));
  for (const reader of readers) {
    let leave: () => void = () => undefined;
    const viewNow = (): View | undefined => {
      const { scope } = reader;
      if (scope === 'none') return undefined;
      return {
        groupKey: scope,
        isTold: () => true,
        execute: async ({ position }) => {
          await turn();
          return { text: JSON.stringify({ number: Number(position), scope }), notes: [] };
        },
        untilMs: undefined,
      };
    };
    const options: JoinOptions = {
      personId,
      actorId: 'a',
      start: at(0),
      opened: changeAt(0),
      seenAnew: (position) => changeAt(Number(position)),
      member: {
        send: (text) => {
          const said = JSON.parse(text) as { number: number; scope: string };
          reader.sent.push({ ...said, had: reader.scope });
          if (reader.isEnded) reader.sentAfterNo += 1;
          return true;
        },
        flushed: () => Promise.resolve(true),
        end: () => {
          reader.isEnded = true;
          leave();
        },
      },
      look: async () => {
        await turn();
        return viewNow();
      },
      missedSince: async (position) => {
        await turn();
        return changes.filter((change) => change.position > position);
      },
      recordOpening: async () => {
        await turn();
        reader.opened += 1;
        return () => void (reader.closed += 1);
      },
    };
    leave = hub.join(options, viewNow() as View, '0');
  }
  for (const step of script) {
    if (step.kind === 'tell') {
      const change = changeAt((last += 1));
      changes.push(change);
      hub.tell(change);
    } else if (step.kind === 'scope') {
      const reader = readers[step.member];
      if (reader && !reader.isEnded) reader.scope = step.scope;
      // Every change of access is an event of the person, told as any other is.
      basis += 1;
      const change = changeAt((last += 1));
      changes.push(change);
      hub.tell(change);
    } else for (let count = 0; count < step.turns; count += 1) await turn();
  }
  while (!hub.isSettled()) await turn();
  hub.stop();
  // Where access changed at every one of `executionsMax` executions, the group is ended and resumes.
  const others = faults.filter((fault) => !/Access kept changing/.test(String(fault)));
  expect(others).toEqual([]);
  return readers.map((reader) => Object.assign(reader, { last }));
};

const isRight = (readers: readonly Reader[]): boolean =>
  readers.every((reader) => {
    const { sent, isEnded, sentAfterNo, scope } = reader;
    const { last } = reader as Reader & { last: number };
    const inOrder = sent.every(({ number }, index) => number === index);
    const isWhole = isEnded || sent.length === last + 1;
    const isOwn = sent.every((one) => one.scope === one.had);
    const isRecorded =
      sent.length === 0 ||
      (reader.opened > 0 && reader.opened - reader.closed === (isEnded ? 0 : 1));
    return (
      inOrder &&
      isWhole &&
      isOwn &&
      isRecorded &&
      sentAfterNo === 0 &&
      (scope !== 'none' || isEnded)
    );
  });

describe('the hub, while access changes', () => {
  it('sends each what it may see, all of it, once, in order, and nothing after a no', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        expect(isRight(await run(script))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('would be found out if it looked at access only once', async () => {
    const details = await fc.check(
      fc.asyncProperty(steps, async (script) => isRight(await run(script, false))),
      { numRuns: 100 },
    );
    expect(details.failed).toBe(true);
  });
});

describe('a reader whose team changes while a change is answered for all of a group', () => {
  it('gets it for themselves; nobody else of the group is shown what only they may see', async () => {
    const scopes: Scope[] = ['crew', 'crew'];
    const sent: string[][] = [[], []];
    const hub = createHub({
      log: createLog({ write: () => undefined }),
      // A team is in no stream of the person: nothing that stands there changes.
      basisOf: () => Promise.resolve('0'),
      nowMs: () => 0,
    });
    let onExecute = (): void => undefined;
    const changes: LiveChange[] = [];
    for (const index of [0, 1]) {
      const viewNow = (): View => ({
        groupKey: String(scopes[index]),
        isTold: () => true,
        execute: async ({ position }) => {
          onExecute();
          await turn();
          return { text: `${String(Number(position))} ${String(scopes[index])}`, notes: [] };
        },
        untilMs: undefined,
      });
      const options: JoinOptions = {
        personId,
        actorId: 'a',
        start: at(0),
        opened: changeAt(0),
        seenAnew: (position) => changeAt(Number(position)),
        member: {
          send: (text) => Boolean(sent[index]?.push(text)),
          flushed: () => Promise.resolve(true),
          end: () => undefined,
        },
        look: () => Promise.resolve(viewNow()),
        missedSince: (position) =>
          Promise.resolve(changes.filter((change) => change.position > position)),
        recordOpening: () => Promise.resolve(() => undefined),
      };
      hub.join(options, viewNow(), '0');
      while (!hub.isSettled()) await turn();
    }
    onExecute = () => {
      scopes[0] = 'team';
    };
    changes.push(changeAt(1));
    hub.tell(changeAt(1));
    while (!hub.isSettled()) await turn();
    hub.stop();

    expect(sent).toEqual([
      ['0 crew', '1 team'],
      ['0 crew', '1 crew'],
    ]);
  });
});
