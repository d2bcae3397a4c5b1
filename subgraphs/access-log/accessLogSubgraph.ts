/** The access log's subgraph: extends `Person` with who looked at the record. */
import type { House } from '../house';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { AccessLogFields } from './accessLogFields';
import { Person } from './accessLogTypes';

export const accessLogSubgraph = (house: House): Subgraph =>
  defineSubgraph({
    name: 'access-log',
    resolvers: [new AccessLogFields(house)],
    // No root leads to it here: the gateway comes by the entity.
    orphanedTypes: [Person],
    references: { Person: (key) => ({ id: (key as { id: string }).id }) },
  });
