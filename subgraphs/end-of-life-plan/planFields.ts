/**
 * What the end-of-life subgraph says of a person. Every field rests on one strong read a request
 * and answers with a member of its union: a fault is `Unavailable`, never an absence.
 */
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanState } from '../../events/end-of-life-plan/state';
import { dateTimeText } from '../../events/text';
import type { Section } from '../../policy/request';
import { readAsOf, strongRead } from '../../projections/strongRead';
import type { StrongRead } from '../../projections/strongRead';
import { begun, once } from '../context';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { isNotShared, mayDo } from '../shared/access';
import { readPerson } from '../shared/personFacts';
import { hasReached, noteReading, readingOf, revisionFor, tokenFor } from '../shared/reading';
import { notRecorded, notShared, unavailable, unavailableFor, withheld } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';
import { CprDecision } from './cprTypes';
import { EndOfLifePlanAnswer, Person } from './planTypes';
import { sayCpr } from './sayCpr';
import { sayPlan } from './sayPlan';
import type { SayOptions } from './sayPlan';

type Read = StrongRead<EndOfLifePlanState>;

const asOfWrong = unavailable(
  'BAD_REQUEST',
  'asOf must be a time in UTC ending in Z, such as 2026-11-03T10:42:00Z.',
);

@Resolver(() => Person)
export class PlanFields {
  constructor(private readonly house: House) {}

  @FieldResolver(() => CprDecision, { description: 'Never null, one of seven.' })
  cprDecision(
    @Root() person: Person,
    @Ctx() context: ResolverContext,
    @Arg('asOf', () => DateTimeScalar, { nullable: true }) asOf?: string,
  ): Promise<object> {
    return this.answer(person.id, context, asOf, 'cprDecision', 'The decision', (read, options) =>
      sayCpr(read.state.published?.cpr, read.state, options),
    );
  }

  @FieldResolver(() => EndOfLifePlanAnswer)
  endOfLifePlan(
    @Root() person: Person,
    @Ctx() context: ResolverContext,
    @Arg('asOf', () => DateTimeScalar, { nullable: true }) asOf?: string,
  ): Promise<object> {
    return this.answer(person.id, context, asOf, 'plan', 'The plan', (read, options) => {
      if (read.state.episode > 0) {
        const plan = sayPlan(read.state, options, (position) => tokenFor(this.house, position));
        return Object.assign(plan, { personId: person.id, state: read.state, options });
      }
      if (!read.isCurrent) return unavailable('STORE_UNAVAILABLE', 'The plan could not be read.');
      return options.isSelf
        ? notShared()
        : notRecorded('Nobody has started an end-of-life plan here.', options.reading);
    });
  }

  private read(context: ResolverContext, id: string, asOf: string | undefined): Promise<Read> {
    return once(context, `plan ${id} ${asOf ?? ''}`, () =>
      asOf === undefined
        ? strongRead(this.house, endOfLifePlanDecider, this.house.models.endOfLifePlans, id)
        : readAsOf(this.house, endOfLifePlanDecider, id, asOf),
    );
  }

  private async answer(
    id: string,
    context: ResolverContext,
    asOf: string | null | undefined,
    section: Section,
    what: string,
    say: (read: Read, options: SayOptions) => object,
  ): Promise<object> {
    try {
      const moment = asOf ?? undefined;
      const isMoment = moment === undefined || dateTimeText.safeParse(moment).success;
      // Begun before the right is known, so that a silent leader is waited for once; told after.
      const reading = isMoment ? begun(this.read(context, id, moment)) : undefined;
      const reaching = hasReached(this.house, context);
      const decision = await mayDo(this.house, context, id, 'READ', section);
      if (decision.effect === 'deny') return withheld(decision);
      if (moment !== undefined) {
        // What stood once and was changed since is the history of the plan, wherever it is asked.
        const past = await mayDo(this.house, context, id, 'READ', 'history');
        if (past.effect === 'deny') return withheld(past);
      }
      if (!reading) return asOfWrong;
      const person = await readPerson(this.house, context, id);
      if (!person.state.registered) {
        return unavailable(
          'PERSON_UNKNOWN',
          'We hold no such person, so nothing is known here. Do not read this as none.',
        );
      }
      const found = await reading;
      const read = { ...found, isCurrent: found.isCurrent && (await reaching) };
      noteReading(context, id, section, read);
      return say(read, {
        reading: readingOf(this.house, read),
        revision: read.revision,
        revisionFor: (revision) => revisionFor(this.house, revision),
        isSelf: isNotShared(decision),
      });
    } catch (error) {
      return unavailableFor(error, what, context.requestId);
    }
  }
}
