/** Which word on sharing holds: the most specific, then the later; a withdrawal acts at once. */
import fc from 'fast-check';
import { afterWord, consentFor } from '../../../events/sharing/consent';
import type { Asked, SharingWord } from '../../../events/sharing/consent';
import { audiences, planKinds, sections } from '../../../events/sharing/sections';

type Said = Partial<SharingWord> & Pick<SharingWord, 'decision'>;
const wordsOf = (...said: readonly Said[]): readonly SharingWord[] =>
  said.reduce<readonly SharingWord[]>(
    (words, one) =>
      afterWord(words, { decidedBy: 'PERSON', recordedAt: '', recordedBy: '', ...one }),
    [],
  );
const cpr = { section: 'cprDecision', planKind: 'END_OF_LIFE' } as const;
const asked = (audience?: Asked['audience'], more: Partial<Asked> = {}): Asked => ({
  ...cpr,
  audience,
  ...more,
});

describe('a word on sharing', () => {
  it('for one section and one kind of reader is about that and nothing else', () => {
    const words = wordsOf({ decision: 'REFUSED', section: 'cprDecision', audience: 'SOCIAL_CARE' });
    expect(consentFor(words, asked('SOCIAL_CARE'))).toBe('DISSENT');
    expect(consentFor(words, asked('CARE_TEAM'))).toBe('NONE');
    expect(consentFor(words, asked('SOCIAL_CARE', { section: 'plan' }))).toBe('NONE');
    expect(consentFor(words, asked())).toBe('NONE');
  });

  it('for one kind of plan is about the sections of that plan', () => {
    const words = wordsOf({ decision: 'REFUSED', planKind: 'END_OF_LIFE' });
    expect(consentFor(words, asked('CARE_TEAM'))).toBe('DISSENT');
    expect(consentFor(words, { section: 'carePlan', planKind: 'CARE' })).toBe('NONE');
    expect(consentFor(words, { section: 'personalContacts' })).toBe('NONE');
  });

  it('that names more holds over one that names less, whichever came first', () => {
    const general = { decision: 'REFUSED' } as const;
    const narrow = { decision: 'GIVEN', audience: 'URGENT_CARE' } as const;
    for (const words of [wordsOf(general, narrow), wordsOf(narrow, general)]) {
      expect(consentFor(words, asked('URGENT_CARE'))).toBe('GIVEN');
      expect(consentFor(words, asked('CARE_TEAM'))).toBe('DISSENT');
    }
  });

  it('that came later holds among those that name as much', () => {
    const bySection = { decision: 'REFUSED', section: 'cprDecision' } as const;
    const byReader = { decision: 'GIVEN', audience: 'CARE_TEAM' } as const;
    expect(consentFor(wordsOf(bySection, byReader), asked('CARE_TEAM'))).toBe('GIVEN');
    expect(consentFor(wordsOf(byReader, bySection), asked('CARE_TEAM'))).toBe('DISSENT');
  });

  it('for everyone is one that names no reader', () => {
    const words = wordsOf({ decision: 'REFUSED', audience: 'EVERYONE' }, { decision: 'GIVEN' });
    expect(words).toHaveLength(1);
    expect(consentFor(words, asked('CARERS'))).toBe('GIVEN');
  });

  it('of withdrawal takes back every agreement within its scope, and no refusal', () => {
    const words = wordsOf(
      { decision: 'GIVEN', section: 'cprDecision', audience: 'URGENT_CARE' },
      { decision: 'REFUSED', section: 'plan', audience: 'SOCIAL_CARE' },
      { decision: 'WITHDRAWN' },
    );
    expect(consentFor(words, asked('URGENT_CARE'))).toBe('DISSENT');
    const again = afterWord(words, {
      ...words[0]!,
      decision: 'GIVEN',
      section: undefined,
      audience: undefined,
    });
    expect(consentFor(again, asked('URGENT_CARE'))).toBe('GIVEN');
    expect(consentFor(again, asked('SOCIAL_CARE', { section: 'plan' }))).toBe('DISSENT');
  });

  it('said last about exactly what is asked always holds', () => {
    const optional = <Value>(values: readonly Value[]) =>
      fc.option(fc.constantFrom(...values), { nil: undefined });
    const word = fc.record({
      decision: fc.constantFrom('GIVEN', 'REFUSED', 'WITHDRAWN'),
      planKind: optional(planKinds),
      section: optional(sections),
      audience: optional(audiences),
    });
    const readers = audiences.filter((one) => one !== 'EVERYONE');
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.constantFrom('GIVEN', 'REFUSED', 'WITHDRAWN'),
        fc.constantFrom(...readers),
        (before, decision, audience) => {
          const words = wordsOf(...(before as Said[]), { ...cpr, decision, audience });
          const holds = decision === 'GIVEN' ? 'GIVEN' : 'DISSENT';
          expect(consentFor(words, asked(audience))).toBe(holds);
        },
      ),
    );
  });
});
