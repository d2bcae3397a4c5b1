/** What is registered about a made-up person, and whom to call: the contacts of a real household. */
import type { MadeUpPerson } from './madeUpPerson';

/** The practice of the demo's GP (`actors.ts`). */
const gpPractice = 'X2GPP';
/** NHS number status: present and verified. */
const verified = '01';

export const registrationOf = (person: MadeUpPerson): object => {
  const { entry, residence, telephone } = person;
  const { title, given, preferred, family, dateOfBirth, sex, nhsNumber, state } = entry;
  return {
    name: { family, given, prefix: title, ...(preferred === undefined ? {} : { preferred }) },
    dateOfBirth,
    sex,
    address: { lines: residence.lines, postcode: residence.postcode },
    telephone,
    nhsNumber,
    nhsNumberStatus: verified,
    gpPractice,
    ...(state === 'RESTRICTED' ? { restricted: true } : {}),
  };
};

const hospiceLine = {
  name: 'Hospice advice line',
  kind: 'PROFESSIONAL',
  organisation: 'Seven Sisters Hospice',
  telephone: '01323 000 101',
  availability: 'ANY_HOUR',
  purpose: 'Answers for this plan',
};

const communityNurse = {
  name: 'Jo Marsh',
  kind: 'PROFESSIONAL',
  relationship: 'community nurse',
  organisation: 'Cuckmere Community Nursing',
  telephone: '01632 960 210',
  availability: 'IN_HOURS',
  purpose: 'Visits, medicines, dressings',
  keyWorker: true,
};

const nightNurses = {
  name: 'Night and weekend nurses',
  kind: 'PROFESSIONAL',
  organisation: 'Cuckmere Community Nursing',
  telephone: '01632 960 211',
  availability: 'OUT_OF_HOURS',
  purpose: 'Will come and give just-in-case medicines',
};

const practice = {
  name: 'Meads Surgery',
  kind: 'PROFESSIONAL',
  relationship: 'GP practice',
  telephone: '01632 960 220',
  availability: 'IN_HOURS',
  purpose: 'Doctor on call for the day',
};

const nurseInCharge = (person: MadeUpPerson): object => ({
  name: person.entry.home === 'nursing home' ? 'Nurse in charge' : 'Senior carer on duty',
  kind: 'PROFESSIONAL',
  organisation: person.residence.house,
  telephone: person.telephone,
  availability: 'ANY_HOUR',
  purpose: 'Knows the person and the medicines',
});

const kinOf = ({ entry, kinTelephone }: MadeUpPerson): object => ({
  name: entry.kin.name,
  kind: 'PERSONAL',
  relationship: entry.kin.relation,
  telephone: kinTelephone,
  availability: 'ANY_HOUR',
  ...(entry.kin.isAttorney ? { purpose: 'Ask before treatment is decided', isAttorney: true } : {}),
});

/** Whom to call, in the order in which a crew would. Without a plan only the practice and family. */
export const contactsOf = (person: MadeUpPerson): readonly object[] => {
  if (person.entry.state === 'NO_PLAN') return [practice, kinOf(person)];
  const isCaredForThere = person.residence.house !== undefined;
  return [
    hospiceLine,
    ...(isCaredForThere ? [nurseInCharge(person)] : [communityNurse]),
    nightNurses,
    kinOf(person),
    practice,
  ];
};
