/** The small wording that the pages share. */
import {
  asSentence,
  formatName,
  formatNhsNumber,
  joinWords,
  placeInSentence,
  placeWords,
  speakerInSentence,
} from '../../../web/src/format/words';

describe('the wording of the pages', () => {
  it('puts the family name first, in capitals', () => {
    const name = { family: 'Ellis', given: ['Margaret', 'Rose'], prefix: null, preferred: 'Peggy' };
    expect(formatName(name)).toBe('ELLIS, Margaret Rose');
  });

  it('groups an NHS number 3-3-4', () => {
    expect(formatNhsNumber('9990000018')).toBe('999 000 0018');
  });

  it('joins names as they are spoken', () => {
    expect(joinWords(['Peggy'])).toBe('Peggy');
    expect(joinWords(['Peggy', 'Ruth', 'Tom'])).toBe('Peggy, Ruth and Tom');
  });

  it('ends a sentence once', () => {
    expect(asSentence('At home')).toBe('At home.');
    expect(asSentence('At home.')).toBe('At home.');
  });

  it('keeps the capital of a name within a sentence, and no other', () => {
    expect(['Her son', 'Ruth', 'Theo'].map(speakerInSentence)).toEqual(['her son', 'Ruth', 'Theo']);
    expect(['At home', 'Homefield'].map(placeInSentence)).toEqual(['at home', 'Homefield']);
  });

  it('names a place without the heading of its code', () => {
    expect(placeWords('Preferred place of death: community hospital')).toBe('Community hospital');
  });
});
