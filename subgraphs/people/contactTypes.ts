/** The graph's words for whom to call. */
import { createUnionType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import {
  NotRecorded,
  NotShared,
  Reading,
  Unavailable,
  Withheld,
  revisionSays,
} from '../shared/answers';
import { byTypename } from '../shared/saying';

export const ContactKind = { PROFESSIONAL: 'PROFESSIONAL', PERSONAL: 'PERSONAL' } as const;
registerEnumType(ContactKind, { name: 'ContactKind' });

export const ContactAvailability = {
  IN_HOURS: 'IN_HOURS',
  OUT_OF_HOURS: 'OUT_OF_HOURS',
  ANY_HOUR: 'ANY_HOUR',
} as const;
registerEnumType(ContactAvailability, {
  name: 'ContactAvailability',
  description: 'In hours is Monday to Friday, 08:00 to 18:30, Europe/London.',
});

@ObjectType()
export class Contact {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => ContactKind)
  kind!: keyof typeof ContactKind;
  @Field(() => String, { nullable: true })
  relationship?: string | null;
  @Field(() => String, { nullable: true })
  organisation?: string | null;
  @Field(() => String)
  telephone!: string;
  @Field(() => ContactAvailability)
  availability!: keyof typeof ContactAvailability;
  @Field(() => String, { nullable: true, description: 'What the line is for.' })
  purpose?: string | null;
  @Field(() => Boolean)
  keyWorker!: boolean;
  @Field(() => Boolean, { description: 'Holds a power of attorney for health and welfare.' })
  isAttorney!: boolean;
  @Field(() => Boolean, { description: 'Answers at this hour. Bank holidays are not known here.' })
  answersNow!: boolean;
}

@ObjectType()
export class Contacts {
  @Field(() => [Contact])
  contacts!: Contact[];
  @Field(() => Withheld, {
    nullable: true,
    description: 'Present where personal contacts are withheld from this reader.',
  })
  personalWithheld?: object | null;
  @Field(() => String, { description: revisionSays })
  revision!: string;
  @Field(() => Reading)
  reading!: Reading;
}

export const ContactsAnswer = createUnionType({
  name: 'ContactsAnswer',
  types: () => [Contacts, NotRecorded, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});
