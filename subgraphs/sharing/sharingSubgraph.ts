/** The sharing subgraph: extends `Person` with who cares for them and what they agreed to. */
import type { House } from '../house';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { RelationshipMutations } from './relationshipMutations';
import { SharingFields } from './sharingFields';
import { SharingMutations } from './sharingMutations';
import { TeamMutations } from './teamMutations';

export const sharingSubgraph = (house: House): Subgraph =>
  defineSubgraph({
    name: 'sharing',
    resolvers: [
      new SharingFields(house),
      new SharingMutations(house),
      new RelationshipMutations(house),
      new TeamMutations(house),
    ],
    references: { Person: (key) => ({ id: (key as { id: string }).id }) },
  });
