/** The graph's words for incidents of 999 and 111: what opens one, and what it is answered with. */
import {
  createUnionType,
  Directive,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { Refused, Unavailable, Withheld } from '../shared/answers';
import { resultOf } from '../shared/results';
import { byTypename } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';

const optional = { nullable: true } as const;

@ObjectType()
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID)
  id!: string;
}

@InputType()
export class IncidentIdentityInput {
  @Field(() => String)
  familyName!: string;
  @Field(() => String)
  givenName!: string;
  @Field(() => String, { description: 'YYYY-MM-DD' })
  dateOfBirth!: string;
}

@InputType()
export class IncidentAddressInput {
  @Field(() => String)
  postcode!: string;
  @Field(() => String)
  familyName!: string;
  @Field(() => String, { description: 'YYYY-MM-DD' })
  dateOfBirth!: string;
}

@InputType({ description: 'One of nhsNumber, identity and address says whom the case is about.' })
export class OpenIncidentInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => String, { description: 'The case in the system of 999 or 111.' })
  caseId!: string;
  @Field(() => String, optional)
  nhsNumber?: string;
  @Field(() => IncidentIdentityInput, optional)
  identity?: IncidentIdentityInput;
  @Field(() => IncidentAddressInput, optional)
  address?: IncidentAddressInput;
  @Field(() => [ID], { nullable: true, description: 'Absent: everyone of the organisation.' })
  crew?: string[];
  @Field(() => Int, { nullable: true, description: 'From 1 to 24; 6 where nothing is said.' })
  hours?: number;
}

@InputType()
export class CloseIncidentInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => ID)
  incidentId!: string;
}

@ObjectType()
export class IncidentOpened {
  @Field(() => ID)
  incidentId!: string;
  @Field(() => String, { description: 'Path of the urgent view; names nobody.' })
  link!: string;
  @Field(() => DateTimeScalar)
  until!: string;
  @Field(() => String)
  position!: string;
}

const WithoutRecordReason = {
  NONE: 'NONE',
  SEVERAL: 'SEVERAL',
  NOT_CERTAIN: 'NOT_CERTAIN',
} as const;
registerEnumType(WithoutRecordReason, { name: 'WithoutRecordReason' });

@ObjectType({ description: 'Nobody was found for certain: nothing was opened, nobody is named.' })
export class IncidentWithoutRecord {
  @Field(() => WithoutRecordReason)
  why!: keyof typeof WithoutRecordReason;
  @Field(() => String)
  message!: string;
}

@ObjectType()
export class IncidentEnded {
  @Field(() => ID)
  incidentId!: string;
  @Field(() => String)
  position!: string;
}

export const OpenIncidentResult = createUnionType({
  name: 'OpenIncidentResult',
  types: () => [IncidentOpened, IncidentWithoutRecord, Refused] as const,
  resolveType: byTypename,
});
export const CloseIncidentResult = resultOf('CloseIncident', () => IncidentEnded);

@ObjectType({ description: 'The case of the reader’s own crew.' })
export class LiveIncident {
  @Field(() => ID)
  incidentId!: string;
  @Field(() => Person)
  person!: Person;
  @Field(() => DateTimeScalar)
  until!: string;
}

@ObjectType({ description: 'The case is closed, or its time is over: it opens nothing.' })
export class IncidentOver {
  @Field(() => String)
  message!: string;
}

export const IncidentAnswer = createUnionType({
  name: 'IncidentAnswer',
  types: () => [LiveIncident, IncidentOver, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
