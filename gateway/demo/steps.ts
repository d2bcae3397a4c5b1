/**
 * What happens to a made-up person, in order: each step is a mutation that somebody of the demo
 * sends. `planSteps` says what a whole plan takes; `stepsOf` what each state takes beside or instead.
 */
import { decisionOf, paperDecisionOf } from './decisionsOf';
import type { DeciderId } from './decisionsOf';
import { registerStep } from './demoIds';
import type { MadeUpPerson } from './madeUpPerson';
import type { MutationName } from './mutations';
import { contactsOf, registrationOf } from './registrationOf';
import { focusOf, medicinesOf, placesOf } from './sectionsOf';
import { careTeamsOf, delegationOf, keptOf, narrowWordOf, referralOf } from './sharingOf';
import type { Focus } from './story';

export interface Step {
  /** Once for each person: its commandId follows from it. */
  readonly name: string;
  /** Id of the demo actor who sends it. */
  readonly by: string;
  readonly mutation: MutationName;
  /** The input without ids and revisions, which the fill knows. */
  readonly content: object;
}

const step = (name: string, by: string, mutation: MutationName, content: object = {}): Step => ({
  name,
  by,
  mutation,
  content,
});

/** Whose plan it is to decide and sign, and on which days. */
interface Timing {
  readonly decider: DeciderId;
  readonly decidedOn: number;
  readonly reviewOn: number;
}

const timingOf = ({ entry, chance }: MadeUpPerson): Timing => {
  if (entry.number === 1) return { decider: 'consultant', decidedOn: -21, reviewOn: 71 };
  const decider = chance.pick(['consultant', 'gp'] as const);
  return entry.state === 'OVERDUE'
    ? { decider, decidedOn: -chance.between(210, 400), reviewOn: -chance.between(12, 60) }
    : { decider, decidedOn: -chance.between(14, 60), reviewOn: chance.between(30, 120) };
};

const decisionSteps = (person: MadeUpPerson, timing: Timing, withEndorsement = true): Step[] => {
  const { entry, story } = person;
  const reason = story.against;
  if (reason === undefined) {
    throw new RangeError(`Nobody decides against CPR in the story "${entry.story}".`);
  }
  const decision = decisionOf(person, timing.decider, { isFor: false, reason, ...timing });
  const by = timing.decider === 'gp' && withEndorsement ? 'gp' : 'senior-nurse';
  return [
    step('decide', by, 'recordCprDecision', decision),
    ...(withEndorsement ? [step('endorse', 'consultant', 'endorseCprDecision')] : []),
  ];
};

const focusStep = (name: string, person: MadeUpPerson, on: number, focus: Focus): Step =>
  step(name, 'community-nurse', 'stateFocusOfCare', focusOf(person, on, focus));

const medicineSteps = (person: MadeUpPerson, checkedOn: number): Step[] => {
  const medicines = medicinesOf(person, checkedOn);
  return medicines
    ? [step('medicines', 'community-nurse', 'recordAnticipatoryMedicines', medicines)]
    : [];
};

const placeSteps = (person: MadeUpPerson, saidOn: number): Step[] => {
  if (person.entry.state === 'NO_PLACES') return [];
  const { death, care } = placesOf(person, saidOn);
  const by = person.entry.home === 'supported living' ? 'social-worker' : 'community-nurse';
  return [
    step('place of death', by, 'statePreferredPlaceOfDeath', death),
    step('place of care', by, 'statePreferredPlaceOfCare', care),
  ];
};

const publish = (timing: Timing, version: number): Step =>
  step(`publish ${String(version)}`, timing.decider, 'publishEndOfLifePlan');

const start = step('start', 'community-nurse', 'startEndOfLifePlan');
const seen = (by: string): Step => step(`seen by ${by}`, by, 'acknowledgePlanChange');

const lastCheck = -5;

const draftSteps = (person: MadeUpPerson, { decidedOn }: Timing, focus: Focus): Step[] => [
  start,
  focusStep('focus', person, decidedOn, focus),
  ...medicineSteps(person, lastCheck),
  ...placeSteps(person, decidedOn),
];

const wholePlan = (person: MadeUpPerson, timing: Timing, withEndorsement = true): Step[] => [
  ...draftSteps(person, timing, person.story.focus),
  ...decisionSteps(person, timing, withEndorsement),
  publish(timing, 1),
];

/** Four versions, as the sketch has them; the last one by the consultant. */
const margaretsPlan = (person: MadeUpPerson, timing: Timing): Step[] => [
  start,
  focusStep('focus', person, timing.decidedOn, person.story.focus),
  { ...publish(timing, 1), by: 'gp' },
  ...decisionSteps(person, timing),
  publish(timing, 2),
  ...placeSteps(person, timing.decidedOn),
  publish(timing, 3),
  ...medicineSteps(person, lastCheck),
  publish(timing, 4),
  seen('gp'),
  seen('nhs111'),
];

const earlierFocus: Focus = {
  priority: 'BALANCE',
  statement: 'Treat what can be turned round; hospital if it may help.',
  wouldWant: ['Hospital, if it may help', 'Antibiotics, through a drip if needed'],
  wouldNotWant: ['Intensive care'],
};

const revisedPlan = (person: MadeUpPerson, timing: Timing): Step[] => {
  const { focus } = person.story;
  const laterWish = { wouldWant: [...focus.wouldWant, 'The dog let up on the bed'] };
  return [
    ...draftSteps(person, timing, earlierFocus),
    publish(timing, 1),
    ...decisionSteps(person, timing),
    publish(timing, 2),
    focusStep('focus again', person, lastCheck, focus),
    publish(timing, 3),
    seen('nhs111'),
    ...(person.entry.number % 2 === 0
      ? [step('a later wish', 'community-nurse', 'stateFocusOfCare', laterWish)]
      : []),
  ];
};

/** For attempted CPR: from the start, or in place of an earlier decision that no longer holds. */
const planInFavour = (person: MadeUpPerson, timing: Timing): Step[] => {
  const { story, entry } = person;
  const reason = story.inFavour;
  if (reason === undefined) {
    throw new RangeError(`Nobody decides for CPR in the story "${entry.story}".`);
  }
  const inFavour = decisionOf(person, 'consultant', {
    isFor: true,
    reason,
    decidedOn: -6,
    reviewOn: timing.reviewOn,
  });
  const isReversal = story.against !== undefined;
  return [
    ...draftSteps(person, timing, isReversal ? story.focus : (story.activeFocus ?? story.focus)),
    ...(isReversal ? [...decisionSteps(person, timing), publish(timing, 1)] : []),
    step('decide in favour', 'consultant', 'recordCprDecision', inFavour),
    step('endorse in favour', 'consultant', 'endorseCprDecision'),
    ...(isReversal ? [focusStep('focus again', person, -6, story.activeFocus ?? story.focus)] : []),
    publish(timing, 2),
  ];
};

const withdrawal = ({ entry, called, kin }: MadeUpPerson): Step =>
  entry.number % 2 === 0
    ? step('withdraw', 'paramedic', 'withdrawCprDecision', {
        reason: `Told the crew clearly that this no longer stands. Able to decide; ${kin} was there.`,
        saidBy: called,
      })
    : step('withdraw', 'gp', 'withdrawCprDecision', {
        reason:
          'Feels stronger than when this was decided and no longer agrees. Wishes to talk it over again.',
        saidBy: called,
      });

const question = ({ entry, called, kin }: MadeUpPerson): Step =>
  step('question', 'paramedic', 'questionCprDecision', {
    concern: `Says that ${called} changed ${entry.sex === 'female' ? 'her' : 'his'} mind about this last week. ${called} was too drowsy to be asked.`,
    saidBy: kin,
  });

/**
 * On the day the demo is made: the log stamps what is written with the day it is written, and
 * nothing of a plan may have been written, endorsed or published after the death.
 */
const death = ({ residence, day, kin }: MadeUpPerson): Step[] => [
  step('death', 'gp', 'recordDeath', { on: day(0), place: residence.house ?? 'at home' }),
  step('end', 'gp', 'endEndOfLifePlan', {
    reason: 'DIED',
    endedOn: day(0),
    detail: `Died peacefully at ${residence.house ?? 'home'}, with ${kin} there.`,
  }),
];

const refusal = ({ entry, day }: MadeUpPerson): Step =>
  step('sharing', 'gp', 'recordSharingDecision', {
    decision: entry.number % 2 === 0 ? 'REFUSED' : 'WITHDRAWN',
    decidedBy: 'PERSON',
    reason: 'Does not wish the plan to be shared for now.',
    onDate: day(-3),
  });

const planSteps = (person: MadeUpPerson): Step[] => {
  const { state, number } = person.entry;
  const timing = timingOf(person);
  switch (state) {
    case 'NO_PLAN':
      return [];
    case 'DRAFT_ONLY': {
      const draft = draftSteps(person, timing, person.story.focus);
      return number % 2 === 0 ? [...draft, ...decisionSteps(person, timing, false)] : draft;
    }
    case 'NO_DECISION':
      return [...draftSteps(person, timing, person.story.focus), publish(timing, 1)];
    case 'FOR':
      return planInFavour(person, timing);
    case 'REVISED':
      return revisedPlan(person, timing);
    case 'NOT_ENDORSED':
      return wholePlan(person, timing, false);
    case 'WITHDRAWN':
      return [...wholePlan(person, timing), withdrawal(person)];
    case 'CONFLICTING': {
      const paper = paperDecisionOf(person);
      const found = step('paper form', 'senior-nurse', 'recordCprDecision', paper);
      return [...wholePlan(person, timing), found];
    }
    case 'QUESTIONED':
      return [...wholePlan(person, timing), question(person)];
    case 'WITHHELD':
      return [...wholePlan(person, timing), refusal(person)];
    case 'ENDED_BY_DEATH':
      return [...wholePlan(person, timing), ...death(person)];
    case 'NOT_FOR':
      return number === 1 ? margaretsPlan(person, timing) : wholePlan(person, timing);
    case 'OVERDUE':
    case 'RESTRICTED':
    case 'NO_PLACES':
      return wholePlan(person, timing);
  }
};

/** What only some of them have, each once. */
const sharingSteps = (person: MadeUpPerson): Step[] =>
  (
    [
      ['delegate', 'delegateAccess', delegationOf(person)],
      ['a narrow word', 'recordSharingDecision', narrowWordOf(person)],
      ['keep', 'keepFromPerson', keptOf(person)],
      ['refer', 'refer', referralOf(person)],
    ] as const
  ).flatMap(([name, mutation, content]) => (content ? [step(name, 'gp', mutation, content)] : []));

/** All that happens to one person, registration first. */
export const stepsOf = (person: MadeUpPerson): readonly Step[] => [
  step(registerStep, 'gp', 'registerPerson', registrationOf(person)),
  ...careTeamsOf().map((team, index) =>
    step(`care team ${String(index + 1)}`, 'gp', 'joinCareTeam', team),
  ),
  ...contactsOf(person).map((contact, index) =>
    step(`contact ${String(index + 1)}`, 'community-nurse', 'recordContact', contact),
  ),
  ...planSteps(person),
  ...sharingSteps(person),
];
