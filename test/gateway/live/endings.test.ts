/** The queue of what ends by itself: whatever was set and removed, what is due comes out, in order. */
import fc from 'fast-check';
import { createEndings } from '../../../gateway/live/endings';
import { createGate } from '../../../gateway/live/gate';

interface Step {
  readonly member: number;
  readonly atMs: number | undefined;
}

const steps = fc.array(
  fc.record({
    member: fc.integer({ min: 0, max: 20 }),
    atMs: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
  }),
  { maxLength: 200 },
);

describe('the endings of a hub', () => {
  it('gives out just those whose moment has come, the earliest first, and each once', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 30 }), (script: Step[], nowMs) => {
        const members = Array.from({ length: 21 }, (_one, number) => ({ number }));
        const endings = createEndings<{ number: number }>();
        const expected = new Map<number, number>();
        for (const { member, atMs } of script) {
          endings.set(members[member] as { number: number }, atMs);
          if (atMs === undefined) expected.delete(member);
          else expected.set(member, atMs);
        }
        expect(endings.size()).toBe(expected.size);
        const due = endings.takeDue(nowMs).map(({ number }) => number);
        const moments = due.map((number) => expected.get(number) ?? NaN);

        expect(moments).toEqual([...moments].sort((one, other) => one - other));
        expect(new Set(due)).toEqual(
          new Set([...expected].flatMap(([member, atMs]) => (atMs <= nowMs ? [member] : []))),
        );
        expect(endings.takeDue(nowMs)).toEqual([]);
        expect(endings.size()).toBe(expected.size - due.length);
      }),
    );
  });
});

describe('a gate', () => {
  it('lets no more than so many through at once, and everyone in the end, after faults too', async () => {
    const gate = createGate(3);
    let running = 0;
    let most = 0;
    const work = async (number: number): Promise<number> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (number % 7 === 0) throw new Error('fault');
      return number;
    };
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_one, number) => gate(() => work(number))),
    );

    expect(most).toBe(3);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(34);
  });
});
