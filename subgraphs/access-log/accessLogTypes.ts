/** The graph's words for who looked at a record. */
import { createUnionType, Directive, Field, ID, ObjectType } from 'type-graphql';
import { NotShared, PageInfo, Reading, Unavailable, Withheld } from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';

@ObjectType()
@Directive('@key(fields: "id")')
export class Person {
  @Field(() => ID)
  id!: string;
}

@ObjectType({ description: 'One look at the record, or one that was refused.' })
export class AccessLogEntry {
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => String, { description: 'ODS code of the organisation they acted for.' })
  organisation!: string;
  @Field(() => String)
  organisationName!: string;
  @Field(() => String, { description: 'The role in words.' })
  role!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Only where their organisation chose that names are shown.',
  })
  staffName!: string | null;
  @Field(() => String, { description: 'What was done, in plain words.' })
  did!: string;
  @Field(() => [String], { description: 'Which parts of the record, in plain words.' })
  parts!: string[];
  @Field(() => String, { description: 'Why, in plain words: for what, and by which right.' })
  why!: string;
  @Field(() => Boolean, { description: 'True: they asked and were shown nothing.' })
  refused!: boolean;
}

@ObjectType()
export class AccessLogEdge {
  @Field(() => String)
  cursor!: string;
  @Field(() => AccessLogEntry)
  node!: AccessLogEntry;
}

@ObjectType()
export class AccessLogConnection {
  @Field(() => [AccessLogEdge])
  edges!: AccessLogEdge[];
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
  @Field(() => Reading, { description: 'Not current: looks of the last moments may be missing.' })
  reading!: Reading;
}

export const AccessLogAnswer = createUnionType({
  name: 'AccessLogAnswer',
  types: () => [AccessLogConnection, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
