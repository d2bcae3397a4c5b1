/** What can be changed about a person. Each mutation: policy, parse, command loop, answer. */
import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Act, Conflicted, Refused } from '../../events/decider';
import type { PersonId } from '../../events/ids';
import { parsePersonCommand } from '../../events/person/commands';
import { parseProfileCommand } from '../../events/profile/commands';
import type { ProfileCommandType } from '../../events/profile/commands';
import { refuse } from '../../events/refusal';
import type { Done, Outcome } from '../../events/store/handle';
import type { Action, Section } from '../../policy/request';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { mayDo, mayEver, notePermit, noteSearch } from '../shared/access';
import { revisionSays } from '../shared/answers';
import { notPermitted, prepareCommand, refusalWhereErased } from '../shared/command';
import type { CommandInput } from '../shared/command';
import { revisionFor, tokenFor } from '../shared/reading';
import { editResultOf, resultOf } from '../shared/results';
import { conflictAs, refusedAs, said } from '../shared/saying';
import { sayConflict } from '../shared/sayConflict';
import {
  ChangeDemographicsInput,
  RecordContactInput,
  RecordDeathInput,
  RegisterPersonInput,
  RemoveContactInput,
  ReviseContactInput,
} from './inputs';
import { Person } from './personTypes';
import { registerPerson } from './registerPerson';

@ObjectType()
export class PersonSaved {
  @Field(() => Person)
  person!: Person;
  @Field(() => String)
  position!: string;
  @Field(() => String, { description: revisionSays })
  revision!: string;
}

@ObjectType()
export class ContactSaved extends PersonSaved {
  @Field(() => ID)
  contactId!: string;
}

const RegisterPersonResult = resultOf('RegisterPerson', () => PersonSaved);
const ChangeDemographicsResult = editResultOf('ChangeDemographics', () => PersonSaved);
const RecordDeathResult = resultOf('RecordDeath', () => PersonSaved);
const RecordContactResult = resultOf('RecordContact', () => ContactSaved);
const ReviseContactResult = editResultOf('ReviseContact', () => ContactSaved);
const RemoveContactResult = editResultOf('RemoveContact', () => ContactSaved);

const personUnknown = refuse(
  'PERSON_UNKNOWN',
  'personId names no person registered here',
  'personId',
);

@Resolver()
export class PeopleMutations {
  constructor(private readonly house: House) {}

  @Mutation(() => RegisterPersonResult)
  async registerPerson(
    @Arg('input', () => RegisterPersonInput) input: RegisterPersonInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const decision = mayEver(context, 'REGISTER_PERSON');
    if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
    const prepared = prepareCommand(this.house, context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const command = parsePersonCommand('RegisterPerson', prepared.content);
    if ('kind' in command) return refusedAs(command);
    const { outcome, personId } = await registerPerson(this.house, command, prepared.act);
    if (outcome.kind === 'done') notePermit(context, personId, 'REGISTER_PERSON', decision);
    // "Taken" says that we hold whoever has the number: as a search for it does.
    if (outcome.kind === 'refused' && outcome.code === 'NHS_NUMBER_TAKEN') {
      noteSearch(context, personId, decision, false);
    }
    return this.answer(outcome, personId);
  }

  @Mutation(() => ChangeDemographicsResult)
  changeDemographics(
    @Arg('input', () => ChangeDemographicsInput) input: ChangeDemographicsInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.carryOut(
      context,
      input,
      'CHANGE_DEMOGRAPHICS',
      (id, act, content) => {
        const command = parsePersonCommand('ChangeDemographics', content);
        return 'kind' in command ? command : this.house.loops.person.handle(id, command, act);
      },
      undefined,
      // The marking is what keeps where they live: whom it keeps out may not take it away.
      input.restricted === undefined ? 'identity' : 'addressAndTelephone',
    );
  }

  @Mutation(() => RecordDeathResult)
  recordDeath(
    @Arg('input', () => RecordDeathInput) input: RecordDeathInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.carryOut(context, input, 'RECORD_DEATH', (id, act, content) => {
      const command = parsePersonCommand('RecordDeath', content);
      return 'kind' in command ? command : this.house.loops.person.handle(id, command, act);
    });
  }

  @Mutation(() => RecordContactResult)
  recordContact(
    @Arg('input', () => RecordContactInput) input: RecordContactInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.writeContact(context, input, 'RecordContact');
  }

  @Mutation(() => ReviseContactResult)
  reviseContact(
    @Arg('input', () => ReviseContactInput) input: ReviseContactInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.writeContact(context, input, 'ReviseContact', input.contactId);
  }

  @Mutation(() => RemoveContactResult)
  removeContact(
    @Arg('input', () => RemoveContactInput) input: RemoveContactInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return this.writeContact(context, input, 'RemoveContact', input.contactId);
  }

  private writeContact(
    context: ResolverContext,
    input: CommandInput,
    type: ProfileCommandType,
    contactId?: string,
  ): Promise<object> {
    return this.carryOut(
      context,
      input,
      'WRITE_CONTACTS',
      (id, act, content) => {
        const command = parseProfileCommand(type, content);
        return 'kind' in command && command.kind === 'refused'
          ? command
          : this.house.loops.profile.handle(id, command, act);
      },
      (done, personId) =>
        said('ContactSaved', {
          ...this.saved(done, personId),
          contactId: contactId ?? done.entryId(0),
        }),
    );
  }

  private async carryOut(
    context: ResolverContext,
    input: CommandInput,
    action: Action,
    handle: (
      id: PersonId,
      act: Act,
      content: Record<string, unknown>,
    ) => Promise<Outcome> | Refused,
    success?: (done: Done, personId: PersonId) => object,
    section: Section = 'identity',
  ): Promise<object> {
    const prepared = prepareCommand(this.house, context, input);
    if (prepared.kind === 'refused') return refusedAs(prepared);
    const { act, personId, content } = prepared;
    const decision = await mayDo(this.house, context, personId, action, section).catch(
      refusalWhereErased,
    );
    if ('kind' in decision) return refusedAs(decision);
    if (decision.effect === 'deny') return refusedAs(notPermitted(decision));
    const { state } = await this.house.loops.person.load(personId);
    if (!state.registered) return refusedAs(personUnknown);
    const outcome = await handle(personId, act, content);
    if (outcome.kind !== 'conflict') return this.answer(outcome, personId, success);
    const sections = await this.sectionsOf(personId, outcome, content);
    return sayConflict(this.house, context, outcome, { personId, action: 'READ', sections });
  }

  /** The parts that a conflict tells of: where they live, or a contact of one kind or the other. */
  private async sectionsOf(
    personId: PersonId,
    { fields }: Conflicted,
    { contactId }: Readonly<Record<string, unknown>>,
  ): Promise<readonly Section[]> {
    if (contactId === undefined) {
      const isWhere = fields.some(({ field }) => field === 'address' || field === 'telephone');
      return isWhere ? ['identity', 'addressAndTelephone'] : ['identity'];
    }
    const { contacts } = (await this.house.loops.profile.load(personId)).state;
    const changed = contacts.find((one) => one.contactId === contactId);
    return changed?.content.value.kind === 'PROFESSIONAL'
      ? ['serviceContacts']
      : ['serviceContacts', 'personalContacts'];
  }

  private answer(
    outcome: Outcome,
    personId: PersonId,
    success = (done: Done, id: PersonId): object => said('PersonSaved', this.saved(done, id)),
  ): object {
    switch (outcome.kind) {
      case 'done':
        return success(outcome, personId);
      case 'refused':
        return refusedAs(outcome);
      case 'conflict':
        return conflictAs(outcome);
    }
  }

  private saved(done: Done, personId: PersonId): PersonSaved {
    return {
      person: { id: personId },
      position: tokenFor(this.house, done.position),
      revision: revisionFor(this.house, done.revision),
    };
  }
}
