/**
 * The made-up people who may sign in to a demonstration, and a 999/111 system: one of every role.
 * Their organisations are made up too; ODS codes begin with X, which no real organisation here has.
 */
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { roleNames } from '../../policy/request';
import type { Purpose, Role } from '../../policy/request';
import type { Caller } from '../../subgraphs/context';
import { actorIdOf } from '../signIn/identity';
import { margaretsNhsNumber, ruthsNhsNumber } from './demoIds';

export interface DemoActor {
  /** Chooses them at the local provider (`login_hint`), and names them in scripts. */
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
  {
    id: 'administrator',
    name: 'Pat Lindfield',
    role: 'ADMINISTRATOR',
    ...practice,
    note: 'Keeps the desk of the surgery; reads no plan.',
  },
  {
    id: 'privacy-officer',
    name: 'Robin Firle',
    role: 'PRIVACY_OFFICER',
    ...ambulance,
    note: 'Reviews what the crews of the ambulance service opened in an emergency.',
  },
  {
    id: 'hospice-privacy-officer',
    name: 'Nat Seaford',
    role: 'PRIVACY_OFFICER',
    ...hospice,
    note: 'Reviews what was opened of people whose care the hospice leads.',
  },
  {
    id: 'ambulance-system',
    name: 'Downs 999 system',
    role: 'URGENT_CARE_SYSTEM',
    ...ambulance,
    note: 'Opens incidents; a program, which signs in by its token.',
  },
  {
    id: 'nhs111-system',
    name: 'NHS 111 Sussex system',
    role: 'URGENT_CARE_SYSTEM',
    ...nhs111,
    note: 'Opens incidents; a program, which signs in by its token.',
  },
];

/** Under which the ids of demo people are made: the same on whatever port the provider is. */
export const demoActorIdsFrom = 'https://cuckmere.invalid/demo';

/** CIS2 activities of the demo roles (standards CONTENT.md 4.5). */
const activitiesOf: Readonly<Partial<Record<Role, readonly string[]>>> = {
  ADMINISTRATOR: ['B0062'],
  PRIVACY_OFFICER: ['B0011', 'B0082'],
};
const clinicalActivities = ['B0380', 'B0168'];

export const demoActivitiesOf = (role: Role): readonly string[] =>
  isCitizen(role) || role === 'URGENT_CARE_SYSTEM'
    ? []
    : (activitiesOf[role] ?? clinicalActivities);

const isCitizen = (role: Role): boolean => role === 'PATIENT' || role === 'CARER';

/** Which of the local issuers knows them. */
export const demoIssuerOf = (role: Role): 'staff' | 'citizen' | 'system' => {
  if (role === 'URGENT_CARE_SYSTEM') return 'system';
  return isCitizen(role) ? 'citizen' : 'staff';
};

/** As `me` names them, and as a care team names its lead. */
export const demoActorId = (id: string): ActorId => actorIdOf(demoActorIdsFrom, id);

export const actorOf = (demo: DemoActor): Actor => ({
  id: demoActorId(demo.id),
  name: demo.name,
  role: demo.role,
  organisation: demo.organisation,
  organisationName: demo.organisationName,
});

const purposeOf = (role: Role): Purpose => {
  if (isCitizen(role)) return 'PATIENT_ACCESS';
  return ['PARAMEDIC', 'URGENT_CARE_CLINICIAN', 'URGENT_CARE_SYSTEM'].includes(role)
    ? 'URGENT_CARE'
    : 'DIRECT_CARE';
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
  const { role, nhsNumber } = demo;
  const actor = actorOf(demo);
  return {
    actor,
    kind: demoIssuerOf(role),
    assurance: 'HIGH',
    activities: demoActivitiesOf(role),
    purpose: purposeOf(role),
    sessionId: `demo-${demo.id}`,
    authenticatedAt: '1970-01-01T00:00:00.000Z',
    expiresAt: '9999-12-31T23:59:59.999Z',
    ...(nhsNumber && nhsNumberKeyOf ? { nhsNumberKey: nhsNumberKeyOf(nhsNumber) } : {}),
  };
};

/** Who can be chosen on the start page; `signIn` is the link that does it. */
export const demoActorsShown = () =>
  demoActors
    .filter(({ role }) => role !== 'URGENT_CARE_SYSTEM')
    .map((actor) => {
      const { id, name, role, organisationName, note } = actor;
      const query = new URLSearchParams({ with: demoIssuerOf(role), login_hint: id });
      if (role === 'CARER') query.set('as', 'carer');
      return {
        id,
        actorId: actorOf(actor).id,
        name,
        role,
        roleName: roleNames[role],
        organisationName,
        note,
        signIn: `/sign-in?${query.toString()}`,
      };
    });
