/** The roots of the people subgraph that only read: a person by id, a search, who is asking. */
import {
  Arg,
  createUnionType,
  Ctx,
  Field,
  ID,
  InputType,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { actionsOf } from '../../policy/decide';
import { roleNames } from '../../policy/request';
import type { Role } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayEver, noteSearch } from '../shared/access';
import { Refused, Unavailable } from '../shared/answers';
import { raiseSearchAlert } from '../shared/searchAlert';
import { notPermitted } from '../shared/command';
import { byTypename, refusedAs, said, unavailable, unavailableFor } from '../shared/saying';
import { findPeople } from './findPeople';
import { createSearchLimits } from './searchLimits';
import { Person } from './personTypes';

const RoleEnum = Object.fromEntries(Object.keys(roleNames).map((role) => [role, role]));
registerEnumType(RoleEnum, { name: 'Role' });

const MatchedBy = {
  NHS_NUMBER: 'NHS_NUMBER',
  NAME_BIRTH_POSTCODE: 'NAME_BIRTH_POSTCODE',
  SOUND_AND_BIRTH: 'SOUND_AND_BIRTH',
} as const;
registerEnumType(MatchedBy, { name: 'MatchedBy' });

@ObjectType({ description: 'Who is asking, as the gateway knows them.' })
export class Viewer {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => RoleEnum)
  role!: string;
  @Field(() => String, { description: 'The role in words.' })
  roleName!: string;
  @Field(() => String, { description: 'ODS code.' })
  organisation!: string;
  @Field(() => String)
  organisationName!: string;
  @Field(() => [String], { description: 'The actions that this caller may ever do.' })
  may!: string[];
}

@InputType({ description: 'An NHS number; or family name and date of birth, best with postcode.' })
export class FindPeopleInput {
  @Field(() => String, { nullable: true })
  nhsNumber?: string;
  @Field(() => String, { nullable: true })
  familyName?: string;
  @Field(() => String, { nullable: true })
  dateOfBirth?: string;
  @Field(() => String, { nullable: true })
  postcode?: string;
}

@ObjectType()
export class PeopleFound {
  @Field(() => MatchedBy)
  matchedBy!: keyof typeof MatchedBy;
  @Field(() => Boolean, { description: 'Ask "is this the person?" before a plan is opened.' })
  mustConfirm!: boolean;
  @Field(() => [Person])
  people!: Person[];
  @Field(() => Boolean, { description: 'More match than are listed: ask for more details.' })
  more!: boolean;
}

export const FindPeopleResult = createUnionType({
  name: 'FindPeopleResult',
  types: () => [PeopleFound, Refused, Unavailable] as const,
  resolveType: byTypename,
});

const isPlain = (value: string | null | undefined): value is string =>
  value !== null && value !== undefined;

@Resolver()
export class PeopleQueries {
  private readonly limits = createSearchLimits();

  constructor(private readonly house: House) {}

  @Query(() => Person, { description: 'Always an answer: `identity` says whether we hold them.' })
  person(@Arg('id', () => ID) id: string): Person {
    return { id: id.toLowerCase() };
  }

  @Query(() => Viewer)
  me(@Ctx() { caller }: ResolverContext): Viewer {
    const { id, name, role, organisation, organisationName } = caller.actor;
    const roleName = roleNames[role as Role] ?? role;
    return {
      id,
      name,
      role,
      roleName,
      organisation,
      organisationName,
      may: actionsOf(role, caller.activities),
    };
  }

  @Query(() => FindPeopleResult)
  async findPeople(
    @Arg('input', () => FindPeopleInput) input: FindPeopleInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    try {
      const decision = mayEver(context, 'SEARCH');
      if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
      const isByName = !isPlain(input.nhsNumber) || input.nhsNumber.trim() === '';
      const refused = await this.limits.before(context.caller, isByName);
      if (refused) {
        noteSearch(context, undefined, { ...decision, effect: 'deny' }, true);
        await raiseSearchAlert(this.house, context);
        return refusedAs(refused);
      }
      const search = Object.fromEntries(
        Object.entries(input).filter(([, value]) => isPlain(value as string)),
      );
      const found = await findPeople(this.house, search);
      if (found.kind === 'refused') return refusedAs(found);
      if (found.kind === 'behind') {
        return unavailable(
          'STORE_UNAVAILABLE',
          'The search could not look at the whole record yet. Try again, or use the NHS number.',
        );
      }
      const { ids, kind: _kind, ...others } = found;
      if (ids.length === 0 && found.matchedBy !== 'NHS_NUMBER') {
        await this.limits.missed(context.caller);
      }
      for (const id of ids) {
        const isOften = await this.limits.isOften(id);
        noteSearch(context, id, decision, isOften);
        if (isOften) await raiseSearchAlert(this.house, context, id);
      }
      return said('PeopleFound', { ...others, people: ids.map((id) => ({ id })) });
    } catch (error) {
      return unavailableFor(error, 'The search', context.requestId);
    }
  }
}
