/** The choices of the plan page against the lists that the domain accepts. */
import {
  anticipatoryMedicinesCodes,
  cprDecisionCodes,
  cprInvolvementCodes,
  preferredPlaceOfDeathCodes,
} from '../../events/end-of-life-plan/codes';
import {
  deathPlaceChoices,
  forCprCode,
  involvementChoices,
  notForCprCode,
  supplyChoices,
} from '../../web/src/codes';

const codesOf = (list: readonly { readonly code: string }[]): readonly string[] =>
  list.map(({ code }) => code).sort();

describe('the coded choices of the plan page', () => {
  it.each([
    ['preferred place of death', deathPlaceChoices, preferredPlaceOfDeathCodes],
    ['involvement in a decision', involvementChoices, cprInvolvementCodes],
    ['anticipatory medicines', supplyChoices, anticipatoryMedicinesCodes],
    ['CPR decision', [{ code: forCprCode }, { code: notForCprCode }], cprDecisionCodes],
  ])('offer for %s exactly the codes that the domain accepts', (_what, offered, accepted) => {
    expect(codesOf(offered)).toEqual(codesOf(accepted));
  });
});
