/** What is decided about CPR for a made-up person: who decided with whom, when, and where it says so. */
import { forCpr, notForCpr } from '../../events/end-of-life-plan/codes';
import type { MadeUpPerson } from './madeUpPerson';

const discussionWithFamily = '713656002';

export interface DecisionOptions {
  readonly isFor: boolean;
  readonly reason: string;
  /** Days counted as `MadeUpPerson.day` counts them. */
  readonly decidedOn: number;
  readonly reviewOn: number;
}

const consultant = {
  name: 'Dr Abena Osei',
  role: 'consultant, palliative medicine',
  organisation: 'Seven Sisters Hospice',
};
const gp = { name: 'Dr Sam Khan', role: 'GP', organisation: 'Meads Surgery' };

/** Who decides, where they are the ones who write it down too. */
export const deciders = { consultant, gp } as const;
export type DeciderId = keyof typeof deciders;

export const decisionOf = (
  person: MadeUpPerson,
  decider: DeciderId,
  options: DecisionOptions,
): object => {
  const { entry, day } = person;
  const { kin } = entry;
  const { role } = deciders[decider];
  return {
    decision: options.isFor ? forCpr : notForCpr,
    reason: options.reason,
    decidedOn: day(options.decidedOn),
    decidedBy: deciders[decider],
    // That the person took part is in the finding; here stand the others.
    involved: [{ involvement: discussionWithFamily, name: kin.name, relationship: kin.relation }],
    capacity: capacityOf(person),
    reviewOn: day(options.reviewOn),
    reviewBy: `${deciders[decider].name}, ${role}`,
    formKeptAt: formKeptAt(person),
  };
};

/** A form on paper that says for attempted CPR, copied in by someone who has it in hand. */
export const paperDecisionOf = (person: MadeUpPerson): object => ({
  ...decisionOf(person, 'gp', {
    isFor: true,
    reason: 'Form from the ward: recovered well, for full treatment in the next weeks.',
    decidedOn: -9,
    reviewOn: 40,
  }),
  decidedBy: { name: 'Dr P. Lindqvist', role: 'ward doctor', organisation: 'the county hospital' },
  reviewBy: 'the ward team',
  formKeptAt: 'Hospital envelope, with the discharge letter',
  paper: {
    signatory: 'Dr P. Lindqvist',
    signatoryRole: 'ward doctor',
    formDate: person.day(-9),
    originalSeenOn: person.day(-1),
  },
});

const capacityOf = ({ entry, story, kin }: MadeUpPerson): object => {
  if (story.lacksCapacity === undefined) return { finding: 'PERSON_INVOLVED' };
  const asked = entry.kin.isAttorney
    ? `Decided in best interests with ${kin}, attorney for health and welfare`
    : `Best interests agreed with ${kin} and the staff who know the person`;
  return { finding: 'LACKS_CAPACITY', detail: `${story.lacksCapacity} ${asked}.` };
};

const formKeptAt = ({ entry, residence, chance }: MadeUpPerson): string => {
  if (entry.number === 1) return 'Blue folder, kitchen drawer';
  if (residence.house !== undefined) return `Care folder in the office of ${residence.house}`;
  return chance.pick([
    'Blue folder, kitchen drawer',
    'Red folder, bedside table',
    'Yellow envelope on the fridge door',
    'Hook behind the front door',
    'Bottle in the fridge door, green cross on it',
  ]);
};
