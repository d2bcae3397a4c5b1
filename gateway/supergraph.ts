/**
 * The supergraph: composed from the subgraphs' SDL and checked in beside this file, so that a
 * change of the graph is seen in review. `npm run compose` writes it; a test compares.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { Subgraph } from '../subgraphs/subgraph';
import { CuckmereError } from '../events/errors';

/** The folder that holds package.json, whether this runs from source or from `dist`. */
export const projectRoot = (from: string = __dirname): string => {
  try {
    readFileSync(join(from, 'package.json'));
    return from;
  } catch (error) {
    const parent = dirname(from);
    if (parent === from) throw error;
    return projectRoot(parent);
  }
};

export const supergraphFile = (): string => join(projectRoot(), 'gateway', 'supergraph.graphql');

export const readSupergraph = (): string => readFileSync(supergraphFile(), 'utf8');

/** Throws `CONFIGURATION` with every composition error where the subgraphs do not fit together. */
export const composeSupergraph = (subgraphs: readonly Subgraph[]): string => {
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `local:${name}` })),
  );
  if (result.supergraphSdl !== undefined) return `${result.supergraphSdl.trim()}\n`;
  const reasons = (result.errors ?? []).map(({ message }) => message).join('\n');
  throw new CuckmereError('CONFIGURATION', `The subgraphs do not compose:\n${reasons}`);
};
