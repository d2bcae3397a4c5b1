/**
 * Who looked at a person's record: which organisation and role, when, which parts, why. For the
 * person and for a privacy officer; looks made for safeguarding are told to the latter alone.
 */
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { CuckmereError } from '../../events/errors';
import { isUuidText } from '../../events/ids';
import { roleNames } from '../../policy/request';
import type { Role } from '../../policy/request';
import type { AccessEntry, AccessRow } from '../../projections/accessList';
import { accessPrefixes } from '../../projections/runner';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo } from '../shared/access';
import { positionIn, readingOf, tokenFor } from '../shared/reading';
import { said, unavailable, unavailableFor, withheld } from '../shared/saying';
import { AccessLogAnswer, Person } from './accessLogTypes';
import type { AccessLogEdge, AccessLogEntry } from './accessLogTypes';
import { looksToldOf, partsOf, wasRefused, whatWasDone, whyOf } from './accessWords';

export const accessLogLimits = {
  /** Entries of one page at the most (DESIGN.md 6). */
  entriesMax: 100,
  /** Rows that are read at once to fill a page, since some may not be told of. */
  rowsAtOnce: 200,
} as const;

@Resolver(() => Person)
export class AccessLogFields {
  constructor(private readonly house: House) {}

  @FieldResolver(() => AccessLogAnswer, { description: 'Who looked at this record, newest first.' })
  async accessLog(
    @Root() person: Person,
    @Ctx() context: ResolverContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<object> {
    try {
      const decision = await mayDo(this.house, context, person.id, 'READ_ACCESS_LOG', 'accessLog');
      if (decision.effect === 'deny') return withheld(decision);
      const before = typeof after === 'string' ? positionIn(this.house, after) : undefined;
      const isCursor = typeof after !== 'string' || before !== undefined;
      if (first < 1 || first > accessLogLimits.entriesMax || !isCursor) {
        const message = `first is from 1 to ${String(accessLogLimits.entriesMax)}; after is a cursor of this list.`;
        return unavailable('BAD_REQUEST', message);
      }
      return await this.page(person.id, context, first, before);
    } catch (error) {
      return unavailableFor(error, 'The list of who looked', context.requestId);
    }
  }

  private async page(
    id: string,
    context: ResolverContext,
    first: number,
    before: string | undefined,
  ): Promise<object> {
    const { store, accessRunner, models } = this.house;
    const last = await store.lastPosition(accessPrefixes);
    const isCurrent = last === undefined || (await accessRunner.waitFor(last));
    if (models.accessList.isHalted(id)) {
      throw new CuckmereError('VIEW_HALTED', 'An access record cannot be read.');
    }
    const mayKnowAll = context.caller.actor.role === 'PRIVACY_OFFICER';
    const edges = isUuidText(id) ? await this.edges(id, mayKnowAll, first + 1, before) : [];
    const shown = edges.slice(0, first);
    return said('AccessLogConnection', {
      edges: shown,
      pageInfo: { hasNextPage: edges.length > first, endCursor: shown.at(-1)?.cursor ?? null },
      reading: readingOf(this.house, { state: undefined, revision: -1, position: last, isCurrent }),
    });
  }

  /** At most `wanted`, of those that this reader may know of. */
  private async edges(
    id: string,
    mayKnowAll: boolean,
    wanted: number,
    before: string | undefined,
  ): Promise<AccessLogEdge[]> {
    const edges: AccessLogEdge[] = [];
    const { rowsAtOnce } = accessLogLimits;
    let at = before;
    for (;;) {
      const rows = await this.house.models.accessList.page(id, at, rowsAtOnce);
      for (const row of rows) {
        const node = this.entryOf(row, mayKnowAll);
        if (node) edges.push({ cursor: tokenFor(this.house, row.position), node });
        if (edges.length === wanted) return edges;
      }
      at = rows.at(-1)?.position;
      if (rows.length < rowsAtOnce) return edges;
    }
  }

  /** Undefined where this reader may not know of it. */
  private entryOf({ entry }: AccessRow, mayKnowAll: boolean): AccessLogEntry | undefined {
    const looks = looksToldOf(entry, mayKnowAll);
    if (looks.length === 0) return undefined;
    const { organisation, organisationName, role } = entry.who;
    return {
      at: entry.at,
      organisation,
      organisationName,
      role: roleNames[role as Role] ?? role,
      staffName: this.nameOf(entry),
      did: whatWasDone(entry, looks),
      parts: partsOf(looks),
      why: whyOf(entry, looks),
      refused: wasRefused(looks),
    };
  }

  private nameOf({ who }: AccessEntry): string | null {
    return this.house.namesStaffOf.has(who.organisation) ? who.name : null;
  }
}
