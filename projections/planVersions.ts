/**
 * Every version of an end-of-life plan that was ever published, as a crew could see it. Folded from
 * the stream when somebody asks: a copy of the whole plan for each version would be half the cost
 * of every replay, for a list that few read (docs/decisions/0010).
 */
import type { Actor } from '../events/decider';
import { endOfLifePlanDecider } from '../events/end-of-life-plan/endOfLifePlanDecider';
import type { PlanContent } from '../events/end-of-life-plan/state';
import { historyOf } from './history';
import type { Source } from './history';

export interface PlanVersion {
  readonly version: number;
  readonly episode: number;
  readonly publishedAt: string;
  readonly scope: 'whole' | 'cprDecision';
  readonly position: string;
  readonly publishedBy: Actor;
  readonly content: PlanContent;
}

export interface VersionPage {
  readonly limit: number;
  /** Only versions below this one. */
  readonly before?: number;
}

/** Newest first. Throws where an event of the stream cannot be read. */
export const planVersions = async (
  source: Source,
  id: string,
  { limit, before = Infinity }: VersionPage,
): Promise<PlanVersion[]> => {
  const steps = await historyOf(source, endOfLifePlanDecider, id);
  const versions = steps.flatMap(({ event, after, stamp }): PlanVersion[] => {
    if (event.type !== 'EndOfLifePlanPublished' || !after.published) return [];
    const { version, scope } = event.data;
    return [
      {
        version,
        episode: after.episode,
        publishedAt: stamp.recordedAt,
        scope,
        position: stamp.position,
        publishedBy: stamp.author,
        content: after.published,
      },
    ];
  });
  return versions
    .filter(({ version }) => version < before)
    .toReversed()
    .slice(0, limit);
};
