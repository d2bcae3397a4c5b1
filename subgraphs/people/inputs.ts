/**
 * The inputs of the people subgraph. They say the shape; limits, codes and rules are checked by
 * the content schemas in `events/`, which name the field.
 */
import { Field, ID, InputType } from 'type-graphql';
import { ContactAvailability, ContactKind } from './contactTypes';

const optional = { nullable: true } as const;

@InputType()
export class PersonNameInput {
  @Field(() => String)
  family!: string;
  @Field(() => [String])
  given!: string[];
  @Field(() => String, optional)
  prefix?: string;
  @Field(() => String, optional)
  preferred?: string;
}

@InputType()
export class AddressInput {
  @Field(() => [String])
  lines!: string[];
  @Field(() => String, optional)
  postcode?: string;
}

@InputType()
export class CommandOnPerson {
  @Field(() => ID, { description: 'UUID made by the client; keep it for a retry.' })
  commandId!: string;
  @Field(() => ID)
  personId!: string;
}

@InputType()
export class RegisterPersonInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => PersonNameInput)
  name!: PersonNameInput;
  @Field(() => String, { description: 'YYYY-MM-DD, or less where a source knows no more.' })
  dateOfBirth!: string;
  @Field(() => String, optional)
  sex?: string;
  @Field(() => AddressInput, optional)
  address?: AddressInput;
  @Field(() => String, optional)
  telephone?: string;
  @Field(() => String, optional)
  nhsNumber?: string;
  @Field(() => String, { nullable: true, description: 'UK Core verification status, 01 to 08.' })
  nhsNumberStatus?: string;
  @Field(() => String, { nullable: true, description: 'ODS code of the GP practice.' })
  gpPractice?: string;
  @Field(() => Boolean, optional)
  restricted?: boolean;
}

@InputType({ description: 'Absent is unchanged, null is cleared.' })
export class ChangeDemographicsInput extends CommandOnPerson {
  @Field(() => String)
  basedOn!: string;
  @Field(() => PersonNameInput, optional)
  name?: PersonNameInput;
  @Field(() => String, optional)
  dateOfBirth?: string;
  @Field(() => String, optional)
  sex?: string;
  @Field(() => AddressInput, optional)
  address?: AddressInput;
  @Field(() => String, optional)
  telephone?: string;
  @Field(() => String, optional)
  gpPractice?: string;
  @Field(() => Boolean, optional)
  restricted?: boolean;
}

@InputType()
export class RecordDeathInput extends CommandOnPerson {
  @Field(() => String, optional)
  on?: string;
  @Field(() => String, optional)
  place?: string;
  @Field(() => Boolean, { nullable: true, description: 'You saw what is recorded and correct it.' })
  corrects?: boolean;
}

@InputType()
export class RecordContactInput extends CommandOnPerson {
  @Field(() => String)
  name!: string;
  @Field(() => ContactKind)
  kind!: string;
  @Field(() => String, optional)
  relationship?: string;
  @Field(() => String, optional)
  organisation?: string;
  @Field(() => String)
  telephone!: string;
  @Field(() => ContactAvailability)
  availability!: string;
  @Field(() => String, optional)
  purpose?: string;
  @Field(() => Boolean, optional)
  keyWorker?: boolean;
  @Field(() => Boolean, optional)
  isAttorney?: boolean;
}

@InputType({ description: 'Absent is unchanged, null is cleared.' })
export class ReviseContactInput extends CommandOnPerson {
  @Field(() => String)
  basedOn!: string;
  @Field(() => ID)
  contactId!: string;
  @Field(() => String, optional)
  name?: string;
  @Field(() => ContactKind, optional)
  kind?: string;
  @Field(() => String, optional)
  relationship?: string;
  @Field(() => String, optional)
  organisation?: string;
  @Field(() => String, optional)
  telephone?: string;
  @Field(() => ContactAvailability, optional)
  availability?: string;
  @Field(() => String, optional)
  purpose?: string;
  @Field(() => Boolean, optional)
  keyWorker?: boolean;
  @Field(() => Boolean, optional)
  isAttorney?: boolean;
}

@InputType()
export class RemoveContactInput extends CommandOnPerson {
  @Field(() => ID)
  contactId!: string;
  @Field(() => String)
  reason!: string;
}
