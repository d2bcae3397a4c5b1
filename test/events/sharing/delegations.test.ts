/** Access delegated to carers, and sections kept from the person's own view, given / when / then. */
import { entryIdFor } from '../../../events/ids';
import type { EntryId } from '../../../events/ids';
import { parseSharingCommand } from '../../../events/sharing/commands';
import type { SharingCommandOf } from '../../../events/sharing/commands';
import type { SharingEvent } from '../../../events/sharing/events';
import {
  delegationHoursMax,
  delegationsMax,
  sharingDecider,
} from '../../../events/sharing/sharingDecider';
import { hoursAfter } from '../../../events/until';
import { actor, commandId, momentOf, scenario } from '../person/scenario';

const { given, stream } = scenario(sharingDecider);
const now = momentOf(1_000);
const entryId = entryIdFor(commandId, stream, 0);
const first = '0b9f0f0e-2d5a-4a39-8d51-9a0c6ad8a3b1' as EntryId;

const content = {
  carerKey: 'f'.repeat(32),
  name: 'Joan',
  relationship: 'daughter',
  sections: ['plan' as const],
  until: hoursAfter(now, 24),
  consentTakenBy: { name: 'Dr Khan', role: 'GP' },
};
const delegate: SharingCommandOf<'DelegateAccess'> = { type: 'DelegateAccess', ...content };
const delegated = (delegationId: EntryId, more: object = {}): SharingEvent => ({
  type: 'AccessDelegated',
  data: { delegationId, ...content, ...more },
});

describe('a delegation', () => {
  it('is recorded under an id of its own; a second one to the same carer too', () => {
    expect(given().when(delegate)).toEqual([delegated(entryId)]);
    expect(given(delegated(first)).when(delegate)).toEqual([delegated(entryId)]);
  });

  it('says to whom the person said that they delegate freely, unless they do it themselves', () => {
    const { consentTakenBy: _none, ...silent } = delegate;
    expect(given().when(silent)).toMatchObject({ kind: 'refused', field: 'consentTakenBy' });
    const self = { actor: { ...actor('Edith'), role: 'PATIENT' } };
    expect(given().when(silent, self)).toHaveLength(1);
  });

  it('ends, at a moment that has not passed and not in years', () => {
    const until = (hours: number) => given().when({ ...delegate, until: hoursAfter(now, hours) });
    expect(until(-1)).toMatchObject({ kind: 'refused', field: 'until' });
    expect(until(delegationHoursMax + 1)).toMatchObject({ kind: 'refused', field: 'until' });
    expect(until(delegationHoursMax)).toHaveLength(1);
  });

  it('revoked leaves the others', () => {
    const { when } = given(delegated(first), delegated(entryId));
    const data = { delegationId: first, reason: 'quarrelled' };
    const events = when({ type: 'RevokeDelegation', ...data });
    expect(events).toEqual([{ type: 'DelegationRevoked', data }]);
    const { state } = given(delegated(first), delegated(entryId), {
      type: 'DelegationRevoked',
      data,
    });
    expect(state.delegations.map(({ delegationId }) => delegationId)).toEqual([entryId]);
  });

  it('that does not stand cannot be revoked', () => {
    const revoke = { type: 'RevokeDelegation', delegationId: first } as const;
    expect(given().when(revoke)).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'delegationId' });
  });

  it('is one too many after so many that stand', () => {
    const many = Array.from({ length: delegationsMax }, () => delegated(first));
    expect(given(...many).when(delegate)).toMatchObject({ kind: 'refused', code: 'INVALID' });
    const over = many.map(() => delegated(first, { until: hoursAfter(now, -1) }));
    expect(given(...over).when(delegate)).toHaveLength(1);
  });

  it.each([
    [{ nhsNumber: '9990000019' }, 'nhsNumber'],
    [{ name: '' }, 'name'],
    [{ relationship: undefined }, 'relationship'],
    [{ sections: [] }, 'sections'],
    [{ sections: ['attic'] }, 'sections.0'],
    [{ until: 'soon' }, 'until'],
    [{ consentTakenBy: { name: 'Dr Khan' } }, 'consentTakenBy.role'],
  ])('with %j is refused, by its field', (wrong, field) => {
    const { carerKey: _key, ...input } = content;
    const answer = parseSharingCommand('DelegateAccess', {
      ...input,
      nhsNumber: '9990000018',
      ...wrong,
    });
    expect(answer).toMatchObject({ kind: 'refused', field });
  });
});

describe('a section kept from the person', () => {
  const kept = { section: 'cprDecision', flag: 'NOT_YET_DISCUSSED' } as const;
  const keep: SharingEvent = {
    type: 'SectionKeptFromPerson',
    data: { ...kept, reason: 'Thursday' },
  };

  it('is kept until it is shown, each flag by itself', () => {
    const other: SharingEvent = {
      type: 'SectionKeptFromPerson',
      data: { ...kept, flag: 'THIRD_PARTY', reason: 'her son’s words' },
    };
    const { when, state } = given(keep, other);
    expect(state.kept).toHaveLength(2);
    expect(when({ type: 'ShowToPerson', ...kept })).toEqual([
      { type: 'SectionShownToPerson', data: kept },
    ]);
    const after = given(keep, other, { type: 'SectionShownToPerson', data: kept }).state;
    expect(after.kept.map(({ flag }) => flag)).toEqual(['THIRD_PARTY']);
  });

  it('that is not kept cannot be shown', () => {
    const answer = given().when({ type: 'ShowToPerson', ...kept });
    expect(answer).toMatchObject({ code: 'ENTRY_UNKNOWN', field: 'section' });
  });

  it.each([
    [{ ...kept, section: 'identity', reason: 'x' }, 'section'],
    [{ ...kept, flag: 'SECRET', reason: 'x' }, 'flag'],
    [{ ...kept, reason: '' }, 'reason'],
  ])('with %j is refused, by its field', (wrong, field) => {
    expect(parseSharingCommand('KeepFromPerson', wrong)).toMatchObject({ kind: 'refused', field });
  });
});
