/**
 * The made-up people who may sign in to a demonstration: one of every role. Their organisations
 * are made up too; ODS codes begin with X, which no real organisation here has.
 */
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { roleNames } from '../../policy/request';
import type { Purpose, Role } from '../../policy/request';
import type { Caller } from '../../subgraphs/context';
import { margaretsNhsNumber, ruthsNhsNumber } from './demoIds';

interface DemoActor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly organisationName: string;
  /** Their own, where they are a citizen; of the test range, which no real person has one of. */
  readonly nhsNumber?: string;
  /** What this person is for in a demonstration. */
  readonly note: string;
}

const hospice = { organisation: 'X1HSP', organisationName: 'Seven Sisters Hospice (made up)' };
const practice = { organisation: 'X2GPP', organisationName: 'Meads Surgery (made up)' };
const community = {
  organisation: 'X3COM',
  organisationName: 'Cuckmere Community Nursing (made up)',
};
const ambulance = { organisation: 'X4AMB', organisationName: 'Downs Ambulance Service (made up)' };
const nhs111 = { organisation: 'X5111', organisationName: 'NHS 111 Sussex (made up)' };
const council = { organisation: 'X6SOC', organisationName: 'County Adult Social Care (made up)' };

export const demoActors: readonly DemoActor[] = [
  {
    id: 'paramedic',
    name: 'Kit Rowan',
    role: 'PARAMEDIC',
    ...ambulance,
    note: 'On scene: reads the urgent view, says what was seen.',
  },
  {
    id: 'nhs111',
    name: 'Ines Fry',
    role: 'URGENT_CARE_CLINICIAN',
    ...nhs111,
    note: 'Answers calls: reads the urgent view.',
  },
  {
    id: 'gp',
    name: 'Dr Sam Khan',
    role: 'GP',
    ...practice,
    note: 'Writes plans, decides about CPR, publishes.',
  },
  {
    id: 'consultant',
    name: 'Dr Abena Osei',
    role: 'CONSULTANT',
    ...hospice,
    note: 'Palliative medicine: decides, endorses, publishes.',
  },
  {
    id: 'senior-nurse',
    name: 'Ruth Marsh',
    role: 'SENIOR_NURSE',
    ...hospice,
    note: 'Writes plans, decides about CPR, publishes.',
  },
  {
    id: 'community-nurse',
    name: 'Jo Marsh',
    role: 'COMMUNITY_NURSE',
    ...community,
    note: 'Writes plans; may not decide about CPR or publish.',
  },
  {
    id: 'social-worker',
    name: 'Dee Okafor',
    role: 'SOCIAL_WORKER',
    ...council,
    note: 'Writes plans; may not decide about CPR or publish.',
  },
  {
    id: 'privacy-officer',
    name: 'Pia Lindqvist',
    role: 'PRIVACY_OFFICER',
    ...hospice,
    note: 'Reviews what was opened in an emergency.',
  },
  {
    id: 'margaret',
    name: 'Margaret Ellis',
    role: 'PATIENT',
    organisation: 'SELF',
    organisationName: 'Herself',
    nhsNumber: margaretsNhsNumber,
    note: 'Peggy herself: reads her own record, and nobody else’s.',
  },
  {
    id: 'ruth',
    name: 'Ruth Ellis',
    role: 'CARER',
    organisation: 'SELF',
    organisationName: 'Herself',
    nhsNumber: ruthsNhsNumber,
    note: 'Peggy’s daughter: reads of Peggy’s record what she lets her, and nobody else’s.',
  },
];

export const actorOf = (demo: DemoActor): Actor => ({
  id: `demo-${demo.id}` as ActorId,
  name: demo.name,
  role: demo.role,
  organisation: demo.organisation,
  organisationName: demo.organisationName,
});

const isCitizen = ({ role }: DemoActor): boolean => role === 'PATIENT' || role === 'CARER';

const purposeOf = (demo: DemoActor): Purpose => {
  if (isCitizen(demo)) return 'PATIENT_ACCESS';
  const isCrew = ['PARAMEDIC', 'URGENT_CARE_CLINICIAN', 'URGENT_CARE_SYSTEM'].includes(demo.role);
  return isCrew ? 'URGENT_CARE' : 'DIRECT_CARE';
};

/**
 * The caller that a demo id stands for; undefined for any other text. A citizen is known by the
 * blind index of their NHS number, as `nhsNumberKeyOf` makes it; without it they stand to nobody.
 */
export const demoCaller = (
  id: string,
  nhsNumberKeyOf?: (nhsNumber: string) => string,
): Caller | undefined => {
  const demo = demoActors.find((one) => one.id === id);
  if (!demo) return undefined;
  const { nhsNumber } = demo;
  return {
    actor: actorOf(demo),
    kind: isCitizen(demo) ? 'citizen' : 'staff',
    assurance: 'HIGH',
    activities: [],
    purpose: purposeOf(demo),
    sessionId: `demo-${demo.id}`,
    authenticatedAt: '1970-01-01T00:00:00.000Z',
    expiresAt: '9999-12-31T23:59:59.999Z',
    ...(nhsNumber && nhsNumberKeyOf ? { nhsNumberKey: nhsNumberKeyOf(nhsNumber) } : {}),
  };
};

export const demoActorsShown = () =>
  demoActors.map(({ id, name, role, organisationName, note }) => ({
    id,
    name,
    role,
    roleName: roleNames[role],
    organisationName,
    note,
  }));
