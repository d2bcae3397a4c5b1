/** One access decision, over random questions, beside a function that only compares the same fields. */
import { decideAccess } from '../policy/decide';
import {
  actions,
  assurances,
  consents,
  purposes,
  relationships,
  roles,
  sections,
  visibilityFlags,
} from '../policy/request';
import type { AccessRequest } from '../policy/request';
import { percentile } from './bench';
import type { Bench, Figure } from './bench';

const questionsCount = 4_096;
const rounds = 60;
const warmRounds = 20;

const oneOf = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(Math.random() * values.length)]!;
const isTrue = (): boolean => Math.random() < 0.5;

const anyQuestion = (): AccessRequest => ({
  role: oneOf(roles),
  assurance: oneOf([...assurances, 'HIGH']),
  activities: isTrue() ? ['B0370', 'B0168'] : [],
  purpose: oneOf(purposes),
  isFresh: isTrue(),
  action: isTrue() ? 'READ' : oneOf(actions),
  section: oneOf(sections),
  flags: isTrue() ? [] : [oneOf(visibilityFlags)],
  relationships: relationships.filter(isTrue),
  isDelegated: isTrue(),
  isNamed: isTrue(),
  consent: oneOf(consents),
  isBreakGlass: isTrue(),
  isRestricted: isTrue(),
  isErasureRequested: isTrue(),
});

/** The floor: every field is looked at once, and nothing is decided. */
const compareFields = (asked: AccessRequest, other: AccessRequest): boolean => {
  let same = 0;
  for (const key of Object.keys(asked) as (keyof AccessRequest)[]) {
    const [left, right] = [asked[key], other[key]];
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length === right.length && left.every((one, at) => one === right[at])) same += 1;
    } else if (left === right) same += 1;
  }
  return same === 15;
};

/** Microseconds of each single call; what reading the clock twice takes is in it, for both. */
const timesOf = (questions: readonly AccessRequest[], call: (asked: AccessRequest) => unknown) => {
  const times: number[] = [];
  let answers = 0;
  for (let round = 0; round < warmRounds + rounds; round += 1) {
    for (const asked of questions) {
      const began = process.hrtime.bigint();
      const answer = call(asked);
      const took = process.hrtime.bigint() - began;
      if (answer !== undefined) answers += 1;
      if (round >= warmRounds) times.push(Number(took) / 1_000);
    }
  }
  if (answers !== questions.length * (warmRounds + rounds))
    throw new Error('Not every answer came.');
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
};

export const policy: Bench = {
  name: 'policy',
  says: 'one access decision, random questions, each call timed',
  run: async () => {
    const questions = Array.from({ length: questionsCount }, anyQuestion);
    const permitted = questions.filter((asked) => decideAccess(asked).effect === 'permit').length;
    if (permitted === 0 || permitted === questionsCount) throw new Error('All answers are one.');
    const other = anyQuestion();
    const floor = timesOf(questions, (asked) => compareFields(asked, other));
    const decision = timesOf(questions, decideAccess);
    const figure = (name: string, value: number, floorValue: number, note: string): Figure => ({
      name,
      value,
      unit: 'µs',
      against: { name: 'compare the fields', value: floorValue },
      ratio: value / floorValue,
      note,
    });
    const share = `${String(permitted)} of ${String(questionsCount)} questions permitted`;
    return [
      figure('access decision, p50', decision.p50, floor.p50, share),
      figure('access decision, p99', decision.p99, floor.p99, 'must stay under 20'),
    ];
  },
};
