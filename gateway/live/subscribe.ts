/**
 * One live subscription from its operation: whose record, from which position, under which access
 * scope. Readers of one scope get the same bytes; access is asked before the first message.
 */
import { createHash } from 'node:crypto';
import { getArgumentValues, getVariableValues, GraphQLError, Kind } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { isUuidText } from '../../events/ids';
import { isoNow } from '../../events/store/clock';
import { positionOfToken, tokenOf } from '../../events/store/eventStore';
import type { Position } from '../../events/store/eventStore';
import { randomId } from '../../events/store/random';
import { canonicalJson } from '../../events/store/canonicalJson';
import type { Section } from '../../policy/request';
import type { Caller } from '../../subgraphs/context';
import { mayHear } from '../../subgraphs/shared/access';
import type { House } from '../../subgraphs/house';
import type { createErrorFormat } from '../clientErrors';
import { changesSince } from './changesSince';
import type { LiveChange } from './changesSince';
import type { Delivery, Hub } from './hub';
import type { LiveOperation, LiveSchema } from './liveSchema';
import type { Subscription } from './socket';

export interface SubscribeOptions {
  readonly house: House;
  readonly hub: Hub;
  readonly liveSchema: LiveSchema;
  readonly apiSchema: GraphQLSchema;
  readonly formatError: ReturnType<typeof createErrorFormat>;
}

/**
 * All of the caller that access depends on: who shares it may share an answer (DESIGN.md 6). How
 * they stand to the person is read anew for each delivery, and follows from these.
 */
const scopeOf = (caller: Caller): string => {
  const { actor, kind, assurance, activities, purpose, nhsNumberKey } = caller;
  const { id, role, organisation } = actor;
  return canonicalJson([
    id,
    role,
    organisation,
    kind,
    assurance,
    activities,
    purpose,
    nhsNumberKey,
  ]);
};

const refusal = (message: string, code: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

interface Arguments {
  readonly personId: string;
  readonly after?: string | null;
}

export const createSubscribe = (options: SubscribeOptions) => {
  const { house, hub, liveSchema } = options;
  const { store, runner } = house;

  const argumentsOf = (
    live: LiveOperation,
    given: Readonly<Record<string, unknown>>,
  ): { root: Arguments; variables: Record<string, unknown> } | GraphQLError => {
    const coerced = getVariableValues(
      options.apiSchema,
      live.operation.variableDefinitions ?? [],
      given,
    );
    if (coerced.errors) {
      return coerced.errors[0] ?? refusal('The variables are not valid.', 'BAD_USER_INPUT');
    }
    const [field] = live.operation.selectionSet.selections;
    const root = options.apiSchema.getSubscriptionType();
    if (field?.kind !== Kind.FIELD || !root) {
      return refusal('Select one subscription field, not a fragment.', 'BAD_REQUEST');
    }
    const definition = root.getFields()[field.name.value];
    if (!definition) return refusal('There is no such subscription.', 'BAD_REQUEST');
    const values = getArgumentValues(definition, field, coerced.coerced);
    return { root: values as unknown as Arguments, variables: coerced.coerced };
  };

  const startOf = async (after: string | null | undefined): Promise<Position | GraphQLError> => {
    if (after === null || after === undefined) return runner.position();
    const position = positionOfToken(store.generation, after);
    const isHere = position !== undefined && (await runner.waitFor(position));
    return isHere
      ? position
      : refusal('after is not a position of this log: read the plan again.', 'POSITION_UNKNOWN');
  };

  /**
   * OPENED at the start, then everything since, in log order: what a resuming client missed, and
   * what came between the start and the moment this is heard.
   */
  const openingOf = async (personId: string, start: Position): Promise<readonly LiveChange[]> => {
    const opened: LiveChange = {
      position: start,
      event: {
        position: tokenOf(store.generation, start),
        kind: 'OPENED',
        at: isoNow(house.clock),
        personId,
      },
    };
    const missed = await changesSince(store, personId, start);
    if (missed === 'too many') throw new Error('Too many changes to replay.');
    return [opened, ...missed];
  };

  /** What the caller may hear now; made anew for each message, since a right may be lost. */
  const listenerFor = (caller: Caller, personId: string) => {
    const context = { caller, requestId: randomId(), remembered: new Map(), notes: [] };
    return (action: 'READ' | 'READ_DRAFT', section?: Section): Promise<boolean> =>
      mayHear(house, context, personId, action, section);
  };

  /** A citizen is not told of a change to what they may not see: it would say that something is there. */
  const deliveryOf = async (
    caller: Caller,
    { event: { kind, personId } }: LiveChange,
  ): Promise<'send' | 'skip' | 'end'> => {
    const hears = listenerFor(caller, personId);
    if (!(await hears('READ'))) return 'end';
    if (kind === 'DRAFT_CHANGED') return (await hears('READ_DRAFT')) ? 'send' : 'skip';
    const isKept = caller.kind === 'citizen' && kind.startsWith('CPR_');
    return isKept && !(await hears('READ', 'cprDecision')) ? 'skip' : 'send';
  };

  return async (
    caller: Caller,
    live: LiveOperation,
    given: Readonly<Record<string, unknown>>,
  ): Promise<Subscription | GraphQLError> => {
    const read = argumentsOf(live, given);
    if (read instanceof GraphQLError) return read;
    const { root, variables } = read;
    const personId = root.personId.toLowerCase();
    if (!isUuidText(personId)) return refusal('personId must be a UUID.', 'BAD_USER_INPUT');
    const hears = listenerFor(caller, personId);
    if (!(await hears('READ'))) {
      return refusal('Your role does not allow you to follow this person.', 'BAD_REQUEST');
    }
    const start = await startOf(root.after);
    if (start instanceof GraphQLError) return start;
    const isResume = typeof root.after === 'string';
    if (isResume && (await changesSince(store, personId, start)) === 'too many') {
      return refusal('Too much changed since after: read the plan again.', 'POSITION_UNKNOWN');
    }

    const hearsDrafts = await hears('READ_DRAFT');
    const execute = async (change: LiveChange): Promise<Delivery> => {
      const delivery = await deliveryOf(caller, change);
      if (delivery !== 'send') return delivery;
      const context = {
        caller,
        requestId: randomId(),
        readAfter: change.event.position,
      };
      const { data, errors } = await liveSchema.execute(live, variables, change.event, context);
      const formatted = errors?.map((error) => options.formatError(error.toJSON(), error));
      return { payload: JSON.stringify({ data, ...(formatted ? { errors: formatted } : {}) }) };
    };
    const shared = Object.entries(variables).filter(([name]) => name !== live.resumeVariable);
    const groupKey = createHash('sha256')
      .update(`${live.text}\n${live.operation.name?.value ?? ''}\n`)
      .update(`${canonicalJson(Object.fromEntries(shared))}\n${scopeOf(caller)}\n${personId}`)
      .digest('hex');
    return {
      start: (member) =>
        hub.join({
          personId,
          groupKey,
          isTold: ({ event }) => event.kind !== 'DRAFT_CHANGED' || hearsDrafts,
          execute,
          member,
          start,
          opening: () => openingOf(personId, start),
        }),
    };
  };
};
