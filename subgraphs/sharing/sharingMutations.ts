/** What is said of sharing: words, delegations to carers, what is kept from the person's own view. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Act, Refused } from '../../events/decider';
import type { PersonId } from '../../events/ids';
import { refuse } from '../../events/refusal';
import { parseSharingCommand } from '../../events/sharing/commands';
import type { SharingCommand, SharingInputOf } from '../../events/sharing/commands';
import type { Outcome } from '../../events/store/handle';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { reservationIdOf } from '../people/registerPerson';
import { resultOf } from '../shared/results';
import { carryOut, SharingSaved } from './carryOut';
import {
  DelegateAccessInput,
  KeepFromPersonInput,
  RecordSharingDecisionInput,
  RevokeDelegationInput,
  ShowToPersonInput,
} from './inputs';

const saved = () => SharingSaved;
const RecordSharingDecisionResult = resultOf('RecordSharingDecision', saved);
const DelegateAccessResult = resultOf('DelegateAccess', saved);
const RevokeDelegationResult = resultOf('RevokeDelegation', saved);
const KeepFromPersonResult = resultOf('KeepFromPerson', saved);
const ShowToPersonResult = resultOf('ShowToPerson', saved);

@Resolver()
export class SharingMutations {
  constructor(private readonly house: House) {}

  @Mutation(() => RecordSharingDecisionResult, {
    description:
      'At once, on open streams too. The most specific word holds, the later among equals; a withdrawal takes back every agreement within its scope.',
  })
  recordSharingDecision(
    @Arg('input', () => RecordSharingDecisionInput) input: RecordSharingDecisionInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseSharingCommand('RecordSharingDecision', content);
      if ('kind' in command) return command;
      const handle = this.loop(command);
      return { action: 'RECORD_SHARING_DECISION', section: 'sharing', handle };
    });
  }

  @Mutation(() => DelegateAccessResult, {
    description: 'A carer, named by their own NHS number, may see these sections until then.',
  })
  delegateAccess(
    @Arg('input', () => DelegateAccessInput) input: DelegateAccessInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const parsed = parseSharingCommand('DelegateAccess', content);
      if ('kind' in parsed) return parsed;
      const handle = (id: PersonId, act: Act) => this.delegate(parsed, id, act);
      return { action: 'MANAGE_DELEGATIONS', section: 'sharing', makesEntry: true, handle };
    });
  }

  @Mutation(() => RevokeDelegationResult, {
    description: 'At once; what other carers may see stays as it is.',
  })
  revokeDelegation(
    @Arg('input', () => RevokeDelegationInput) input: RevokeDelegationInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseSharingCommand('RevokeDelegation', content);
      if ('kind' in command) return command;
      return { action: 'MANAGE_DELEGATIONS', section: 'sharing', handle: this.loop(command) };
    });
  }

  @Mutation(() => KeepFromPersonResult, {
    description: 'The person and their carers read `NotShared` there, as where nothing is.',
  })
  keepFromPerson(
    @Arg('input', () => KeepFromPersonInput) input: KeepFromPersonInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseSharingCommand('KeepFromPerson', content);
      if ('kind' in command) return command;
      const { section } = command;
      return { action: 'MANAGE_VISIBILITY', section, handle: this.loop(command) };
    });
  }

  @Mutation(() => ShowToPersonResult)
  showToPerson(
    @Arg('input', () => ShowToPersonInput) input: ShowToPersonInput,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return carryOut(this.house, context, input, (content) => {
      const command = parseSharingCommand('ShowToPerson', content);
      if ('kind' in command) return command;
      const { section } = command;
      return { action: 'MANAGE_VISIBILITY', section, handle: this.loop(command) };
    });
  }

  private loop(command: SharingCommand) {
    return (id: PersonId, act: Act): Promise<Outcome> =>
      this.house.loops.sharing.handle(id, command, act);
  }

  /** From here on the carer is known by a keyed hash; the number itself goes no further. */
  private async delegate(
    { nhsNumber, ...others }: SharingInputOf<'DelegateAccess'>,
    id: PersonId,
    act: Act,
  ): Promise<Outcome | Refused> {
    const person = await this.house.loops.person.load(id);
    if (person.state.demographics.value.nhsNumber === nhsNumber) {
      return refuse('INVALID', 'nhsNumber is the person’s own, not that of a carer', 'nhsNumber');
    }
    const carerKey = reservationIdOf(this.house, nhsNumber);
    return this.house.loops.sharing.handle(id, { ...others, carerKey }, act);
  }
}
