/** The draft that editors share, the versions ever published, and what changed since a position. */
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanEvent } from '../../events/end-of-life-plan/events';
import type { EndOfLifePlanState } from '../../events/end-of-life-plan/state';
import { describeChanges, eventSentence } from '../../events/end-of-life-plan/words';
import { streamName } from '../../events/ids';
import { openRecords } from '../../events/store/codec';
import { readStreamFrom } from '../../events/store/fold';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { isSelf, mayDo } from '../shared/access';
import { positionIn, readingOf, tokenFor } from '../shared/reading';
import { authorOf, notShared, said, unavailable, unavailableFor, withheld } from '../shared/saying';
import {
  EndOfLifePlan,
  Person,
  PlanChangesAnswer,
  PlanDraftAnswer,
  PlanVersionsAnswer,
} from './planTypes';
import type { PlanChangeSentence } from './planTypes';
import { sayCpr } from './sayCpr';
import { sayDraft } from './sayPlan';
import type { SayOptions } from './sayPlan';

/** Versions of one page at the most (DESIGN.md 6). */
const versionsMax = 100;
/** How long the history waits for its read model; the decision beside it must not be late. */
const versionsWaitMs = 300;
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

  @FieldResolver(() => PlanDraftAnswer)
  async draft(@Root() root: object, @Ctx() context: ResolverContext): Promise<object> {
    const { personId, state, options } = root as PlanRoot;
    const decision = await mayDo(this.house, context, personId, 'READ_DRAFT', 'plan');
    return decision.effect === 'deny' ? withheld(decision) : sayDraft(state, options);
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
      return await this.versionPage(personId, options, first, after ? Number(after) : undefined);
    } catch (error) {
      return unavailableFor(error, 'The history', context.requestId);
    }
  }

  private async versionPage(
    personId: string,
    options: SayOptions,
    first: number,
    before: number | undefined,
  ): Promise<object> {
    const last = await this.house.store.lastPosition();
    if (last && !(await this.house.runner.waitFor(last, versionsWaitMs))) {
      return unavailable('STORE_UNAVAILABLE', 'The history is not up to date yet; try again.');
    }
    const rows = await this.house.models.endOfLifePlans.versions(personId, first + 1, before);
    const edges = rows.slice(0, first).map((row, index) => ({
      cursor: String(row.version),
      node: {
        number: row.version,
        episode: row.episode,
        publishedAt: row.publishedAt,
        publishedBy: authorOf(row.publishedBy),
        wholePlan: row.scope === 'whole',
        changes: describeChanges(rows[index + 1]?.content, row.content),
        cprDecision: sayCpr(row.content.cpr, endOfLifePlanDecider.initialState, options),
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
      if (isSelf(context, person.id)) return notShared();
      const position = positionIn(this.house, after);
      if (position === undefined) {
        return unavailable('POSITION_UNKNOWN', 'after is not a position of this log: read again.');
      }
      return await this.changesSince(person.id, position);
    } catch (error) {
      return unavailableFor(error, 'What changed', context.requestId);
    }
  }

  private async changesSince(id: string, after: string): Promise<object> {
    const stream = streamName('endOfLifePlan', id);
    const records = await readStreamFrom(this.house.store, stream, -1n);
    const changes: PlanChangeSentence[] = [];
    let state = endOfLifePlanDecider.initialState;
    for (const opened of await openRecords(this.house.keys, records)) {
      if (opened.kind === 'unreadable') throw opened.error;
      if (opened.kind === 'erased') continue;
      const event = opened.event as EndOfLifePlanEvent;
      const next = endOfLifePlanDecider.evolve(state, event, opened.stamp);
      if (opened.record.position > after) {
        const { recordedAt, author, position } = opened.stamp;
        const spoken = next.published ? describeChanges(state.published, next.published) : [];
        for (const sentence of [...spoken, ...eventSentence(event)]) {
          const token = tokenFor(this.house, position);
          changes.push({ sentence, at: recordedAt, by: authorOf(author), position: token });
        }
      }
      state = next;
    }
    const last = records.at(-1);
    const reading = readingOf(this.house, {
      state,
      revision: records.length - 1,
      position: last?.position,
      isCurrent: true,
    });
    return said('PlanChanges', { changes: changes.slice(-sentencesMax), reading });
  }
}
