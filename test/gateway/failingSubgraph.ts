/** Subgraphs that fail in ways that a test chooses while the product runs. */
import type { ExecutionResult } from 'graphql';
import type { Subgraph, SubgraphRequest } from '../../subgraphs/subgraph';

/** What a subgraph does in place of its answer; `real` is that answer. */
export type Fault = (real: () => Promise<ExecutionResult>) => unknown;

/** Holds which subgraph fails how; give `wrap` to `openApp`. */
export const createFaults = () => {
  const faults = new Map<string, Fault>();
  return {
    fail: (name: string, fault: Fault): void => void faults.set(name, fault),
    mend: (): void => {
      faults.clear();
    },
    wrap: (subgraph: Subgraph): Subgraph => ({
      ...subgraph,
      execute: (request: SubgraphRequest) => {
        const fault = faults.get(subgraph.name);
        const real = () => subgraph.execute(request);
        return (fault ? fault(real) : real()) as Promise<ExecutionResult>;
      },
    }),
  };
};

const answers =
  (value: unknown): Fault =>
  () =>
    Promise.resolve(value);
const entities = (...values: unknown[]): Fault => answers({ data: { _entities: values } });
const decision = (value: unknown): Fault => entities({ cprDecision: value });

export const throws: Fault = () => Promise.reject(new Error('secret: postgres://user@host'));
export const never: Fault = () => new Promise(() => undefined);
export const nullEntity: Fault = entities(null);
export const nonsense: Fault = answers('<html>Bad gateway</html>');

/** Ways for an entity fetch to go wrong, each at once. */
export const quickFaults: Readonly<Record<string, Fault>> = {
  'a rejection': throws,
  'a rejection without a word': () => Promise.reject(new Error()),
  'a parse that fails': () => JSON.parse('<html>') as unknown,
  'an error thrown before it began': () => {
    throw new Error('not even a promise');
  },
  'no promise at all': () => undefined,
  nothing: answers(undefined),
  null: answers(null),
  'a page of HTML': nonsense,
  'an empty object': answers({}),
  'null data': answers({ data: null }),
  'errors alone': answers({ errors: [new Error('x')] }),
  'errors and null data': answers({ data: null, errors: [new Error('x')] }),
  'errors and a null entity': answers({ data: { _entities: [null] }, errors: [new Error('x')] }),
  'other data': answers({ data: { person: null } }),
  'null entities': answers({ data: { _entities: null } }),
  'a text for entities': answers({ data: { _entities: 'none' } }),
  'no entity': entities(),
  'a null entity': nullEntity,
  'a text for an entity': entities('NotRecorded'),
  'a list for an entity': entities([]),
  'an empty entity': entities({}),
  'a null decision': decision(null),
  'a text for a decision': decision('NotRecorded'),
  'an empty decision': decision({}),
  'a decision of a type unheard of': decision({ __typename: 'None' }),
  'a decision of another type': decision({ __typename: 'Contacts' }),
  'a bare "recorded"': decision({ __typename: 'CprRecorded' }),
  'a bare "none recorded"': decision({ __typename: 'NotRecorded' }),
  'a list of decisions': decision([{ __typename: 'CprWithdrawn' }]),
};
