/**
 * One made-up person with all that is generated about them. Everything follows from the roster row
 * and the seed, so two runs make the same person; days are counted from the moment the demo was made.
 */
import { londonDay } from '../../events/plan/londonDay';
import { chanceFrom } from './chance';
import type { Chance } from './chance';
import { landline, mobile, residenceIn } from './county';
import type { Residence } from './county';
import { demoSeed } from './demoIds';
import type { RosterEntry } from './roster';
import { storyOf } from './stories';
import type { Story } from './story';

export interface MadeUpPerson {
  readonly entry: RosterEntry;
  readonly story: Story;
  readonly residence: Residence;
  readonly telephone: string;
  readonly kinTelephone: string;
  /** What the person is called in a sentence. */
  readonly called: string;
  /** "Ruth Ellis, daughter" in a sentence: "daughter Ruth Ellis". */
  readonly kin: string;
  /** Who speaks where a wish is recorded: the person, or their kin for them. */
  readonly speaker: string;
  readonly chance: Chance;
  /** `YYYY-MM-DD`, `count` days after the day the demo was made; negative: before it. */
  readonly day: (count: number) => string;
}

export const madeUpPerson = (entry: RosterEntry, madeAt: string): MadeUpPerson => {
  const chance = chanceFrom(demoSeed + entry.number);
  const isMargaret = entry.number === 1;
  const generated = residenceIn(entry.town, entry.home, chance);
  const telephone = landline(chance);
  const kinTelephone = mobile(chance);
  const called = entry.preferred ?? entry.given[0] ?? entry.family;
  const kin = `${entry.kin.relation} ${entry.kin.name}`;
  const story = storyOf(entry.story);
  return {
    entry,
    story,
    residence: isMargaret ? margaretLives : generated,
    telephone,
    kinTelephone: isMargaret ? '07700 900 118' : kinTelephone,
    called,
    kin,
    speaker: story.lacksCapacity === undefined ? called : `${kin}, for ${called}`,
    chance,
    day: daysFrom(madeAt),
  };
};

const margaretLives: Residence = { lines: ['12 Meads Road', 'Eastbourne'], postcode: 'BN20 7QE' };

const dayMs = 24 * 60 * 60 * 1000;

const daysFrom = (madeAt: string) => {
  const first = Date.parse(`${londonDay(madeAt)}T00:00:00Z`);
  return (count: number): string => new Date(first + count * dayMs).toISOString().slice(0, 10);
};
