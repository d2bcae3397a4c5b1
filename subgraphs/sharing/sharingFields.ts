/**
 * What the sharing subgraph says of a person: who cares for them, and what they agreed to. What is
 * kept from the person's own view is never told to them or their carers, not even that it is.
 */
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CareTeam as RecordedTeam } from '../../events/relationship/relationshipDecider';
import { isoNow } from '../../events/store/clock';
import { notOver } from '../../events/until';
import type { AccessDecision, Section } from '../../policy/request';
import type { StrongRead } from '../../projections/strongRead';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { isNotShared, mayDo } from '../shared/access';
import { readPerson, readRelationships, readSharing, readTeam } from '../shared/personFacts';
import { hasReached, readingOf, revisionFor } from '../shared/reading';
import {
  notRecorded,
  notShared,
  said,
  unavailable,
  unavailableFor,
  withheld,
} from '../shared/saying';
import { CareTeamAnswer, Organisation } from './careTeamTypes';
import type { CareTeamEntry } from './careTeamTypes';
import { keptToldOf, wordsToldOf } from './toldOf';
import { organisationOf, organisationOfTeam, organisationsShown } from './organisations';
import { Person, SharingAnswer } from './sharingTypes';

@Resolver(() => Person)
export class SharingFields {
  constructor(private readonly house: House) {}

  @Query(() => [Organisation], { description: 'Every organisation that is known here.' })
  organisations(): Organisation[] {
    return organisationsShown();
  }

  @FieldResolver(() => CareTeamAnswer)
  careTeam(@Root() { id }: Person, @Ctx() context: ResolverContext): Promise<object> {
    return this.answer(id, context, 'serviceContacts', 'The care team', async (decision) => {
      const may = await mayDo(this.house, context, id, 'READ', 'sharing');
      const read = await this.current(context, readRelationships(this.house, context, id));
      const now = isoNow(this.house.clock);
      const teams = notOver(read.state.careTeams, now);
      const isShown = may.effect === 'permit';
      const referrals = isShown ? notOver(read.state.referrals, now) : [];
      if (teams.length + referrals.length === 0 && (isShown || isNotShared(decision))) {
        return this.nothing(read, decision, 'Nobody has recorded who cares for this person.');
      }
      return said('CareTeam', {
        teams: await Promise.all(teams.map((team) => this.entryOf(context, team))),
        referrals: referrals.map((one) => ({
          ...one,
          organisationName: organisationOf(one.organisation)?.name,
        })),
        referralsWithheld: isShown || isNotShared(may) ? null : withheld(may),
        revision: revisionFor(this.house, read.revision),
        reading: readingOf(this.house, read),
      });
    });
  }

  @FieldResolver(() => SharingAnswer)
  sharing(@Root() { id }: Person, @Ctx() context: ResolverContext): Promise<object> {
    return this.answer(id, context, 'sharing', 'What was said on sharing', async (decision) => {
      const read = await this.current(context, readSharing(this.house, context, id));
      const now = isoNow(this.house.clock);
      const may = (section: Section) => mayDo(this.house, context, id, 'READ', section);
      const decisions = await wordsToldOf(read.state.words, may);
      const delegations = notOver(read.state.delegations, now);
      const isOwn = context.caller.kind === 'citizen';
      const kept = isOwn ? [] : await keptToldOf(notOver(read.state.kept, now), may);
      if (decisions.length + delegations.length + kept.length === 0) {
        return this.nothing(read, decision, 'Nobody has recorded a word on sharing.');
      }
      const reading = readingOf(this.house, read);
      const revision = revisionFor(this.house, read.revision);
      return said('Sharing', { decisions, delegations, kept, revision, reading });
    });
  }

  private async current<State>(
    context: ResolverContext,
    reading: Promise<StrongRead<State>>,
  ): Promise<StrongRead<State>> {
    const [read, isReached] = await Promise.all([reading, hasReached(this.house, context)]);
    return { ...read, isCurrent: read.isCurrent && isReached };
  }

  private nothing(read: StrongRead<unknown>, decision: AccessDecision, message: string): object {
    if (isNotShared(decision)) return notShared();
    return read.isCurrent
      ? notRecorded(message, readingOf(this.house, read))
      : unavailable('STORE_UNAVAILABLE', 'This could not be read to the end of the record.');
  }

  private async entryOf(context: ResolverContext, team: RecordedTeam): Promise<CareTeamEntry> {
    const { teamId, organisation } = team;
    const known = organisationOfTeam(teamId);
    const { formed } = known ? {} : (await readTeam(this.house, context, teamId)).state;
    return { ...team, name: known?.name ?? formed?.name ?? organisation };
  }

  private async answer(
    id: string,
    context: ResolverContext,
    section: Section,
    what: string,
    say: (decision: AccessDecision) => Promise<object>,
  ): Promise<object> {
    try {
      const decision = await mayDo(this.house, context, id, 'READ', section);
      if (decision.effect === 'deny') return withheld(decision);
      const person = await readPerson(this.house, context, id);
      if (!person.state.registered) {
        return unavailable(
          'PERSON_UNKNOWN',
          'We hold no such person, so nothing is known here. Do not read this as none.',
        );
      }
      return await say(decision);
    } catch (error) {
      return unavailableFor(error, what, context.requestId);
    }
  }
}
