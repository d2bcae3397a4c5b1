/** The draft that editors share, the versions ever published, and what changed since a position. */
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanState } from '../../events/end-of-life-plan/state';
import { describeChanges } from '../../events/end-of-life-plan/words';
import { historyOf } from '../../projections/history';
import { planVersions } from '../../projections/planVersions';
import { nothingRead, readAt } from '../../projections/strongRead';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { isNotShared, mayDo, wouldPermit } from '../shared/access';
import { noteReading, positionIn, readingOf, tokenFor } from '../shared/reading';
import { authorOf, notShared, said, unavailable, unavailableFor, withheld } from '../shared/saying';
import { changesIn } from './changesIn';
import type { ChangesAsked } from './changesIn';
import { asRead, insteadOfCpr } from './cprInPlan';
import { CprDecision } from './cprTypes';
import {
  EndOfLifePlan,
  Person,
  PlanChangesAnswer,
  PlanDraftAnswer,
  PlanPart,
  PlanVersionsAnswer,
} from './planTypes';
import type { PlanChangeSentence } from './planTypes';
import { sayCpr } from './sayCpr';
import { sayDraft } from './sayPlan';
import type { SayOptions } from './sayPlan';

/** Versions of one page at the most (DESIGN.md 6). */
const versionsMax = 100;
/** Change sentences at the most; older ones stand in the history. */
const sentencesMax = 100;

/** What `endOfLifePlan` keeps for the fields below it. */
interface PlanRoot {
  readonly personId: string;
  readonly state: EndOfLifePlanState;
  readonly options: SayOptions;
}

@Resolver(() => EndOfLifePlan)
export class PlanHistory {
  constructor(private readonly house: House) {}

  @FieldResolver(() => CprDecision)
  async cprDecision(@Root() root: object, @Ctx() context: ResolverContext): Promise<object> {
    const { personId, state, options } = root as PlanRoot;
    try {
      const instead = await insteadOfCpr(this.house, context, personId, 'READ');
      return instead ?? sayCpr(state.published?.cpr, state, options);
    } catch (error) {
      return unavailableFor(error, 'The decision', context.requestId);
    }
  }

  @FieldResolver(() => PlanDraftAnswer)
  async draft(@Root() root: object, @Ctx() context: ResolverContext): Promise<object> {
    const { personId, state, options } = root as PlanRoot;
    const decision = await mayDo(this.house, context, personId, 'READ_DRAFT', 'plan');
    if (decision.effect === 'deny') return withheld(decision);
    const instead = await insteadOfCpr(this.house, context, personId, 'READ_DRAFT');
    return sayDraft(state, { ...options, insteadOfCpr: instead });
  }

  @FieldResolver(() => PlanVersionsAnswer, { description: 'Newest first.' })
  async versions(
    @Root() root: object,
    @Ctx() context: ResolverContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<object> {
    const { personId, options } = root as PlanRoot;
    try {
      const decision = await mayDo(this.house, context, personId, 'READ', 'history');
      if (decision.effect === 'deny') return withheld(decision);
      if (first < 1 || first > versionsMax || (after && !/^\d{1,9}$/.test(after))) {
        const message = `first is from 1 to ${String(versionsMax)}; after is a cursor of this list.`;
        return unavailable('BAD_REQUEST', message);
      }
      const instead = await insteadOfCpr(this.house, context, personId, 'READ');
      const page = { first, ...(after ? { before: Number(after) } : {}) };
      return await this.versionPage(personId, options, page, instead);
    } catch (error) {
      return unavailableFor(error, 'The history', context.requestId);
    }
  }

  @FieldResolver(() => [PlanPart], {
    description: 'What else of the plan the reader may open, so that a page offers no other way.',
  })
  async readerMayOpen(
    @Root() root: object,
    @Ctx() context: ResolverContext,
  ): Promise<(keyof typeof PlanPart)[]> {
    const { personId } = root as PlanRoot;
    const ask = (action: 'READ' | 'READ_DRAFT', section: 'plan' | 'history') =>
      wouldPermit(this.house, context, personId, action, section);
    const [draft, history] = await Promise.all([ask('READ_DRAFT', 'plan'), ask('READ', 'history')]);
    return [...(draft ? [PlanPart.DRAFT] : []), ...(history ? [PlanPart.HISTORY] : [])];
  }

  private async versionPage(
    personId: string,
    options: SayOptions,
    { first, ...from }: { readonly first: number; readonly before?: number },
    instead: object | undefined,
  ): Promise<object> {
    const rows = await planVersions(this.house, personId, { limit: first + 1, ...from });
    const edges = rows.slice(0, first).map((row, index) => ({
      cursor: String(row.version),
      node: {
        number: row.version,
        episode: row.episode,
        publishedAt: row.publishedAt,
        publishedBy: authorOf(row.publishedBy),
        wholePlan: row.scope === 'whole',
        changes: describeChanges(
          asRead(rows[index + 1]?.content, instead),
          asRead(row.content, instead),
        ),
        cprDecision: instead ?? sayCpr(row.content.cpr, endOfLifePlanDecider.initialState, options),
      },
    }));
    const endCursor = edges.at(-1)?.cursor ?? null;
    return said('PlanVersionConnection', {
      edges,
      pageInfo: { hasNextPage: rows.length > first, endCursor },
    });
  }
}

@Resolver(() => Person)
export class PlanChangesField {
  constructor(private readonly house: House) {}

  @FieldResolver(() => PlanChangesAnswer, { description: 'What changed after a position.' })
  async planChanges(
    @Root() person: Person,
    @Ctx() context: ResolverContext,
    @Arg('after', () => String) after: string,
  ): Promise<object> {
    try {
      const decision = await mayDo(this.house, context, person.id, 'READ', 'plan');
      if (decision.effect === 'deny') return withheld(decision);
      if (isNotShared(decision)) return notShared();
      const position = positionIn(this.house, after);
      if (position === undefined) {
        return unavailable('POSITION_UNKNOWN', 'after is not a position of this log: read again.');
      }
      const instead = await insteadOfCpr(this.house, context, person.id, 'READ');
      const past = await mayDo(this.house, context, person.id, 'READ', 'history');
      const told = { after: position, instead, isPastTold: past.effect === 'permit' };
      return await this.changesSince(person.id, context, told);
    } catch (error) {
      return unavailableFor(error, 'What changed', context.requestId);
    }
  }

  private async changesSince(
    id: string,
    context: ResolverContext,
    asked: ChangesAsked,
  ): Promise<object> {
    const { initialState } = endOfLifePlanDecider;
    const steps = await historyOf(this.house, endOfLifePlanDecider, id);
    const changes = changesIn(steps, asked).map(({ sentence, stamp }): PlanChangeSentence => ({
      sentence,
      at: stamp.recordedAt,
      by: authorOf(stamp.author),
      position: tokenFor(this.house, stamp.position),
    }));
    const read = readAt(nothingRead(initialState), steps.at(-1));
    noteReading(context, id, 'plan', read);
    const reading = readingOf(this.house, read);
    return said('PlanChanges', { changes: changes.slice(-sentencesMax), reading });
  }
}
