/**
 * Whom a case of 999 or 111 is about. A record is opened only for a person found for certain: by NHS
 * number, or as the one person whose name, date of birth and given name or postcode are the same. A
 * name that only sounds alike opens nothing (hazard H3), and nobody is listed.
 */
import type { Refused } from '../../events/decider';
import { lettersOf } from '../../events/person/searchKeys';
import { refuse } from '../../events/refusal';
import { text } from '../../events/text';
import type { House } from '../house';
import { findPeople } from '../people/findPeople';
import type { Behind, Found } from '../people/findPeople';
import type { IncidentAddressInput, IncidentIdentityInput } from './incidentTypes';

export interface CaseOf {
  readonly nhsNumber?: string | null | undefined;
  readonly identity?: IncidentIdentityInput | null | undefined;
  readonly address?: IncidentAddressInput | null | undefined;
}

export type Whom =
  | { readonly kind: 'certain'; readonly personId: string }
  | { readonly kind: 'none' | 'several' | 'notCertain' }
  | Behind
  | Refused;

const ways = ['nhsNumber', 'identity', 'address'] as const;

export const findForIncident = async (house: House, asked: CaseOf): Promise<Whom> => {
  const given = ways.filter((way) => asked[way] !== undefined && asked[way] !== null);
  const [way] = given;
  if (way === undefined || given.length > 1) {
    const field = given[1] ?? 'nhsNumber';
    return refuse('INVALID', 'Give one of nhsNumber, identity and address, and only one.', field);
  }
  const { nhsNumber, identity, address } = asked;
  if (identity) return byIdentity(house, identity);
  if (address) return byAddress(house, address);
  return whomOf(await findPeople(house, { nhsNumber: nhsNumber ?? '' }), 'nhsNumber');
};

const within = (refused: Refused, part: string): Refused =>
  part === 'nhsNumber' || refused.field === undefined
    ? refused
    : { ...refused, field: `${part}.${refused.field}`, message: `${part}.${refused.message}` };

const whomOf = (found: Found | Behind | Refused, part: string): Whom => {
  if (found.kind === 'refused') return within(found, part);
  if (found.kind === 'behind') return found;
  const [personId, another] = found.ids;
  if (personId === undefined) return { kind: 'none' };
  if (found.matchedBy === 'SOUND_AND_BIRTH') return { kind: 'notCertain' };
  return another === undefined ? { kind: 'certain', personId } : { kind: 'several' };
};

const byAddress = async (house: House, address: IncidentAddressInput): Promise<Whom> => {
  if (address.postcode.trim() === '') {
    return refuse('INVALID', 'address.postcode is empty', 'address.postcode');
  }
  return whomOf(await findPeople(house, address), 'address');
};

const byIdentity = async (house: House, identity: IncidentIdentityInput): Promise<Whom> => {
  const { familyName, givenName, dateOfBirth } = identity;
  if (!text(300).safeParse(givenName).success) {
    return refuse('INVALID', 'identity.givenName is empty or too long', 'identity.givenName');
  }
  const found = await findPeople(house, { familyName, dateOfBirth });
  if (found.kind !== 'found') return whomOf(found, 'identity');
  if (found.ids.length === 0) return { kind: 'none' };
  if (found.more) return { kind: 'several' };
  const states = await Promise.all(found.ids.map((id) => house.loops.person.load(id)));
  const same = found.ids.filter((_id, index) => {
    const { name, dateOfBirth: born } = states[index]?.state.demographics.value ?? {};
    const called = [...(name?.given ?? []), name?.preferred ?? ''].map(lettersOf);
    return (
      born === dateOfBirth &&
      lettersOf(name?.family ?? '') === lettersOf(familyName) &&
      called.includes(lettersOf(givenName))
    );
  });
  const [personId, another] = same;
  if (personId === undefined) return { kind: 'notCertain' };
  return another === undefined ? { kind: 'certain', personId } : { kind: 'several' };
};
