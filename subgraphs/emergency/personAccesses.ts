/** What a person is told of openings of their record, and a reader of their own opening. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { openAccessOf } from '../../events/emergency/state';
import { isoNow } from '../../events/store/clock';
import type { ResolverContext } from '../context';
import { partsSeen } from '../access-log/partsSeen';
import type { House } from '../house';
import { mayDo } from '../shared/access';
import { readEmergency } from '../shared/emergencyFacts';
import { readingOf } from '../shared/reading';
import { said, unavailable, unavailableFor, withheld } from '../shared/saying';
import { EmergencyAccessesToldAnswer, EmergencyOpeningAnswer } from './accessTypes';
import { Person } from './incidentTypes';
import { toldOf } from './sayAccess';

/** Openings that a person is told of at once, the newest. */
const toldMax = 100;

@Resolver(() => Person)
export class PersonAccesses {
  constructor(private readonly house: House) {}

  @FieldResolver(() => EmergencyAccessesToldAnswer, {
    description: 'That somebody opened the record in an emergency, when, for whom and why.',
  })
  async emergencyAccesses(
    @Root() { id }: Person,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    try {
      const decision = await mayDo(this.house, context, id, 'READ', 'accessLog');
      if (decision.effect === 'deny') return withheld(decision);
      const read = await readEmergency(this.house, context, id);
      if (!read.isCurrent) {
        const words = 'Openings could not be read to the end of the record.';
        return unavailable('STORE_UNAVAILABLE', `${words} Do not read this as none.`);
      }
      const newest = read.state.accesses.slice(-toldMax).toReversed();
      const parts = await partsSeen(this.house, id, newest).catch(() => undefined);
      const accesses = newest.map((access) => toldOf(access, parts?.get(access.accessId)));
      return said('EmergencyAccessesTold', { accesses, reading: readingOf(this.house, read) });
    } catch (error) {
      return unavailableFor(error, 'Openings in an emergency', context.requestId);
    }
  }

  @FieldResolver(() => EmergencyOpeningAnswer, {
    description: 'Whether the reader has this record open in an emergency, and until when.',
  })
  async emergencyOpening(@Root() { id }: Person, @Ctx() context: ResolverContext): Promise<object> {
    try {
      const { state } = await readEmergency(this.house, context, id);
      const open = openAccessOf(state, context.caller.actor, isoNow(this.house.clock));
      if (open) return said('EmergencyOpening', { openedAt: open.openedAt, until: open.until });
      return said('NoEmergencyOpening', { message: 'You have not opened this in an emergency.' });
    } catch (error) {
      return unavailableFor(error, 'Your opening', context.requestId);
    }
  }
}
