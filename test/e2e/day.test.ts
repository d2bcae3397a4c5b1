/**
 * The whole day of a plan through the product; and once more with everything that crosses from the
 * gateway to a subgraph put through text, so that a subgraph may run in a process of its own.
 */
import { parse, print } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Subgraph } from '../../subgraphs/subgraph';
import { openTestApp } from '../support/app';
import { onEachLog } from '../support/logs';
import { liveOneDay } from './scriptedDay';

// Some forty calls one after the other: 1.4 s, or 18 s on EventStoreDB on a machine that is busy.
jest.setTimeout(120_000);

const throughJson = <Value>(value: Value): Value =>
  value === undefined ? value : (JSON.parse(JSON.stringify(value)) as Value);

const crossings: string[] = [];

/** A subgraph reached by text alone: document, variables, context, event, and the answer. */
const farAway = (subgraph: Subgraph): Subgraph => ({
  ...subgraph,
  execute: async ({ document, variables, context, rootValue }) => {
    crossings.push(subgraph.name);
    const answer = await subgraph.execute({
      document: parse(print(document)),
      context: throughJson(context),
      ...(variables ? { variables: throughJson(variables) } : {}),
      ...(rootValue === undefined ? {} : { rootValue: throughJson(rootValue) }),
    });
    return throughJson<ExecutionResult>(answer);
  },
});

onEachLog((logOf) => {
  describe('a day of a plan', () => {
    it('goes as those who live it expect', async () => {
      await liveOneDay(await openTestApp({ logOf }));
    });

    it('goes the same where nothing but text crosses to the subgraphs', async () => {
      crossings.length = 0;
      await liveOneDay(await openTestApp({ logOf, wrapSubgraph: farAway }));

      expect([...new Set(crossings)].sort()).toEqual(['end-of-life-plan', 'live', 'people']);
    });
  });
});
