/**
 * The made-up people who may sign in to a demonstration: one of every role. Their organisations
 * are made up too; ODS codes begin with X, which no real organisation here has.
 */
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { roleNames } from '../../policy/request';
import type { Purpose, Relationship, Role } from '../../policy/request';
import type { Caller } from '../../subgraphs/context';
import { margaretId } from './demoIds';

interface DemoActor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly organisationName: string;
  readonly relationship?: Relationship;
  /** The record that is their own, where they are one of the made-up people. */
  readonly ownPersonId?: string;
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
    relationship: 'team',
    note: 'Writes plans, decides about CPR, publishes.',
  },
  {
    id: 'consultant',
    name: 'Dr Abena Osei',
    role: 'CONSULTANT',
    ...hospice,
    relationship: 'team',
    note: 'Palliative medicine: decides, endorses, publishes.',
  },
  {
    id: 'senior-nurse',
    name: 'Ruth Marsh',
    role: 'SENIOR_NURSE',
    ...hospice,
    relationship: 'team',
    note: 'Writes plans, decides about CPR, publishes.',
  },
  {
    id: 'community-nurse',
    name: 'Jo Marsh',
    role: 'COMMUNITY_NURSE',
    ...community,
    relationship: 'team',
    note: 'Writes plans; may not decide about CPR or publish.',
  },
  {
    id: 'social-worker',
    name: 'Dee Okafor',
    role: 'SOCIAL_WORKER',
    ...council,
    relationship: 'team',
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
    relationship: 'self',
    ownPersonId: margaretId,
    note: 'Peggy herself: reads her own record, and nobody else’s.',
  },
];

export const actorOf = (demo: DemoActor): Actor => ({
  id: `demo-${demo.id}` as ActorId,
  name: demo.name,
  role: demo.role,
  organisation: demo.organisation,
  organisationName: demo.organisationName,
});

const purposeOf = (role: Role): Purpose => {
  if (role === 'PARAMEDIC' || role === 'URGENT_CARE_CLINICIAN') return 'URGENT_CARE';
  return role === 'PATIENT' || role === 'CARER' ? 'PATIENT_ACCESS' : 'DIRECT_CARE';
};

/** The caller that a demo id stands for; undefined for any other text. */
export const demoCaller = (id: string): Caller | undefined => {
  const demo = demoActors.find((one) => one.id === id);
  if (!demo) return undefined;
  const { relationship, ownPersonId, role } = demo;
  const isCitizen = role === 'PATIENT' || role === 'CARER';
  return {
    actor: actorOf(demo),
    kind: isCitizen ? 'citizen' : 'staff',
    assurance: 'HIGH',
    activities: [],
    purpose: purposeOf(role),
    sessionId: `demo-${demo.id}`,
    authenticatedAt: '1970-01-01T00:00:00.000Z',
    expiresAt: '9999-12-31T23:59:59.999Z',
    ...(relationship === undefined ? {} : { relationship }),
    ...(ownPersonId === undefined ? {} : { ownPersonId }),
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
