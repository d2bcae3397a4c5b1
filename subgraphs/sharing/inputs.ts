/**
 * The inputs of the sharing subgraph. They say the shape; codes, limits and rules are checked by the
 * content schemas in `events/`, which name the field.
 */
import { Field, ID, InputType } from 'type-graphql';
import { DateScalar, DateTimeScalar } from '../shared/scalars';

const optional = { nullable: true } as const;

@InputType()
abstract class OnPerson {
  @Field(() => ID, { description: 'UUID made by the client; keep it for a retry.' })
  commandId!: string;
  @Field(() => ID)
  personId!: string;
}

@InputType({ description: 'Without planKind, section and audience: about everything, everyone.' })
export class RecordSharingDecisionInput extends OnPerson {
  @Field(() => String, { description: 'GIVEN, REFUSED or WITHDRAWN.' })
  decision!: string;
  @Field(() => String, { description: 'PERSON, BEST_INTERESTS or ATTORNEY.' })
  decidedBy!: string;
  @Field(() => String, optional)
  reason?: string;
  @Field(() => DateScalar, optional)
  onDate?: string;
  @Field(() => String, { nullable: true, description: 'END_OF_LIFE, CRISIS or CARE.' })
  planKind?: string;
  @Field(() => String, { nullable: true, description: 'Such as cprDecision or plan.' })
  section?: string;
  @Field(() => String, {
    nullable: true,
    description: 'URGENT_CARE, CARE_TEAM, SOCIAL_CARE, CARERS or EVERYONE.',
  })
  audience?: string;
}

@InputType()
export class ConsentTakerInput {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  role!: string;
}

@InputType()
export class DelegateAccessInput extends OnPerson {
  @Field(() => String, { description: 'Of the carer. Only a keyed hash of it is kept.' })
  nhsNumber!: string;
  @Field(() => String, { description: 'Name of the carer.' })
  name!: string;
  @Field(() => String)
  relationship!: string;
  @Field(() => [String])
  sections!: string[];
  @Field(() => DateTimeScalar, { description: 'At most 366 days from now.' })
  until!: string;
  @Field(() => ConsentTakerInput, {
    nullable: true,
    description: 'Who recorded that consent was freely given; needed unless the person does this.',
  })
  consentTakenBy?: ConsentTakerInput;
}

@InputType()
export class RevokeDelegationInput extends OnPerson {
  @Field(() => ID)
  delegationId!: string;
  @Field(() => String, optional)
  reason?: string;
}

@InputType()
export class KeepFromPersonInput extends OnPerson {
  @Field(() => String)
  section!: string;
  @Field(() => String, { description: 'THIRD_PARTY, NOT_YET_DISCUSSED or SAFEGUARDING.' })
  flag!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => DateTimeScalar, optional)
  until?: string;
}

@InputType()
export class ShowToPersonInput extends OnPerson {
  @Field(() => String)
  section!: string;
  @Field(() => String, { description: 'The flag that is taken away.' })
  flag!: string;
}

@InputType()
export class LeadProfessionalInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Opaque id under which they sign in, so that alerts reach them.',
  })
  actorId?: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, optional)
  role?: string;
  @Field(() => String)
  telephone!: string;
}

@InputType()
export class JoinCareTeamInput extends OnPerson {
  @Field(() => ID, { description: 'A team, or `wholeTeamId` of an organisation.' })
  teamId!: string;
  @Field(() => LeadProfessionalInput, optional)
  lead?: LeadProfessionalInput;
  @Field(() => DateTimeScalar, optional)
  until?: string;
}

@InputType()
export class LeaveCareTeamInput extends OnPerson {
  @Field(() => ID)
  teamId!: string;
  @Field(() => String, optional)
  reason?: string;
}

@InputType()
export class ReferInput extends OnPerson {
  @Field(() => String, { description: 'ODS code of the organisation referred to.' })
  organisation!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => DateTimeScalar, optional)
  until?: string;
}

@InputType()
export class EndReferralInput extends OnPerson {
  @Field(() => ID)
  referralId!: string;
  @Field(() => String, optional)
  reason?: string;
}

@InputType()
export class ClaimRelationshipInput extends OnPerson {
  @Field(() => String, { description: 'Why you care for this person; the person can read it.' })
  reason!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'At most 12 hours from now.' })
  until?: string;
}

@InputType()
export class EndClaimInput extends OnPerson {
  @Field(() => ID)
  claimId!: string;
}

@InputType()
export class NameForSealedInput extends OnPerson {
  @Field(() => ID, { description: 'Opaque id of the person who is named.' })
  actorId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  section!: string;
  @Field(() => String)
  reason!: string;
  @Field(() => DateTimeScalar, optional)
  until?: string;
}

@InputType()
export class EndNamingInput extends OnPerson {
  @Field(() => ID)
  namingId!: string;
  @Field(() => String, optional)
  reason?: string;
}

@InputType({ description: 'A team of your own organisation.' })
export class FormTeamInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'Such as HOSPICE or COMMUNITY.' })
  kind!: string;
  @Field(() => Boolean, { nullable: true, description: 'Everyone of the organisation belongs.' })
  isWholeOrganisation?: boolean;
}

@InputType()
export class AddTeamMemberInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => ID)
  teamId!: string;
  @Field(() => ID, { description: 'Opaque id of the person who joins.' })
  actorId!: string;
  @Field(() => String)
  name!: string;
}

@InputType()
export class RemoveTeamMemberInput {
  @Field(() => ID)
  commandId!: string;
  @Field(() => ID)
  teamId!: string;
  @Field(() => ID)
  actorId!: string;
  @Field(() => String, optional)
  reason?: string;
}
