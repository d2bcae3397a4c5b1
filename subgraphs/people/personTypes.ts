/** The graph's words for who a person is. `Person` is the entity that every subgraph extends. */
import { createUnionType, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  Coded,
  NotRecorded,
  NotShared,
  Reading,
  Unavailable,
  Withheld,
  revisionSays,
} from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateTimeScalar, PartialDateScalar } from '../shared/scalars';

@ObjectType({ description: 'A person with a record. `identity` says whether we hold them.' })
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID)
  id!: string;
}

@ObjectType()
export class PersonName {
  @Field(() => String)
  family!: string;
  @Field(() => [String])
  given!: readonly string[];
  @Field(() => String, { nullable: true })
  prefix?: string | undefined;
  @Field(() => String, { nullable: true, description: 'What the person likes to be called.' })
  preferred?: string | undefined;
}

@ObjectType()
export class Death {
  @Field(() => PartialDateScalar, { nullable: true, description: 'Null: the day is not known.' })
  on?: string | undefined;
  @Field(() => String, { nullable: true })
  place?: string | undefined;
  @Field(() => String, { nullable: true, description: 'FORMAL: registrar. INFORMAL: told by.' })
  source?: string | undefined;
  @Field(() => DateTimeScalar)
  recordedAt!: string;
}

@ObjectType()
export class Address {
  @Field(() => [String])
  lines!: readonly string[];
  @Field(() => String, { nullable: true })
  postcode?: string | undefined;
}

@ObjectType()
export class Telephone {
  @Field(() => String)
  number!: string;
}

@ObjectType({
  description: 'We hold no such person. This is not "no decision": look again, or ask.',
})
export class PersonNotFound {
  @Field(() => String)
  message!: string;
}

@ObjectType({
  description: 'The record was erased: nothing of it can be read. This is not "no decision".',
})
export class PersonErased {
  @Field(() => String)
  message!: string;
  @Field(() => DateTimeScalar)
  erasedAt!: string;
}

export const AddressAnswer = createUnionType({
  name: 'AddressAnswer',
  types: () => [Address, NotRecorded, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

export const TelephoneAnswer = createUnionType({
  name: 'TelephoneAnswer',
  types: () => [Telephone, NotRecorded, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType()
export class Identity {
  @Field(() => PersonName)
  name!: PersonName;
  @Field(() => PartialDateScalar)
  dateOfBirth!: string;
  @Field(() => Int, { nullable: true, description: 'Whole years, on the day in Europe/London.' })
  age!: number | null;
  @Field(() => String, { nullable: true, description: 'FHIR R4 administrative gender.' })
  sex?: string | undefined;
  @Field(() => String, { nullable: true, description: 'Ten digits.' })
  nhsNumber?: string | undefined;
  @Field(() => Coded, { nullable: true })
  nhsNumberStatus?: Coded | undefined;
  @Field(() => AddressAnswer)
  address!: object;
  @Field(() => TelephoneAnswer)
  telephone!: object;
  @Field(() => Boolean, { description: 'Address and telephone are for entitled roles only.' })
  restricted!: boolean;
  @Field(() => Death, { nullable: true })
  died?: Death | undefined;
  @Field(() => String, { description: revisionSays })
  revision!: string;
  @Field(() => Reading)
  reading!: Reading;
}

export const PersonIdentity = createUnionType({
  name: 'PersonIdentity',
  types: () => [Identity, PersonNotFound, PersonErased, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
