/** The graph's words for who cares for a person: teams and their leads, referrals, organisations. */
import { createUnionType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { teamKinds } from '../../events/team/commands';
import { NotRecorded, NotShared, Reading, Unavailable, Withheld } from '../shared/answers';
import { byTypename } from '../shared/saying';
import { DateTimeScalar } from '../shared/scalars';
import type { OrganisationKind } from './organisations';

const TeamKind = Object.fromEntries(teamKinds.map((kind) => [kind, kind]));
registerEnumType(TeamKind, { name: 'TeamKind' });

@ObjectType({ description: 'Who in the team answers for the person’s care.' })
export class LeadProfessional {
  @Field(() => String)
  name!: string;
  @Field(() => String, { nullable: true })
  role?: string | undefined;
  @Field(() => String)
  telephone!: string;
}

@ObjectType()
export class CareTeamEntry {
  @Field(() => ID)
  teamId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'ODS code.' })
  organisation!: string;
  @Field(() => LeadProfessional, { nullable: true })
  lead?: LeadProfessional | undefined;
  @Field(() => DateTimeScalar, { nullable: true })
  until?: string | undefined;
  @Field(() => DateTimeScalar)
  recordedAt!: string;
}

@ObjectType()
export class Referral {
  @Field(() => ID)
  referralId!: string;
  @Field(() => String, { description: 'ODS code of the organisation referred to.' })
  organisation!: string;
  @Field(() => String, { nullable: true, description: 'Its name, where it is known here.' })
  organisationName?: string | undefined;
  @Field(() => String)
  reason!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  until?: string | undefined;
  @Field(() => DateTimeScalar)
  recordedAt!: string;
  @Field(() => String)
  recordedBy!: string;
}

@ObjectType()
export class CareTeam {
  @Field(() => [CareTeamEntry])
  teams!: CareTeamEntry[];
  @Field(() => [Referral], { description: 'Empty where they are withheld.' })
  referrals!: readonly Referral[];
  @Field(() => Withheld, {
    nullable: true,
    description: 'Present where referrals are withheld from this reader.',
  })
  referralsWithheld!: object | null;
  @Field(() => String)
  revision!: string;
  @Field(() => Reading)
  reading!: Reading;
}

export const CareTeamAnswer = createUnionType({
  name: 'CareTeamAnswer',
  types: () => [CareTeam, NotRecorded, NotShared, Withheld, Unavailable] as const,
  resolveType: byTypename,
});

@ObjectType({ description: 'An organisation that is known here.' })
export class Organisation {
  @Field(() => String, { description: 'ODS code.' })
  ods!: string;
  @Field(() => String)
  name!: string;
  @Field(() => TeamKind)
  kind!: OrganisationKind;
  @Field(() => Boolean, { description: 'False: not checked against the ODS.' })
  isVerified!: boolean;
  @Field(() => Boolean)
  isMadeUp!: boolean;
  @Field(() => ID, { description: 'The team that is everyone of this organisation.' })
  wholeTeamId!: string;
}
