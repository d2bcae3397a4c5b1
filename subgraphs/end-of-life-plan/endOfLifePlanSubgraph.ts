/** The end-of-life plan's subgraph: extends `Person` with the decision, the plan, its changes. */
import type { House } from '../house';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { PlanFields } from './planFields';
import { PlanChangesField, PlanHistory } from './planHistory';
import { PlanMutations } from './planMutations';

export const endOfLifePlanSubgraph = (house: House): Subgraph =>
  defineSubgraph({
    name: 'end-of-life-plan',
    resolvers: [
      new PlanFields(house),
      new PlanChangesField(house),
      new PlanHistory(house),
      new PlanMutations(house),
    ],
    references: { Person: (key) => ({ id: (key as { id: string }).id }) },
  });
