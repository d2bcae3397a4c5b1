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
import type { Caller } from '../../subgraphs/context';
import { accessBasis, accessScope } from '../../subgraphs/shared/accessScope';
import type { House } from '../../subgraphs/house';
import type { AuditLive } from '../audit/auditLive';
import type { createErrorFormat } from '../clientErrors';
import { changesSince } from './changesSince';
import type { LiveChange } from './changesSince';
import type { Hub } from './hub';
import type { LiveOperation, LiveSchema } from './liveSchema';
import type { Payload, View } from './member';
import type { Subscription } from './socket';

export interface SubscribeOptions {
  readonly house: House;
  readonly hub: Hub;
  readonly liveSchema: LiveSchema;
  readonly apiSchema: GraphQLSchema;
  readonly formatError: ReturnType<typeof createErrorFormat>;
  readonly audit: AuditLive;
  readonly onFault: (error: unknown) => void;
}

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

  const missedSince = async (
    personId: string,
    position: Position,
  ): Promise<readonly LiveChange[]> => {
    const missed = await changesSince(store, personId, position);
    if (missed === 'too many') throw new Error('Too many changes to replay.');
    return missed;
  };

  /** A message that no event of the log stands behind. */
  const saidAt = (
    kind: 'OPENED' | 'ACCESS_CHANGED',
    personId: string,
    position: Position,
  ): LiveChange => ({
    position,
    event: {
      position: tokenOf(store.generation, position),
      kind,
      at: isoNow(house.clock),
      personId,
    },
  });

  /** The bytes of one operation for one change, as this caller. */
  const executeAs =
    (caller: Caller, live: LiveOperation, variables: Readonly<Record<string, unknown>>) =>
    async (change: LiveChange): Promise<Payload> => {
      const context = { caller, requestId: randomId(), readAfter: change.event.position };
      const { result, notes } = await liveSchema.execute(live, variables, change.event, context);
      const errors = result.errors?.map((error) => options.formatError(error.toJSON(), error));
      return { text: JSON.stringify({ data: result.data, ...(errors ? { errors } : {}) }), notes };
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

    const execute = executeAs(caller, live, variables);
    const shared = Object.entries(variables).filter(([name]) => name !== live.resumeVariable);
    const asked = `${live.text}\n${live.operation.name?.value ?? ''}\n${canonicalJson(Object.fromEntries(shared))}`;
    const look = async (): Promise<View | undefined> => {
      const scope = await accessScope(options.house, caller, randomId(), personId);
      if (!scope.mayFollow) return undefined;
      return {
        groupKey: createHash('sha256').update(`${asked}\n${scope.key}`).digest('hex'),
        isTold: ({ event }) => scope.hears(event.kind),
        execute,
        untilMs: scope.until === undefined ? undefined : Date.parse(scope.until),
      };
    };
    const basis = await accessBasis(house, personId);
    const view = await look();
    if (!view) {
      return refusal('You may not follow this person.', 'NOT_PERMITTED');
    }
    const start = await startOf(root.after);
    if (start instanceof GraphQLError) return start;
    const isResume = typeof root.after === 'string';
    if (isResume && (await changesSince(store, personId, start)) === 'too many') {
      return refusal('Too much changed since after: read the plan again.', 'POSITION_UNKNOWN');
    }
    const opened = saidAt('OPENED', personId, start);
    const operationName = live.operation.name?.value;
    const told = { caller, requestId: randomId(), operationName };
    return {
      start: (member) =>
        hub.join(
          {
            personId,
            actorId: caller.actor.id,
            member,
            start,
            opened,
            seenAnew: (position) => saidAt('ACCESS_CHANGED', personId, position),
            look,
            missedSince: (position) => missedSince(personId, position),
            recordOpening: async (notes) => {
              const opened = await options.audit.opened({ ...told, notes });
              return (first, last) => {
                void opened.closed({ first, last }).catch(options.onFault);
              };
            },
          },
          view,
          basis,
        ),
    };
  };
};
