/** Who cares for a made-up person, and what they let whom see: teams, a carer, a word, a referral. */
import { wholeTeamIdOf } from '../../events/ids';
import { demoActorId } from './actors';
import { ruthsNhsNumber } from './demoIds';
import type { MadeUpPerson } from './madeUpPerson';

/** The teams beside the practice, which registers everyone; who answers for each, and where. */
export const careTeamsOf = (): readonly object[] => [
  {
    teamId: wholeTeamIdOf('X1HSP'),
    lead: {
      actorId: demoActorId('consultant'),
      name: 'Dr Abena Osei',
      role: 'consultant, palliative medicine',
      telephone: '01323 000 101',
    },
  },
  {
    teamId: wholeTeamIdOf('X3COM'),
    lead: {
      actorId: demoActorId('community-nurse'),
      name: 'Jo Marsh',
      role: 'community nurse',
      telephone: '01632 960 210',
    },
  },
  { teamId: wholeTeamIdOf('X6SOC') },
];

/** Margaret lets her daughter see what a crew would, and says so to her nurse. */
export const delegationOf = ({ entry, day }: MadeUpPerson): object | undefined =>
  entry.number === 1
    ? {
        nhsNumber: ruthsNhsNumber,
        name: 'Ruth Ellis',
        relationship: 'daughter',
        sections: ['cprDecision', 'plan', 'serviceContacts', 'personalContacts', 'accessLog'],
        until: `${day(180)}T00:00:00.000Z`,
        consentTakenBy: { name: 'Jo Marsh', role: 'community nurse' },
      }
    : undefined;

/** One of them limits only what social care sees of the decision; others refuse as a whole. */
export const narrowWordOf = ({ entry, day }: MadeUpPerson): object | undefined =>
  entry.number === 2
    ? {
        decision: 'REFUSED',
        decidedBy: 'PERSON',
        reason: 'Does not want this talked over with those who arrange the carers.',
        onDate: day(-2),
        section: 'cprDecision',
        audience: 'SOCIAL_CARE',
      }
    : undefined;

/** A form from the ward that nobody has talked over with her yet. */
export const keptOf = ({ entry }: MadeUpPerson): object | undefined =>
  entry.number === 4
    ? {
        section: 'cprDecision',
        flag: 'NOT_YET_DISCUSSED',
        reason: 'Two forms disagree; the consultant talks them over with her first.',
      }
    : undefined;

export const referralOf = ({ entry, day }: MadeUpPerson): object | undefined =>
  entry.number === 5
    ? {
        organisation: 'RXC',
        reason: 'Breathlessness clinic',
        until: `${day(120)}T00:00:00.000Z`,
      }
    : undefined;
