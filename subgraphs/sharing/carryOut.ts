/**
 * The one way of every mutation of this subgraph on a person: ids checked, content parsed, policy
 * asked, the person known, the command loop, the answer. Without the right it is refused in the same
 * words whether or not the person exists.
 */
import { Field, ID, ObjectType } from 'type-graphql';
import type { Act, Refused } from '../../events/decider';
import type { PersonId } from '../../events/ids';
import { refuse } from '../../events/refusal';
import type { Outcome } from '../../events/store/handle';
import type { Action, Section } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo } from '../shared/access';
import { notPermitted, prepareCommand, refusalWhereErased } from '../shared/command';
import type { CommandInput } from '../shared/command';
import { revisionFor, tokenFor } from '../shared/reading';
import { conflictAs, refusedAs, said } from '../shared/saying';
import { Person } from './sharingTypes';

@ObjectType()
export class SharingSaved {
  @Field(() => Person)
  person!: Person;
  @Field(() => String, { description: 'Token: a read after it sees this change.' })
  position!: string;
  @Field(() => String)
  revision!: string;
  @Field(() => ID, { nullable: true, description: 'Id of the entry made, if one was.' })
  entryId!: string | null;
}

export interface Work {
  readonly action: Action;
  readonly section: Section;
  /** True where the command makes an entry, whose id the answer gives. */
  readonly makesEntry?: boolean;
  readonly handle: (id: PersonId, act: Act) => Promise<Outcome | Refused>;
}

type Content = Record<string, unknown>;

/** `workOf` parses the content; a refusal of it names the field and tells of nobody. */
export const carryOut = async (
  house: House,
  context: ResolverContext,
  input: CommandInput,
  workOf: (content: Content) => Work | Refused,
): Promise<object> => {
  const prepared = prepareCommand(house, context, input);
  if (prepared.kind === 'refused') return refusedAs(prepared);
  const { act, personId, content } = prepared;
  const work = workOf(content);
  if ('kind' in work) return refusedAs(work);
  const { action, section } = work;
  const decision = await mayDo(house, context, personId, action, section).catch(refusalWhereErased);
  if ('kind' in decision) return refusedAs(decision);
  if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
  const { state } = await house.loops.person.load(personId);
  if (!state.registered) {
    const message = 'personId names no person registered here';
    return refusedAs(refuse('PERSON_UNKNOWN', message, 'personId'));
  }
  const outcome = await work.handle(personId, act);
  if (outcome.kind === 'refused') return refusedAs(outcome);
  // Nothing here is an edit of what somebody else may have changed; only a record that will not
  // stand still ends so.
  if (outcome.kind === 'conflict') return conflictAs(outcome);
  return said('SharingSaved', {
    person: { id: personId },
    position: tokenFor(house, outcome.position),
    revision: revisionFor(house, outcome.revision),
    entryId: work.makesEntry === true ? outcome.entryId(0) : null,
  });
};
