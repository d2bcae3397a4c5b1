/** The sections of the urgent view beside the decision, the header and the foot. */
import { renderToStaticMarkup } from 'react-dom/server';
import { inOrderOfCalling, numberToCall, telephoneLink } from '../../../web/src/urgent/callNow';
import { readWords } from '../../../web/src/urgent/Foot';
import { focusHeadline } from '../../../web/src/urgent/PlanSections';
import {
  contact,
  contacts,
  death,
  identity,
  notRecorded,
  notShared,
  person,
  personId,
  plan,
  readingAt,
  unavailable,
  withheld,
} from '../support/answers';
import { textOf, urgentElement } from '../support/render';

const textWith = (more: object): string =>
  textOf(urgentElement(200, { data: { person: person(1, more) } }));

describe('a section that holds nothing', () => {
  const wordsOf = (focusOfCare: unknown): string => {
    const text = textWith({ endOfLifePlan: plan(1, { focusOfCare }) });
    return /Focus of care (.*?) Call now/.exec(text)?.[1] ?? '';
  };

  it('says which kind of nothing it is, in words that all differ', () => {
    const words = [notRecorded(), notShared(), withheld(), unavailable(), null].map(wordsOf);
    expect(words[0]).toContain('Nobody has recorded');
    expect(words[1]).toContain('Nothing is shared with you');
    expect(words[2]).toContain('Withheld from you');
    expect(words[3]).toContain('Could not be loaded');
    expect(words[4]).toBe(words[3]);
  });

  it('does not claim so where it may be out of date', () => {
    expect(wordsOf(notRecorded(1, { current: false }))).toContain('It may have changed.');
  });

  it('stands for the whole plan where that is withheld', () => {
    const text = textWith({ endOfLifePlan: withheld() });
    expect(text).toContain('End-of-life plan Withheld from you.');
  });
});

describe('a plan of which nothing is published', () => {
  const draftOnly = plan(1, { version: null, lifecycle: 'DRAFT' });

  it('says that it is being written, and claims nothing about its sections', () => {
    const text = textWith({ endOfLifePlan: draftOnly, cprDecision: notRecorded() });
    expect(text).toContain('No decision published yet');
    expect(text).toContain(
      'A plan is being written: a decision may have been made and not published yet.',
    );
    expect(text).toContain('A plan is being written. Nothing of it has been published.');
    expect(text).not.toContain('Nobody has recorded');
  });
});

describe('the words of a section', () => {
  it('say what comes first once, where the aim says it again', () => {
    expect(focusHeadline('Comfort first.', 'Comfort, at home')).toBe('Comfort, at home.');
    expect(focusHeadline('Comfort first.', 'Stay at home.')).toBe('Comfort first. Stay at home.');
    expect(focusHeadline('Comfort first.', '')).toBe('Comfort first.');
  });

  it('lead with where the just-in-case box is', () => {
    const anticipatoryMedicines = {
      __typename: 'AnticipatoryMedicines',
      supply: { code: '376201000000102', display: 'Issue of box' },
      medicines: 'Morphine.',
      keptAt: 'Kitchen cupboard, above the kettle',
      checkedOn: null,
      checkedBy: null,
      firstExpiryOn: null,
      stated: { by: 'Jo Marsh', at: '2026-11-03T10:40:00.000Z' },
    };
    const text = textWith({ endOfLifePlan: plan(1, { anticipatoryMedicines }) });
    expect(text).toContain('Just-in-case box: kitchen cupboard, above the kettle.');
    expect(text).toContain('Written by Jo Marsh');
  });
});

describe('who this is', () => {
  it('says name, birth with age, NHS number, sex and address', () => {
    const text = textWith({});
    expect(text).toContain('ELLIS, Margaret (Peggy)');
    expect(text).toContain('Born 14 Mar 1941 (85 years)');
    expect(text).toContain('NHS number 999 000 0018');
    expect(text).toContain('Lives 12 Meads Road, Eastbourne, BN20 7QS');
  });

  it('says that an NHS number is not verified, or missing', () => {
    expect(textWith({ identity: identity(1, { nhsNumberStatus: null }) })).toContain(
      '(not verified)',
    );
    expect(textWith({ identity: identity(1, { nhsNumber: null }) })).toContain('none recorded');
  });

  it('says that an address is withheld, not recorded, or could not be loaded', () => {
    const livesOf = (address: unknown): string => textWith({ identity: identity(1, { address }) });
    expect(livesOf(withheld())).toContain('Lives address withheld from you');
    expect(livesOf(notRecorded())).toContain('Lives no address recorded');
    expect(livesOf(null)).toContain('Lives address could not be loaded');
  });

  it('says of a restricted person that the address is private, and to tell nobody', () => {
    const words = 'Address kept private. Do not tell anyone where this person is.';
    const restricted = { restricted: true, address: withheld(), telephone: withheld() };
    const text = textWith({ identity: identity(1, restricted) });
    expect(text).toContain(words);
    expect(text).not.toContain('Lives');
    expect(text).toContain('The person’s own telephone is kept private.');
    const seen = textWith({ identity: identity(1, { restricted: true }) });
    expect(seen).toContain(words);
    expect(seen).toContain('Lives 12 Meads Road');
    expect(textWith({})).not.toContain('kept private');
  });

  it('says over everything that the person has died', () => {
    expect(textWith({ identity: identity(1, { died: death() }) })).toContain(
      'This person has died, 20 Nov 2026, at home.',
    );
  });

  it('offers no question and no withdrawal once the person has died', () => {
    const died = death({ on: null, place: null });
    expect(textWith({ identity: identity(1, { died: null }) })).toContain('They say otherwise');
    expect(textWith({ identity: identity(1, { died }) })).not.toContain('They say otherwise');
  });

  it('says that it is withheld', () => {
    expect(textWith({ identity: withheld() })).toContain('Who this is, is withheld from you');
  });
});

describe('who to call', () => {
  const daughter = contact({ id: 'c2', name: 'Ruth', kind: 'PERSONAL' });
  const nurse = contact({ id: 'c3', name: 'Jo', availability: 'IN_HOURS', answersNow: false });
  const line = contact();

  it('puts first whoever answers now, professionals before family', () => {
    const order = inOrderOfCalling([nurse, daughter, line] as never).map(({ name }) => name);
    expect(order).toEqual(['Hospice advice line', 'Ruth', 'Jo']);
  });

  it('puts the line that answers for the plan before a key worker who answers now', () => {
    const keyWorker = contact({ ...nurse, purpose: null, answersNow: true, keyWorker: true });
    const gp = contact({ id: 'c4', name: 'Surgery', purpose: 'Doctor on call' });
    const hospice = contact({ id: 'c5', name: 'Hospice at home', purpose: null });
    const order = inOrderOfCalling([gp, keyWorker, hospice, daughter, line] as never);
    expect(order.map(({ name }) => name)).toEqual([
      'Hospice advice line',
      'Hospice at home',
      'Jo',
      'Surgery',
      'Ruth',
    ]);
  });

  it('gives no relative as the number of a service', () => {
    expect(numberToCall([daughter] as never)).toBeUndefined();
  });

  it('lists the person’s own telephone once where it is the number of their home', () => {
    const home = contact({ id: 'c6', name: 'Nurse in charge', telephone: '01323 000300' });
    const text = textWith({ contacts: contacts(1, [line, home]) });
    expect(text).toContain('Nurse in charge any hour');
    expect(text).toContain('the person’s own telephone 01323 000300');
    expect(text.match(/own telephone/g)).toHaveLength(1);
    expect(text).not.toContain('01323 000 300');
    expect(textWith({})).toContain('Peggy the person’s own telephone 01323 000 300');
  });

  it('leaves nobody out, and says who does not answer now', () => {
    const text = textWith({ contacts: contacts(1, [nurse, daughter, line]) });
    expect(text).toContain('Jo Closed now. Answers weekdays 08:00 to 18:30');
    expect(text).toContain('Ruth');
  });

  it('gives no number for now where nobody answers now', () => {
    expect(numberToCall([nurse] as never)).toBeUndefined();
    expect(numberToCall([])).toBeUndefined();
  });

  it('dials digits only', () => {
    expect(telephoneLink('+44 (0)1323 000-101')).toBe('tel:+4401323000101');
  });

  it('says that nobody is recorded only where the list was read and is empty', () => {
    expect(textWith({ contacts: contacts(1, []) })).toContain('Nobody has recorded who to call.');
    expect(textWith({ contacts: unavailable() })).not.toContain('Nobody has recorded who to call');
    const body = { data: { person: person(1, { contacts: contacts(1, []) }) } };
    const cutOff = textOf(urgentElement(200, body, { live: { kind: 'lost', sinceMs: 0 } }));
    expect(cutOff).not.toContain('Nobody has recorded who to call');
    expect(cutOff).toContain('Nobody had recorded who to call when it was read at 02:14:07.');
  });
});

describe('the foot', () => {
  it('offers no way that the reader may not follow', () => {
    const waysOf = (readerMayOpen: string[]): string => {
      const endOfLifePlan = plan(1, { readerMayOpen });
      return textWith({ endOfLifePlan }).split('Review by').at(-1) ?? '';
    };
    expect(waysOf([])).not.toMatch(/Whole plan|History/);
    expect(waysOf(['HISTORY'])).toMatch(/History/);
    expect(waysOf(['HISTORY'])).not.toContain('Whole plan');
  });

  const reading = readingAt(1);

  it('says at what second it was read from the record itself', () => {
    expect(readWords(reading, { kind: 'live' })).toBe('Read at 02:14:07 from the record itself.');
  });

  it('says that it may be out of date, and as of when', () => {
    expect(readWords({ ...reading, current: false }, { kind: 'live' })).toBe(
      'May be out of date, as of 02:14:07.',
    );
  });

  it('says since when it is not live', () => {
    const sinceMs = Date.parse('2026-11-24T02:20:00Z');
    expect(readWords(reading, { kind: 'lost', sinceMs })).toContain('not live since 02:20');
  });

  it('leads to the whole plan, its history and a print', () => {
    const markup = renderToStaticMarkup(urgentElement(200, { data: { person: person() } }));
    expect(markup).toContain(`href="/plan#person=${personId}">Whole plan</a>`);
    expect(markup).toContain(
      `href="/plan#person=${personId}&amp;part=history-heading">History</a>`,
    );
    expect(markup).toContain('>Print</button>');
  });

  it('says why a version was published at once', () => {
    const version = { ...plan().version, wholePlan: false };
    expect(textWith({ endOfLifePlan: plan(1, { version }) })).toContain(
      'Version 4, published at once because waiting could harm, 3 Nov 2026 10:42',
    );
  });

  it('names the version, and what made it', () => {
    expect(textWith({})).toContain(
      'Published version 4, 3 Nov 2026 10:42, by Dr A. Osei, Consultant.',
    );
    expect(textWith({ endOfLifePlan: plan(1, { version: null, lifecycle: 'DRAFT' }) })).toContain(
      'Nothing has been published: only a draft exists.',
    );
  });
});
