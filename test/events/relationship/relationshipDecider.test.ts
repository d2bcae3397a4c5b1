/** How others stand to a person, given / when / then. */
import { isCuckmereError } from '../../../events/errors';
import { entryIdFor } from '../../../events/ids';
import type { EntryId } from '../../../events/ids';
import { parseRelationshipCommand } from '../../../events/relationship/commands';
import type { RelationshipCommandOf } from '../../../events/relationship/commands';
import type { RelationshipEvent } from '../../../events/relationship/events';
import {
  claimHoursMax,
  relationshipDecider,
  relationshipsMax,
} from '../../../events/relationship/relationshipDecider';
import { hoursAfter } from '../../../events/until';
import { commandId, momentOf, scenario, stampOf } from '../person/scenario';

const { given, stream } = scenario(relationshipDecider);
const now = momentOf(1_000);
const entryId = entryIdFor(commandId, stream, 0);
const other = '0b9f0f0e-2d5a-4a39-8d51-9a0c6ad8a3b1' as EntryId;
const teamId = '5d7b1a52-4d1f-4a6c-8f6f-0a3f0f4b7c11';
const lead = { name: 'Ruth Marsh', telephone: '01323 555 030' };
const join = (more: object = {}): RelationshipCommandOf<'JoinCareTeam'> => ({
  type: 'JoinCareTeam',
  teamId,
  organisation: 'X1HSP',
  ...more,
});
const joined = (more: object = {}): RelationshipEvent => ({
  type: 'CareTeamJoined',
  data: { teamId, organisation: 'X1HSP', ...more },
});
const made = (referralId = other, more: object = {}): RelationshipEvent => ({
  type: 'ReferralMade',
  data: { referralId, organisation: 'RXC', reason: 'Clinic', ...more },
});
const claimed = (actorId = 'actor-Dr Author', more: object = {}): RelationshipEvent => ({
  type: 'RelationshipClaimed',
  data: {
    claimId: other,
    actorId,
    name: 'Dr Author',
    organisation: 'G81001',
    organisationName: 'Example Surgery',
    reason: 'On call',
    until: hoursAfter(now, 1),
    ...more,
  },
});
const named = (namingId = other, more: object = {}): RelationshipEvent => ({
  type: 'NamedForSealed',
  data: {
    namingId,
    actorId: 'sam',
    name: 'Dr Khan',
    section: 'safeguarding',
    reason: 'x',
    ...more,
  },
});
const ends = hoursAfter(now, 1);
const passed = hoursAfter(now, -1);

describe('a care team', () => {
  it('joins with who leads it, and again only with other words', () => {
    expect(given().when(join({ lead }))).toEqual([joined({ lead })]);
    expect(given(joined({ lead })).when(join({ lead }))).toEqual([]);
    expect(given(joined({ lead })).when(join())).toEqual([joined()]);
  });

  it('leaves, and one that is not there cannot', () => {
    const leave = { type: 'LeaveCareTeam', teamId } as const;
    expect(given(joined()).when(leave)).toEqual([{ type: 'CareTeamLeft', data: { teamId } }]);
    expect(given().when(leave)).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'teamId' });
    const { state } = given(joined(), { type: 'CareTeamLeft', data: { teamId } });
    expect(state.careTeams).toEqual([]);
  });

  it('joins for a time that has not passed', () => {
    expect(given().when(join({ until: passed }))).toMatchObject({ field: 'until' });
    expect(given().when(join({ until: ends }))).toEqual([joined({ until: ends })]);
  });
});

describe('a referral', () => {
  it('is made under an id of its own, and ended by that id alone', () => {
    const refer = { type: 'Refer', organisation: 'RXC', reason: 'Clinic' } as const;
    expect(given().when(refer)).toEqual([made(entryId)]);
    const both = given(made(other), made(entryId));
    const end = { type: 'EndReferral', referralId: other } as const;
    expect(both.when(end)).toEqual([{ type: 'ReferralEnded', data: { referralId: other } }]);
    const { state } = given(made(other), made(entryId), {
      type: 'ReferralEnded',
      data: { referralId: other },
    });
    expect(state.referrals.map(({ referralId }) => referralId)).toEqual([entryId]);
    expect(given().when(end)).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'referralId' });
  });
});

describe('a claim', () => {
  const claim = { type: 'ClaimRelationship', reason: 'On call' } as const;

  it('is of who acts, for their organisation, and lasts a shift where no end is given', () => {
    const data = { claimId: entryId, until: hoursAfter(now, claimHoursMax) };
    expect(given().when(claim)).toEqual([claimed('actor-Dr Author', data)]);
  });

  it('lasts no longer than a shift, and not into the past', () => {
    const until = (hours: number) => given().when({ ...claim, until: hoursAfter(now, hours) });
    expect(until(claimHoursMax)).toHaveLength(1);
    expect(until(claimHoursMax + 1)).toMatchObject({ kind: 'refused', field: 'until' });
    expect(until(-1)).toMatchObject({ kind: 'refused', field: 'until' });
  });

  it('made again takes the place of the one before, and leaves those of others', () => {
    const { state } = given(
      claimed('jo'),
      claimed(),
      claimed('actor-Dr Author', { claimId: entryId }),
    );
    expect(state.claims.map(({ actorId, claimId }) => [actorId, claimId])).toEqual([
      ['jo', other],
      ['actor-Dr Author', entryId],
    ]);
  });

  it('is ended by who made it, and by nobody else', () => {
    const end = { type: 'EndClaim', claimId: other } as const;
    expect(given(claimed()).when(end)).toHaveLength(1);
    expect(given(claimed('jo')).when(end)).toMatchObject({ code: 'ENTRY_UNKNOWN' });
  });
});

describe('a naming', () => {
  const name = {
    type: 'NameForSealed',
    actorId: 'sam',
    name: 'Dr Khan',
    section: 'safeguarding',
    reason: 'x',
  } as const;

  it('is recorded once for a person and a section, and ended', () => {
    expect(given().when(name)).toEqual([named(entryId)]);
    expect(given(named()).when(name)).toEqual([]);
    expect(given(named(other, { until: passed })).when(name)).toHaveLength(1);
    expect(given(named()).when({ type: 'EndNaming', namingId: other })).toHaveLength(1);
    const { state } = given(named(), { type: 'NamingEnded', data: { namingId: other } });
    expect(state.namings).toEqual([]);
  });
});

describe('the stream', () => {
  it('takes so many of a kind and no more', () => {
    const many = Array.from({ length: relationshipsMax }, () => made());
    const refer = { type: 'Refer', organisation: 'RXC', reason: 'Clinic' } as const;
    expect(given(...many).when(refer)).toMatchObject({ kind: 'refused', code: 'INVALID' });
    expect(given(...many.slice(1)).when(refer)).toHaveLength(1);
  });

  it('is not folded past an event it does not know', () => {
    const strange = { type: 'RelationshipLost', data: {} } as unknown as RelationshipEvent;
    let thrown: unknown;
    try {
      relationshipDecider.evolve(relationshipDecider.initialState, strange, stampOf(0, stream));
    } catch (error) {
      thrown = error;
    }
    expect(isCuckmereError(thrown, 'UNKNOWN_EVENT')).toBe(true);
  });
});

describe('the commands', () => {
  it.each([
    ['JoinCareTeam', { teamId: 'hospice' }, 'teamId'],
    ['JoinCareTeam', { teamId, lead: { name: 'Ruth', telephone: 'none' } }, 'lead.telephone'],
    ['JoinCareTeam', { teamId, until: 'tomorrow' }, 'until'],
    ['Refer', { organisation: '??', reason: 'x' }, 'organisation'],
    ['Refer', { organisation: 'RXC', reason: '' }, 'reason'],
    ['EndReferral', { referralId: '1' }, 'referralId'],
    ['ClaimRelationship', { reason: ' ' }, 'reason'],
    ['EndClaim', { claimId: '1' }, 'claimId'],
    ['NameForSealed', { actorId: 'a', name: 'b', section: 'attic', reason: 'c' }, 'section'],
    ['EndNaming', { namingId: '1' }, 'namingId'],
  ] as const)('%s is refused, by its field: %j', (type, wrong, field) => {
    expect(parseRelationshipCommand(type, wrong)).toMatchObject({ kind: 'refused', field });
  });
});
