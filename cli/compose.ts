/** `cuckmere compose`: writes the supergraph that is checked in, from the subgraphs as they are. */
import { writeFileSync } from 'node:fs';
import { composeSupergraph, supergraphFile } from '../gateway/supergraph';
import type { House } from '../subgraphs/house';
import { subgraphsOf } from '../subgraphs/subgraphs';

/** The schema needs no house: resolvers stand on it only when they run. */
export const composedSupergraph = (): string => composeSupergraph(subgraphsOf({} as House));

export const writeSupergraph = (): string => {
  const file = supergraphFile();
  writeFileSync(file, composedSupergraph());
  return file;
};
