/** The graph's words for what a person agreed to: words on sharing, delegations, what is kept. */
import { createUnionType, Directive, Field, ID, ObjectType } from 'type-graphql';
import { NotRecorded, NotShared, Reading, Unavailable, Withheld } from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateScalar, DateTimeScalar } from '../shared/scalars';

const optional = { nullable: true } as const;

@ObjectType()
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID)
  id!: string;
}

@ObjectType()
abstract class Recorded {
  @Field(() => DateTimeScalar)
  recordedAt!: string;
  @Field(() => String, { description: 'Name of who recorded it.' })
  recordedBy!: string;
}

@ObjectType({ description: 'A word on sharing. What it does not name it is about as a whole.' })
export class SharingDecision extends Recorded {
  @Field(() => String, { description: 'GIVEN, REFUSED or WITHDRAWN.' })
  decision!: string;
  @Field(() => String, { description: 'PERSON, BEST_INTERESTS or ATTORNEY.' })
  decidedBy!: string;
  @Field(() => String, optional)
  reason?: string | undefined;
  @Field(() => DateScalar, optional)
  onDate?: string | undefined;
  @Field(() => String, { nullable: true, description: 'END_OF_LIFE, CRISIS or CARE.' })
  planKind?: string | undefined;
  @Field(() => String, optional)
  section?: string | undefined;
  @Field(() => String, {
    nullable: true,
    description: 'URGENT_CARE, CARE_TEAM, SOCIAL_CARE, CARERS or EVERYONE.',
  })
  audience?: string | undefined;
}

@ObjectType()
export class ConsentTaker {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  role!: string;
}

@ObjectType({ description: 'A carer whom the person lets see some sections.' })
export class Delegation extends Recorded {
  @Field(() => ID)
  delegationId!: string;
  @Field(() => String, { description: 'Name of the carer.' })
  name!: string;
  @Field(() => String)
  relationship!: string;
  @Field(() => [String])
  sections!: readonly string[];
  @Field(() => DateTimeScalar)
  until!: string;
  @Field(() => ConsentTaker, {
    nullable: true,
    description: 'Who recorded that consent was freely given; null: the person did it themselves.',
  })
  consentTakenBy?: ConsentTaker | undefined;
}

@ObjectType({ description: 'A section that is not shown to the person and their carers.' })
export class KeptSection extends Recorded {
  @Field(() => String)
  section!: string;
  @Field(() => String, { description: 'THIRD_PARTY, NOT_YET_DISCUSSED or SAFEGUARDING.' })
  flag!: string;
  @Field(() => String, optional)
  reason?: string | undefined;
  @Field(() => Withheld, { nullable: true, description: 'In the place of a reason not shown.' })
  reasonWithheld?: Withheld | undefined;
  @Field(() => DateTimeScalar, optional)
  until?: string | undefined;
}

@ObjectType()
export class Sharing {
  @Field(() => [SharingDecision], {
    description:
      'The last word of each scope, oldest first; on a part shown on one tap, or sealed, to whoever may read that part.',
  })
  decisions!: readonly SharingDecision[];
  @Field(() => [Delegation], { description: 'Those that stand now.' })
  delegations!: readonly Delegation[];
  @Field(() => [KeptSection], {
    description:
      'Of parts that the reader may read. Empty to the person and their carers, whatever is kept from them.',
  })
  kept!: readonly KeptSection[];
  @Field(() => String)
  revision!: string;
  @Field(() => Reading)
  reading!: Reading;
}

export const SharingAnswer = createUnionType({
  name: 'SharingAnswer',
  types: () => [Sharing, NotRecorded, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
