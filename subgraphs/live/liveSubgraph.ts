/**
 * The live subgraph: it owns the subscription roots and answers their own fields from the event.
 * Words and content come from the other subgraphs, under policy, at or past its position.
 */
import {
  Arg,
  Directive,
  Field,
  ID,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { DateTimeScalar } from '../shared/scalars';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { planChangeKinds } from './planChange';
import type { PlanChangeEvent, PlanChangeKind } from './planChange';

const PlanChangeKindEnum = Object.fromEntries(planChangeKinds.map((kind) => [kind, kind]));
registerEnumType(PlanChangeKindEnum, {
  name: 'PlanChangeKind',
  description: 'OPENED is the first message of a subscription, at the position it starts from.',
});

@ObjectType()
@Directive('@key(fields: "id", resolvable: false)')
export class Person {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: 'Something about this person was recorded.' })
export class PlanChange {
  @Field(() => String, { description: 'Token: give it back as `after` to miss nothing.' })
  position!: string;
  @Field(() => PlanChangeKindEnum)
  kind!: PlanChangeKind;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => Person)
  person!: Person;
}

@Resolver()
export class LiveRoots {
  @Query(() => Boolean, { description: 'True: the live part of the graph answers.' })
  liveIsServed(): boolean {
    return true;
  }

  @Subscription(() => PlanChange, {
    description:
      'Every change to what is recorded about a person, in log order. Give `after` the last position received and nothing is missed.',
    // The gateway feeds each event in as the root value; nothing is subscribed to here.
    subscribe: () => {
      throw new Error('The gateway runs subscriptions.');
    },
  })
  planChanged(
    @Root() event: PlanChangeEvent,
    @Arg('personId', () => ID) _personId: string,
    @Arg('after', () => String, { nullable: true }) _after?: string,
  ): PlanChange {
    const { position, kind, at, personId } = event;
    return { position, kind, at, person: { id: personId } };
  }
}

export const liveSubgraph = (): Subgraph =>
  defineSubgraph({ name: 'live', resolvers: [new LiveRoots()], references: {} });
