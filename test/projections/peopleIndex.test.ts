/** People are found by what they are called now, and no more by what they were called before. */
import { parsePersonCommand } from '../../events/person/commands';
import { nameBirthPostcodeKeyText, soundAndBirthKeyTexts } from '../../events/person/searchKeys';
import { actOf, personIdOf } from '../support/acts';
import { doneOf, loopsOf, openData, register, runToEnd } from './openedData';
import type { OpenedData } from './openedData';

const [edith, other] = [personIdOf('Edith'), personIdOf('other')];
const born = '1938-04-09';
const byName = ({ models }: OpenedData, family: string, postcode = 'BN26 5TW'): string[] =>
  models.people.find('nameBirthPostcode', [nameBirthPostcodeKeyText(family, born, postcode)], 10);
const bySound = ({ models }: OpenedData, family: string, dateOfBirth = born): string[] =>
  models.people.find('soundAndBirth', soundAndBirthKeyTexts(family, dateOfBirth), 10);

describe('the people index', () => {
  it('finds a person by name, birth and postcode, and by the sound of the name', async () => {
    const data = await openData();
    await loopsOf(data).people.handle(edith, register(), actOf('edith'));
    await runToEnd(data);
    expect(byName(data, 'pilbeam')).toEqual([edith]);
    expect(byName(data, 'Pilbeam', 'bn265tw')).toEqual([edith]);
    expect(bySound(data, 'Pillbeam')).toEqual([edith]);
    expect(byName(data, 'Pilbeam', 'BN26 5TX')).toEqual([]);
    expect(bySound(data, 'Pilbeam', '1938-04-10')).toEqual([]);
    expect(bySound(data, 'Harvey')).toEqual([]);
  });

  it('follows a change of name and address, and forgets the old ones', async () => {
    const data = await openData();
    const { people } = loopsOf(data);
    await people.handle(edith, register(), actOf('edith'));
    await runToEnd(data);
    const change = parsePersonCommand('ChangeDemographics', {
      name: { family: 'Harvey', given: ['Edith'] },
      address: { lines: ['1 High Street'], postcode: 'BN27 1AB' },
    });
    if ('kind' in change) throw new Error(change.message);
    doneOf(await people.handle(edith, change, actOf('change')));
    await runToEnd(data);
    expect(byName(data, 'Harvey', 'BN27 1AB')).toEqual([edith]);
    expect(bySound(data, 'Harvey')).toEqual([edith]);
    expect([byName(data, 'Pilbeam'), bySound(data, 'Pilbeam')]).toEqual([[], []]);
  });

  it('finds each of two who are alike, once each, and at most so many', async () => {
    const data = await openData();
    const { people } = loopsOf(data);
    await people.handle(edith, register(), actOf('edith'));
    await people.handle(other, register(), actOf('other'));
    await runToEnd(data);
    expect(byName(data, 'Pilbeam').toSorted()).toEqual([edith, other].toSorted());
    expect(bySound(data, 'Pilbeam').toSorted()).toEqual([edith, other].toSorted());
    const texts = soundAndBirthKeyTexts('Pilbeam', born);
    expect(data.models.people.find('soundAndBirth', texts, 1)).toHaveLength(1);
  });
});
