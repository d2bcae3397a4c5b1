/**
 * The emergency subgraph: incidents of 999 and 111, opening a record in an emergency, the review of
 * what was opened and the alerts about it.
 */
import type { House } from '../house';
import { leadsOf as leadsInCareTeam } from '../shared/leads';
import type { LeadsOf } from '../shared/leads';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { Alerts } from './alerts';
import { Incidents } from './incidents';
import { OpenInEmergency } from './openInEmergency';
import { PersonAccesses } from './personAccesses';
import { Reviews } from './reviews';

export const emergencySubgraph = (house: House, leadsOf: LeadsOf = leadsInCareTeam): Subgraph =>
  defineSubgraph({
    name: 'emergency',
    resolvers: [
      new Incidents(house),
      new OpenInEmergency(house, leadsOf),
      new PersonAccesses(house),
      new Reviews(house),
      new Alerts(house),
    ],
    references: { Person: (key) => ({ id: (key as { id: string }).id }) },
  });
