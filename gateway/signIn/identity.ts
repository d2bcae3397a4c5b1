/**
 * Who somebody is, from the verified claims of an issuer: staff in the shape of NHS CIS2, citizens
 * in that of NHS login, 999/111 systems by client credentials. Whatever is missing or unknown means
 * no access. An NHS number becomes its blind index here and goes no further.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../events/decider';
import type { ActorId } from '../../events/ids';
import { parseNhsNumber } from '../../events/nhs-number/nhsNumber';
import type { BlindIndex } from '../../events/store/keys/blindIndex';
import type { Assurance, Purpose, Role } from '../../policy/request';
import type { Caller } from '../../subgraphs/context';
import type { IssuerConfiguration } from './configuration';
import { staffRoles } from './staffRoles';

export type Identity = Pick<
  Caller,
  'actor' | 'kind' | 'assurance' | 'activities' | 'purpose' | 'nhsNumberKey'
>;

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

export interface IdentityContext {
  readonly issuer: IssuerConfiguration;
  readonly blind: BlindIndex;
  /** A citizen who signs in to look after somebody else. */
  readonly asCarer?: boolean;
}

/** Undefined: no access. */
export const identityOf = (claims: Claims, context: IdentityContext): Identity | undefined => {
  switch (context.issuer.kind) {
    case 'staff':
      return staffOf(claims, context);
    case 'citizen':
      return citizenOf(claims, context);
    case 'system':
      return systemOf(claims, context);
  }
};

/** Opaque, and the same at every sign-in: nothing of the subject can be read from it. */
export const actorIdOf = (issuer: string, subject: string): ActorId =>
  `a${createHash('sha256').update(`${issuer}\n${subject}`).digest('hex').slice(0, 32)}` as ActorId;

/** Length caps keep a token from becoming a large event; CIS2 roles carry some fifty activities. */
const short = z.string().min(1).max(200);
const roleEntry = z.object({
  person_roleid: short,
  org_code: short,
  role_code: short,
  activity_codes: z.array(short).max(500).default([]),
});
const staffRoleList = z.array(z.unknown()).max(200);
const organisationList = z.array(z.object({ org_code: short, org_name: short })).max(500);

const claimOf = (claims: Claims, { issuer }: IdentityContext, name: string): unknown =>
  claims[issuer.claims[name] ?? name];

const textOf = (claims: Claims, context: IdentityContext, name: string): string | undefined => {
  const parsed = short.safeParse(claimOf(claims, context, name));
  return parsed.success ? parsed.data.trim() : undefined;
};

const actorOf = (claims: Claims, { issuer }: IdentityContext, rest: Omit<Actor, 'id'>): Actor => ({
  id: actorIdOf(issuer.actorIdsFrom ?? issuer.issuer, claims.sub),
  ...rest,
});

/** Never what every object inherits: the key comes from a token. */
const ownValue = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** CIS2: `AAL3_ANY`, `AAL2_OR_AAL3_ANY` (no more than the lower is sure). */
const staffAssurance = (acr: string): Assurance => {
  const level = /^AAL([123])(?:_|$)/.exec(acr)?.[1];
  return ({ 1: 'LOW', 2: 'MEDIUM', 3: 'HIGH' } as const)[Number(level) as 1] ?? 'NONE';
};

const urgentCareRoles: readonly Role[] = ['PARAMEDIC', 'URGENT_CARE_CLINICIAN'];
const staffPurpose = (role: Role): Purpose =>
  urgentCareRoles.includes(role) ? 'URGENT_CARE' : 'DIRECT_CARE';

const staffOf = (claims: Claims, context: IdentityContext): Identity | undefined => {
  const { issuer } = context;
  const entries = staffRoleList.safeParse(claimOf(claims, context, 'nhsid_nrbac_roles')).data ?? [];
  const selected = textOf(claims, context, 'selected_roleid');
  const found = entries
    .map((entry) => roleEntry.safeParse(entry).data)
    .find((entry) => entry !== undefined && entry.person_roleid === selected);
  const name = textOf(claims, context, 'name');
  if (!found || name === undefined) return undefined;
  // "S0010:G0020:R8000": the last part is the role.
  const code = found.role_code.split(':').at(-1) ?? '';
  const role = ownValue({ ...staffRoles, ...issuer.roles }, code);
  const organisations = organisationList.safeParse(claimOf(claims, context, 'nhsid_user_orgs'));
  const organisation = organisations.data?.find(({ org_code }) => org_code === found.org_code);
  if (!role || !organisation) return undefined;
  const acr = textOf(claims, context, 'acr') ?? '';
  return {
    actor: actorOf(claims, context, {
      name,
      role,
      organisation: organisation.org_code,
      organisationName: organisation.org_name,
    }),
    kind: 'staff',
    assurance: ownValue(issuer.assurance, acr) ?? staffAssurance(acr),
    activities: found.activity_codes,
    purpose: staffPurpose(role),
  };
};

const proofing: Readonly<Record<string, Assurance>> = { P0: 'LOW', P5: 'MEDIUM', P9: 'HIGH' };

const citizenName = (claims: Claims, context: IdentityContext): string => {
  const parts = ['given_name', 'family_name'].map((name) => textOf(claims, context, name) ?? '');
  return textOf(claims, context, 'name') ?? (parts.join(' ').trim() || 'A citizen');
};

const citizenOf = (claims: Claims, context: IdentityContext): Identity | undefined => {
  const { issuer, blind, asCarer = false } = context;
  const level = textOf(claims, context, 'identity_proofing_level') ?? '';
  const written = textOf(claims, context, 'nhs_number');
  const number = written === undefined ? undefined : parseNhsNumber(written);
  if (number?.ok === false) return undefined;
  return {
    actor: actorOf(claims, context, {
      name: citizenName(claims, context),
      role: asCarer ? 'CARER' : 'PATIENT',
      organisation: 'SELF',
      organisationName: asCarer ? 'Family or friend' : 'Self',
    }),
    kind: 'citizen',
    assurance: ownValue(issuer.assurance, level) ?? ownValue(proofing, level) ?? 'NONE',
    activities: [],
    purpose: 'PATIENT_ACCESS',
    ...(number ? { nhsNumberKey: blind.of('nhsNumber', number.value) } : {}),
  };
};

const systemOf = (claims: Claims, context: IdentityContext): Identity | undefined => {
  const organisation = textOf(claims, context, 'organisation');
  if (organisation === undefined) return undefined;
  const organisationName = textOf(claims, context, 'organisation_name') ?? organisation;
  return {
    actor: actorOf(claims, context, {
      name: textOf(claims, context, 'client_name') ?? '999/111 system',
      role: 'URGENT_CARE_SYSTEM',
      organisation,
      organisationName,
    }),
    kind: 'system',
    // A client that proved who it is by its own key or secret.
    assurance: 'HIGH',
    activities: [],
    purpose: 'URGENT_CARE',
  };
};
