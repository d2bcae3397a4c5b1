/** The people subgraph: who a person is, whom to call, and how they are found. */
import type { House } from '../house';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { PeopleMutations } from './peopleMutations';
import { PeopleQueries } from './peopleQueries';
import { PersonFields } from './personFields';
import { ViewerRecords } from './viewerRecords';

export const peopleSubgraph = (house: House): Subgraph =>
  defineSubgraph({
    name: 'people',
    resolvers: [
      new PersonFields(house),
      new PeopleQueries(house),
      new ViewerRecords(house),
      new PeopleMutations(house),
    ],
    references: { Person: (key) => ({ id: (key as { id: string }).id }) },
  });
