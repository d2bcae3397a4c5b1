/**
 * How everyone stands to a person, as a script says it step by step, and what that lets them read:
 * asked of the policy alone, so that it rests on no resolver and no reading of the log.
 */
import { decideAccess } from '../../../policy/decide';
import type {
  AccessRequest,
  Action,
  Relationship,
  Role,
  Section,
  VisibilityFlag,
} from '../../../policy/request';
import type { Canary, Right } from './canaries';

export interface Reader {
  /** Demo id; or who is nobody, such as `unsigned`. */
  readonly id: string;
  /** Absent: not signed in, so shown nothing. */
  readonly role?: Role;
}

export interface Standing {
  relationships: Record<string, readonly Relationship[]>;
  /** The sections that a carer was let see. */
  delegated: Record<string, readonly Section[]>;
  named: Record<string, readonly Section[]>;
  refusals: readonly {
    readonly roles: readonly Role[];
    readonly sections: readonly Section[] | 'all';
  }[];
  kept: readonly { readonly section: Section; readonly flag: VisibilityFlag }[];
  /** Who has the record open in an emergency. */
  opened: readonly string[];
  isRestricted: boolean;
  erasure: 'none' | 'requested' | 'erased';
}

export const nobodyStands = (): Standing => ({
  relationships: {},
  delegated: {},
  named: {},
  refusals: [],
  kept: [],
  opened: [],
  isRestricted: false,
  erasure: 'none',
});

const citizens: readonly Role[] = ['PATIENT', 'CARER'];

const requestOf = (
  { id, role }: Reader,
  standing: Standing,
  action: Action,
  section: Section,
): AccessRequest => {
  const delegated = standing.delegated[id] ?? [];
  const isRefused = standing.refusals.some(
    ({ roles, sections }) =>
      roles.some((one) => one === role) && (sections === 'all' || sections.includes(section)),
  );
  return {
    role: role ?? '',
    assurance: 'HIGH',
    activities: role !== undefined && citizens.includes(role) ? [] : ['B0168'],
    purpose: role !== undefined && citizens.includes(role) ? 'PATIENT_ACCESS' : 'DIRECT_CARE',
    isFresh: true,
    action,
    section,
    flags: standing.kept.filter((one) => one.section === section).map(({ flag }) => flag),
    relationships: [
      ...(standing.relationships[id] ?? []),
      ...(delegated.length > 0 ? (['carer'] as const) : []),
    ],
    isDelegated: delegated.length > 0 && (section === 'identity' || delegated.includes(section)),
    isNamed: (standing.named[id] ?? []).includes(section),
    consent: isRefused ? 'DISSENT' : 'NONE',
    isBreakGlass: standing.opened.includes(id),
    isRestricted: standing.isRestricted,
    isErasureRequested: standing.erasure === 'requested',
  };
};

export const mayDo = (reader: Reader, standing: Standing, right: Right): boolean => {
  const [action, section] = right.split(' ') as [Action, Section];
  return (
    reader.role !== undefined &&
    standing.erasure !== 'erased' &&
    decideAccess(requestOf(reader, standing, action, section)).effect === 'permit'
  );
};

export const maySee = (reader: Reader, standing: Standing, { ways }: Canary): boolean =>
  ways.some(
    ({ rights, isForStaff }) =>
      !(isForStaff && reader.role !== undefined && citizens.includes(reader.role)) &&
      rights.every((right) => mayDo(reader, standing, right)),
  );
