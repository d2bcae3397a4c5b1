/** The subgraphs of this house, in the order in which the graph names them. */
import { accessLogSubgraph } from './access-log/accessLogSubgraph';
import { emergencySubgraph } from './emergency/emergencySubgraph';
import { endOfLifePlanSubgraph } from './end-of-life-plan/endOfLifePlanSubgraph';
import type { House } from './house';
import { liveSubgraph } from './live/liveSubgraph';
import { peopleSubgraph } from './people/peopleSubgraph';
import { sharingSubgraph } from './sharing/sharingSubgraph';
import type { Subgraph } from './subgraph';

export const subgraphsOf = (house: House): Subgraph[] => [
  peopleSubgraph(house),
  endOfLifePlanSubgraph(house),
  emergencySubgraph(house),
  sharingSubgraph(house),
  liveSubgraph(),
  accessLogSubgraph(house),
];
