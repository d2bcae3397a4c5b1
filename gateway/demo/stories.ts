/** All stories by the names that the roster uses. */
import { storiesOfCancer } from './storiesOfCancer';
import { storiesOfHeartAndLungs } from './storiesOfHeartAndLungs';
import { storiesOfNervesAndAge } from './storiesOfNervesAndAge';
import type { Story } from './story';

const stories = { ...storiesOfCancer, ...storiesOfHeartAndLungs, ...storiesOfNervesAndAge };
export type StoryName = keyof typeof stories;

export const storyOf = (name: StoryName): Story => {
  const story: Story | undefined = stories[name];
  if (story === undefined) throw new RangeError(`The demo population has no story "${name}".`);
  return story;
};
