/** The person's decision about sharing, given / when / then. */
import { isCuckmereError } from '../../../events/errors';
import { parseSharingCommand } from '../../../events/sharing/commands';
import type { SharingCommandOf } from '../../../events/sharing/commands';
import type { SharingEvent } from '../../../events/sharing/events';
import { sharingDecider } from '../../../events/sharing/sharingDecider';
import { consentFor } from '../../../events/sharing/consent';
import type { SharingDecision } from '../../../events/sharing/consent';
import { momentOf, scenario, stampOf } from '../person/scenario';

const { given, stream } = scenario(sharingDecider);
type Word = SharingCommandOf<'RecordSharingDecision'>;
type WordEvent = 'SharingConsentGiven' | 'SharingConsentRefused' | 'SharingConsentWithdrawn';
const decide = (decision: SharingDecision, more: Partial<Word> = {}): Word => ({
  type: 'RecordSharingDecision',
  decision,
  decidedBy: 'PERSON',
  ...more,
});
const event = (type: WordEvent): SharingEvent => ({
  type,
  data: { decidedBy: 'PERSON' },
});

describe('recording a sharing decision', () => {
  it.each([
    ['GIVEN', 'SharingConsentGiven'],
    ['REFUSED', 'SharingConsentRefused'],
    ['WITHDRAWN', 'SharingConsentWithdrawn'],
  ] as const)('%s is %s, whatever stood before', (decision, type) => {
    const others = (
      ['SharingConsentGiven', 'SharingConsentRefused', 'SharingConsentWithdrawn'] as const
    )
      .filter((other) => other !== type)
      .map((other) => given(event(other)));
    for (const { when } of [given(), ...others]) {
      expect(when(decide(decision))).toEqual([event(type)]);
    }
    expect(given(event(type)).when(decide(decision))).toEqual([]);
  });

  it('records the same decision again where somebody else makes it or gives a reason', () => {
    const { when } = given(event('SharingConsentRefused'));
    expect(when(decide('REFUSED', { decidedBy: 'ATTORNEY' }))).toHaveLength(1);
    expect(when(decide('REFUSED', { reason: 'a neighbour works there' }))).toHaveLength(1);
  });

  it('refuses a day in the future, and takes today', () => {
    expect(given().when(decide('GIVEN', { onDate: '2026-03-04' }))).toMatchObject({
      kind: 'refused',
      field: 'onDate',
    });
    expect(given().when(decide('GIVEN', { onDate: '2026-03-03' }))).toHaveLength(1);
  });

  it.each([
    [{ decision: 'MAYBE' }, 'decision'],
    [{ decidedBy: 'NEIGHBOUR' }, 'decidedBy'],
    [{ reason: '' }, 'reason'],
    [{ onDate: '2026-02-30' }, 'onDate'],
  ])('refuses %j at %s', (wrong, field) => {
    expect(
      parseSharingCommand('RecordSharingDecision', {
        decision: 'GIVEN',
        decidedBy: 'PERSON',
        ...wrong,
      }),
    ).toMatchObject({ kind: 'refused', field });
  });
});

describe('the state', () => {
  it('holds the last word of a scope only, with who recorded it and when', () => {
    const { state } = given(event('SharingConsentGiven'), {
      by: 'Nurse Hale',
      event: { type: 'SharingConsentWithdrawn', data: { decidedBy: 'PERSON', reason: 'my wish' } },
    });
    expect(state.words).toEqual([
      {
        decision: 'WITHDRAWN',
        decidedBy: 'PERSON',
        reason: 'my wish',
        recordedAt: momentOf(1),
        recordedBy: 'Nurse Hale',
      },
    ]);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('is dissent when refused or withdrawn, and not when given or never asked', () => {
    const consent = (...history: WordEvent[]) =>
      consentFor(given(...history.map(event)).state.words, { section: 'plan' });
    expect(consent()).toBe('NONE');
    expect(consent('SharingConsentGiven')).toBe('GIVEN');
    expect(consent('SharingConsentRefused')).toBe('DISSENT');
    expect(consent('SharingConsentWithdrawn')).toBe('DISSENT');
  });

  it('is not made past an event it does not know', () => {
    const strange = { type: 'SharingLost', data: {} } as unknown as SharingEvent;
    let thrown: unknown;
    try {
      sharingDecider.evolve(sharingDecider.initialState, strange, stampOf(0, stream));
    } catch (error) {
      thrown = error;
    }
    expect(isCuckmereError(thrown, 'UNKNOWN_EVENT')).toBe(true);
  });
});
