/**
 * The emergency subgraph: incidents of 999 and 111, opening a record in an emergency, the review of
 * what was opened and the alerts about it. Who leads a person's care is asked of the caller's
 * `leadsOf`, so that this subgraph need not know of teams.
 */
import type { House } from '../house';
import { defineSubgraph } from '../subgraph';
import type { Subgraph } from '../subgraph';
import { Alerts } from './alerts';
import { Incidents } from './incidents';
import { OpenInEmergency } from './openInEmergency';
import { PersonAccesses } from './personAccesses';
import { Reviews } from './reviews';
import { nobodyLeads } from './told';
import type { LeadsOf } from './told';

export const emergencySubgraph = (house: House, leadsOf: LeadsOf = nobodyLeads): Subgraph =>
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
