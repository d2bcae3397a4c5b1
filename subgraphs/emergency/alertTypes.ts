/** The graph's words for alerts: a reference, and nothing that names the person or who acted. */
import {
  createUnionType,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { Author, PageInfo, Unavailable, Withheld } from '../shared/answers';
import { resultOf } from '../shared/results';
import { byTypename } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';
import { Person } from './incidentTypes';

const AlertKindEnum = {
  SELF_CLAIMED: 'SELF_CLAIMED',
  SEARCHED_OFTEN: 'SEARCHED_OFTEN',
  EMERGENCY_ACCESS: 'EMERGENCY_ACCESS',
  DISSENT_OVERRIDDEN: 'DISSENT_OVERRIDDEN',
} as const;
registerEnumType(AlertKindEnum, { name: 'AlertKind' });

@ObjectType({
  description: 'Somebody without a relationship read a record, or somebody searched very often.',
})
export class AccessAlert {
  @Field(() => ID)
  reference!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => AlertKindEnum)
  kind!: keyof typeof AlertKindEnum;
  @Field(() => String, { description: 'ODS code of the organisation of who acted.' })
  organisation!: string;
  @Field(() => String)
  organisationName!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Null: nobody has seen it.' })
  acknowledgedAt!: string | null;
  @Field(() => Person, {
    nullable: true,
    description: 'To who leads the person’s care; a privacy officer is told a reference only.',
  })
  person!: Person | null;
}

@ObjectType()
export class AccessAlertEdge {
  @Field(() => String)
  cursor!: string;
  @Field(() => AccessAlert)
  node!: AccessAlert;
}

@ObjectType({ description: 'Those that nobody has seen first, then the newest first.' })
export class AccessAlertConnection {
  @Field(() => [AccessAlertEdge])
  edges!: AccessAlertEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
  @Field(() => Boolean, { description: 'False: the newest may be missing; ask again.' })
  isWhole!: boolean;
}

export const AccessAlertsAnswer = createUnionType({
  name: 'AccessAlertsAnswer',
  types: () => [AccessAlertConnection, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType({ description: 'Who it was and about whom, to a privacy officer who looks into it.' })
export class AccessAlertDetails {
  @Field(() => ID)
  reference!: string;
  @Field(() => Author)
  by!: Author;
  @Field(() => Person, { nullable: true, description: 'Null: it concerns no one person.' })
  person!: Person | null;
}

@ObjectType()
export class AccessAlertNotFound {
  @Field(() => String)
  message!: string;
}

export const AccessAlertAnswer = createUnionType({
  name: 'AccessAlertAnswer',
  types: () => [AccessAlertDetails, AccessAlertNotFound, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType({ description: 'How much waits for the caller.' })
export class AccessWaiting {
  @Field(() => Int, { description: 'Alerts that the caller has not seen.' })
  alerts!: number;
  @Field(() => Int, { description: 'Openings that nobody has reviewed.' })
  openings!: number;
  @Field(() => String, { description: 'Changes whenever a list of the caller does.' })
  mark!: string;
  @Field(() => Boolean, { description: 'False: the newest may be missing; ask again.' })
  isWhole!: boolean;
}

export const AccessWaitingAnswer = createUnionType({
  name: 'AccessWaitingAnswer',
  types: () => [AccessWaiting, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@InputType()
export class AcknowledgeAlertInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => ID)
  reference!: string;
}

@ObjectType()
export class AlertSeen {
  @Field(() => ID)
  reference!: string;
  @Field(() => String)
  position!: string;
}
export const AcknowledgeAlertResult = resultOf('AcknowledgeAlert', () => AlertSeen);
