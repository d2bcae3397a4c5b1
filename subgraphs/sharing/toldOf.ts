/**
 * What is said of a part of a record tells something of that part: why it is kept from the person,
 * why somebody may not see it. So it is told to whoever may read the part; the reasons of
 * safeguarding are as sealed as safeguarding itself.
 */
import type { KeptSection as RecordedKept } from '../../events/sharing/sharingDecider';
import type { SharingWord } from '../../events/sharing/consent';
import { sensitivityOf } from '../../policy/request';
import type { AccessDecision, Section } from '../../policy/request';
import { withheld } from '../shared/saying';
import type { KeptSection } from './sharingTypes';

type May = (section: Section) => Promise<AccessDecision>;

/** Shown where it is explicitly needed, or to named people: also what is said of it. */
const isOnTapOrSealed = (section: Section): boolean =>
  ['S3', 'S4'].includes(sensitivityOf[section]);

/** A word on any other part is told to whoever may read words: it is why they are shown less. */
export const wordsToldOf = async (
  words: readonly SharingWord[],
  may: May,
): Promise<readonly SharingWord[]> => {
  const isTold = await Promise.all(
    words.map(
      async ({ section }) =>
        section === undefined ||
        !isOnTapOrSealed(section) ||
        (await may(section)).effect === 'permit',
    ),
  );
  return words.filter((_word, index) => isTold[index] === true);
};

export const keptToldOf = async (
  kept: readonly RecordedKept[],
  may: May,
): Promise<readonly KeptSection[]> => {
  const told = await Promise.all(
    kept.map(async (one): Promise<KeptSection | undefined> => {
      if ((await may(one.section)).effect === 'deny') return undefined;
      if (one.flag !== 'SAFEGUARDING') return one;
      const sealed = await may('safeguarding');
      if (sealed.effect === 'permit') return one;
      // That it is kept from the person must be known, or somebody shows it to them.
      const instead = withheld(sealed);
      return {
        ...one,
        reason: undefined,
        ...('rule' in instead ? { reasonWithheld: instead } : {}),
      };
    }),
  );
  return told.filter((one) => one !== undefined);
};
