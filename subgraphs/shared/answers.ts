/**
 * The answers that every part of the graph shares, in this one file (DESIGN.md 6): what is said
 * where content cannot be given, and the small value types. All are `@shareable`.
 */
import { Directive, Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars';

/** Of each `revision` that a client hands back (docs/decisions/0012). */
export const revisionSays = 'Token to give back as `basedOn`; refused once the log was restored.';

@ObjectType({ description: 'When and as of which position an answer was read.' })
@Directive('@shareable')
export class Reading {
  @Field(() => String, { description: 'Token to give back as `after` or `readAfter`.' })
  position!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => Boolean, { description: 'False: this may be out of date, as of `at`.' })
  current!: boolean;
}

@ObjectType({ description: 'A claim: read to the end of the record, nothing is there.' })
@Directive('@shareable')
export class NotRecorded {
  @Field(() => String)
  message!: string;
  @Field(() => Reading)
  reading!: Reading;
}

@ObjectType({ description: 'To a person only: nothing recorded, or not yet discussed with them.' })
@Directive('@shareable')
export class NotShared {
  @Field(() => String)
  message!: string;
}

@ObjectType({ description: 'The reader has no right to it; says nothing about what is there.' })
@Directive('@shareable')
export class Withheld {
  @Field(() => String)
  message!: string;
  @Field(() => String, { description: 'Names of the rules that withhold it.' })
  rule!: string;
  @Field(() => Boolean, { description: 'True where break-glass could open it.' })
  canOpenInEmergency!: boolean;
}

@ObjectType({ description: 'It could not be loaded. Something may be recorded: not "none".' })
@Directive('@shareable')
export class Unavailable {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  message!: string;
  @Field(() => String, { nullable: true, description: 'Finds the fault in the log.' })
  reference?: string | null;
  @Field(() => Boolean)
  retryable!: boolean;
}

@ObjectType({ description: 'A certain no: nothing was changed.' })
@Directive('@shareable')
export class Refused {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  message!: string;
  @Field(() => String, { nullable: true, description: 'Path of the input field at fault.' })
  field?: string | null;
  @Field(() => String, { nullable: true })
  rule?: string | null;
}

@ObjectType({ description: 'One field that somebody else changed after you read it.' })
@Directive('@shareable')
export class FieldConflict {
  @Field(() => String)
  field!: string;
  @Field(() => String, { nullable: true })
  yours!: string | null;
  @Field(() => String, { nullable: true })
  theirs!: string | null;
  @Field(() => String)
  changedBy!: string;
  @Field(() => DateTimeScalar)
  changedAt!: string;
}

@ObjectType({ description: 'Nothing was saved: somebody changed the same words meanwhile.' })
@Directive('@shareable')
export class Conflict {
  @Field(() => String)
  message!: string;
  @Field(() => [FieldConflict])
  fields!: FieldConflict[];
}

@ObjectType({ description: 'A coded value and its words; SNOMED CT unless said otherwise.' })
@Directive('@shareable')
export class Coded {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  display!: string;
}

@ObjectType({ description: 'Who did it, in which role and for which organisation.' })
@Directive('@shareable')
export class Author {
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'The role in words.' })
  role!: string;
  @Field(() => String)
  organisationName!: string;
}

@ObjectType()
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}
