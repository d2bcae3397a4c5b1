/**
 * What holds for any interleaving of commands by several people who saw any revision: hazards H2
 * (a withdrawn decision never shows as standing) and H5 (no decision is ever dropped in silence).
 */
import fc from 'fast-check';
import { isDecidedEvents } from '../../../events/decider';
import { notForCpr } from '../../../events/end-of-life-plan/codes';
import type { EndOfLifePlanCommand } from '../../../events/end-of-life-plan/commands';
import { cprStatusOf } from '../../../events/end-of-life-plan/cprStatus';
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanEvent } from '../../../events/end-of-life-plan/events';
import type { EndOfLifePlanState, PlanContent } from '../../../events/end-of-life-plan/state';
import { recordOf } from '../../support/givenWhenThen';
import {
  command,
  end,
  focus,
  paper,
  publish,
  question,
  recordFor,
  recordNotFor,
  start,
  withdraw,
} from './planCommands';

const runs = 900;
/** Of hazard H2, where `npm run test:faults` asks for many: over a million plans after a withdrawal. */
const manyRuns = process.env['PLAN_CASES'] === 'many' ? 400_000 : runs;
const manyRunsMs = 3_600_000;
/** How many revisions ago the author looked; undefined: they do not say. */
const age = fc.option(fc.nat({ max: 6 }), { nil: undefined });
/** Which of the decisions known so far a command names; undefined: none. */
const which = fc.option(fc.nat({ max: 20 }), { nil: undefined });
/** What H2 is about stands twice. */
const kind = fc.constantFrom(
  'recordNotFor',
  'withdraw',
  'publish',
  'recordNotFor',
  'recordFor',
  'paperNotFor',
  'paperFor',
  'withdraw',
  'publish',
  'focus',
  'question',
  'endorse',
  'end',
  'start',
  'acknowledge',
);
const step = fc.record({ kind, age, which, by: fc.constantFrom('Dr A', 'Nurse B', 'Crew C') });
const steps = fc.array(step, { maxLength: 25, size: 'max' });
type Step = { kind: string; age: number | undefined; which: number | undefined; by: string };

type Plan = ReturnType<
  typeof recordOf<EndOfLifePlanCommand, EndOfLifePlanState, EndOfLifePlanEvent>
>;

const commandOf = (plan: Plan, one: Step, index: number): EndOfLifePlanCommand => {
  const known = Object.keys(plan.state().knownDecisions);
  const named = one.which === undefined ? undefined : known[one.which % (known.length || 1)];
  const seen = Math.max(0, plan.revision() - (one.age ?? 0));
  switch (one.kind) {
    case 'recordNotFor':
      return recordNotFor();
    case 'recordFor':
      return recordFor();
    case 'paperNotFor':
      return recordNotFor({ paper: paper() });
    case 'paperFor':
      return recordFor({ paper: paper() });
    case 'withdraw':
      return withdraw(named === undefined ? {} : { decisionId: named });
    case 'publish':
      return publish(seen);
    case 'focus':
      return focus({ statement: `statement ${String(index % 3)}` });
    case 'endorse':
      return named === undefined
        ? question()
        : command('EndorseCprDecision', { decisionId: named });
    case 'end':
      return end();
    case 'start':
      return start;
    case 'acknowledge':
      return command('AcknowledgePlanChange', { position: String(index).padStart(32, '0') });
    default:
      return question();
  }
};

/** Carries steps out; `check` sees the plan before and after each and what was decided. */
const carryOut = (
  all: readonly Step[],
  check: (
    change: {
      command: EndOfLifePlanCommand;
      events: readonly EndOfLifePlanEvent[] | undefined;
      before: EndOfLifePlanState;
      after: EndOfLifePlanState;
    },
    plan: Plan,
  ) => void,
): void => {
  const plan: Plan = recordOf(endOfLifePlanDecider);
  plan.when(start);
  all.forEach((one, index) => {
    const before = plan.state();
    const asked = commandOf(plan, one, index);
    const basedOn = one.age === undefined ? undefined : Math.max(0, plan.revision() - one.age);
    const decision = plan.when(asked, {
      by: one.by,
      ...(basedOn === undefined ? {} : { basedOn }),
    });
    const events = isDecidedEvents(decision) ? decision : undefined;
    check({ command: asked, events, before, after: plan.state() }, plan);
  });
};

const saysNotFor = (content: PlanContent | undefined): boolean => {
  const status = content && cprStatusOf(content.cpr);
  return status?.kind === 'recorded' && !status.isFor;
};
const idsIn = (content: PlanContent | undefined): string[] =>
  content?.cpr.decisions.map(({ id }) => id) ?? [];

describe('whatever is done to a plan, in any order, by people who saw any revision of it', () => {
  it(
    'after a withdrawal against CPR nothing says "not for CPR" until a new decision is recorded',
    () => {
      let seen = 0;
      const property = fc.property(steps, (all) => {
        let isWithdrawn = false;
        carryOut(all, ({ command: asked, events, before, after }) => {
          if (events && asked.type === 'WithdrawCprDecision') {
            const named = asked.decisionId && before.knownDecisions[asked.decisionId];
            isWithdrawn ||= named === undefined || named === notForCpr;
          }
          if (events && asked.type === 'RecordCprDecision') isWithdrawn = false;
          if (!isWithdrawn) return;
          seen += 1;
          expect([saysNotFor(after.draft), saysNotFor(after.published)]).toEqual([false, false]);
        });
      });
      fc.assert(property, { numRuns: manyRuns });
      process.stdout.write(`plans after a withdrawal: ${seen}\n`);
      expect(seen).toBeGreaterThan(manyRuns);
    },
    manyRunsMs,
  );

  it('a withdrawal is never refused as stale and never a conflict', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const plan: Plan = recordOf(endOfLifePlanDecider);
        plan.when(start);
        plan.when(recordNotFor());
        all.forEach((one, index) => plan.when(commandOf(plan, one, index), { by: one.by }));
        for (let basedOn = 0; basedOn <= plan.revision(); basedOn += 1) {
          expect(isDecidedEvents(plan.when(withdraw(), { basedOn }))).toBe(true);
        }
        expect([saysNotFor(plan.state().draft), saysNotFor(plan.state().published)]).toEqual([
          false,
          false,
        ]);
      }),
      { numRuns: runs / 10 },
    );
  });

  it('a decision leaves draft or published plan only where an event says that it was replaced or ended', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const ended = new Set<string>();
        carryOut(all, ({ events, before, after }) => {
          for (const { type, data } of events ?? []) {
            if (type === 'CprDecisionRecorded') data.replaces.forEach((id) => ended.add(id));
            if (type === 'CprDecisionWithdrawn') data.ended.forEach((id) => ended.add(id));
          }
          const [draft, published] = [idsIn(after.draft), idsIn(after.published)];
          for (const id of idsIn(before.draft))
            expect(draft.includes(id) || ended.has(id)).toBe(true);
          for (const id of idsIn(before.published)) {
            expect(published.includes(id) || ended.has(id)).toBe(true);
          }
        });
      }),
      { numRuns: runs },
    );
  });

  it('the decision recorded last stands, whatever days its authors gave', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.array(fc.record({ day, isFor: fc.boolean() }), { minLength: 1 }), (all) => {
        const plan: Plan = recordOf(endOfLifePlanDecider);
        plan.when(start);
        for (const { day: decidedOn, isFor } of all) {
          const asked = isFor ? recordFor({ decidedOn }) : recordNotFor({ decidedOn });
          plan.when(asked, { basedOn: plan.revision() });
        }
        plan.when(publish(plan.revision()));
        expect(cprStatusOf(plan.state().published!.cpr)).toMatchObject({
          kind: 'recorded',
          isFor: all.at(-1)!.isFor,
          decision: { content: { decidedOn: all.at(-1)!.day } },
        });
      }),
      { numRuns: runs / 10 },
    );
  });

  it('two records that disagree show as conflicting, and neither is chosen', () => {
    fc.assert(
      fc.property(steps, (all) => {
        carryOut(all, ({ after }) => {
          for (const content of [after.draft, after.published]) {
            if (!content) continue;
            const codes = new Set(content.cpr.decisions.map((one) => one.content.decision.code));
            if (codes.size > 1) expect(cprStatusOf(content.cpr).kind).toBe('conflicting');
          }
        });
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  });

  it('what urgent care sees changes only by a publication, and versions count up by one', () => {
    fc.assert(
      fc.property(steps, (all) => {
        carryOut(all, ({ command: asked, events, before, after }) => {
          const published = (events ?? []).filter(({ type }) => type === 'EndOfLifePlanPublished');
          expect(after.version - before.version).toBe(published.length);
          expect(published.length).toBeLessThanOrEqual(1);
          const isOwnAct = ['StartEndOfLifePlan', 'EndorseCprDecision'].includes(asked.type);
          if (published.length === 0 && !isOwnAct)
            expect(after.published).toEqual(before.published);
        });
      }),
      { numRuns: Math.ceil(runs / 3) },
    );
  });

  it('a state is plain JSON: folded on through JSON or not it is the same, and holds no undefined', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const plan: Plan = recordOf(endOfLifePlanDecider);
        plan.when(start);
        all.forEach((one, index) => plan.when(commandOf(plan, one, index), { by: one.by }));
        const folded = plan
          .recorded()
          .reduce(
            (state, { event, stamp }) => endOfLifePlanDecider.evolve(state, event, stamp),
            endOfLifePlanDecider.initialState,
          );
        expect(folded).toStrictEqual(plan.state());
      }),
      { numRuns: runs / 10 },
    );
  });

  it('a refusal or a conflict changes nothing', () => {
    fc.assert(
      fc.property(steps, (all) => {
        carryOut(all, ({ events, before, after }) => {
          if (!events) expect(after).toEqual(before);
        });
      }),
      { numRuns: runs / 10 },
    );
  });
});
