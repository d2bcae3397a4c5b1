/**
 * The incidents that a demonstration begins with: one person of each state is open to the crews of
 * the ambulance service and of NHS 111, for a day from each start. The others are withheld from
 * them until they are opened in an emergency.
 */
import { CuckmereError } from '../../events/errors';
import { incidentLimits } from '../../events/incident/commands';
import { randomId } from '../../events/store/random';
import type { ExecuteAs } from '../server';
import { demoCaller } from './actors';
import { roster } from './roster';

/** The systems that open them, each to the crews of its own organisation. */
const systems = ['ambulance-system', 'nhs111-system'];

const document = `mutation DemoIncident($input: OpenIncidentInput!) {
  openIncident(input: $input) { __typename }
}`;

export const openDemoIncidents = async (execute: ExecuteAs): Promise<void> => {
  const firsts = roster.filter(
    ({ state }, index) => roster.findIndex((other) => other.state === state) === index,
  );
  for (const { nhsNumber, number } of firsts) {
    for (const system of systems) {
      const caller = demoCaller(system);
      if (!caller) throw new CuckmereError('INTERNAL', `No demo actor is called ${system}.`);
      const caseId = `Demonstration ${String(number)}`;
      const hours = incidentLimits.openHoursMax;
      const input = { commandId: randomId(), caseId, nhsNumber, hours };
      const { data } = await execute(caller, document, { input });
      const opened = data?.['openIncident'] as { __typename?: string } | null | undefined;
      if (opened?.__typename !== 'IncidentOpened') {
        throw new CuckmereError('INTERNAL', `The demonstration could not open case ${caseId}.`);
      }
    }
  }
};
