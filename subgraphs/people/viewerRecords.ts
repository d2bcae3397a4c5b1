/** Which records a citizen may open: their own, and those of people who let them see something. */
import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { CuckmereError } from '../../events/errors';
import { isoNow } from '../../events/store/clock';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { readOwnRecord } from '../shared/personFacts';
import { holdsWholeLog } from './findPeople';
import { Viewer } from './peopleQueries';
import { Person } from './personTypes';

@Resolver(() => Viewer)
export class ViewerRecords {
  constructor(private readonly house: House) {}

  @FieldResolver(() => [Person], {
    description: 'Of a patient their own, of a carer those shared with them.',
  })
  async records(@Ctx() context: ResolverContext): Promise<Person[]> {
    const { actor, nhsNumberKey } = context.caller;
    if (actor.role !== 'CARER') {
      const own = await readOwnRecord(this.house, context);
      return own === undefined ? [] : [{ id: own }];
    }
    if (nhsNumberKey === undefined) return [];
    if (!(await holdsWholeLog(this.house))) {
      throw new CuckmereError('STORE_UNAVAILABLE', 'The list of records is not whole.');
    }
    const now = isoNow(this.house.clock);
    return this.house.models.sharing.delegatedTo(nhsNumberKey, now).map((id) => ({ id }));
  }
}
