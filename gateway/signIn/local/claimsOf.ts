/**
 * What the local provider says of the demo people: claims in the shapes of NHS CIS2 and NHS login
 * (standards CONTENT.md 4.4, 4.5), so that they go through the same code as real ones.
 */
import type { Role } from '../../../policy/request';
import { demoActivitiesOf, demoIssuerOf } from '../../demo/actors';
import type { DemoActor } from '../../demo/actors';
import { roster } from '../../demo/roster';

const roleCodes: Readonly<Partial<Record<Role, string>>> = {
  CONSULTANT: 'R0050',
  GP: 'R0260',
  SENIOR_NURSE: 'R0600',
  COMMUNITY_NURSE: 'R0700',
  PARAMEDIC: 'R1070',
  URGENT_CARE_CLINICIAN: 'R8003',
  SOCIAL_WORKER: 'R1330',
  ADMINISTRATOR: 'R8008',
  PRIVACY_OFFICER: 'R0001',
};

export const staffAcr = 'AAL3_ANY';

const staffClaims = ({ id, name, role, organisation, organisationName }: DemoActor) => ({
  name,
  nhsid_useruid: id,
  idassurancelevel: '3',
  acr: staffAcr,
  selected_roleid: `role-of-${id}`,
  nhsid_nrbac_roles: [
    {
      person_orgid: `place-of-${id}`,
      person_roleid: `role-of-${id}`,
      org_code: organisation,
      role_name: role,
      role_code: `S0010:G0020:${roleCodes[role] ?? ''}`,
      activities: [],
      activity_codes: demoActivitiesOf(role),
    },
  ],
  nhsid_user_orgs: [{ org_code: organisation, org_name: organisationName }],
});

const citizenClaims = ({ name, nhsNumber }: DemoActor) => {
  const person = roster.find((one) => one.nhsNumber === nhsNumber);
  const words = name.split(' ');
  return {
    given_name: words.slice(0, -1).join(' '),
    family_name: words.at(-1),
    identity_proofing_level: 'P9',
    vot: 'P9.Cp.Cd',
    ...(nhsNumber === undefined ? {} : { nhs_number: nhsNumber }),
    ...(person ? { birthdate: person.dateOfBirth } : {}),
  };
};

const systemClaims = ({ name, organisation, organisationName }: DemoActor) => ({
  client_name: name,
  organisation,
  organisation_name: organisationName,
});

export const claimsOf = (actor: DemoActor): Readonly<Record<string, unknown>> => {
  switch (demoIssuerOf(actor.role)) {
    case 'system':
      return systemClaims(actor);
    case 'citizen':
      return citizenClaims(actor);
    case 'staff':
      return staffClaims(actor);
  }
};
