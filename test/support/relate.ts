/**
 * What a test takes for granted of a person who was registered: the crews of the demonstration have
 * a live incident. A test of access itself opens its product with `relate: false`.
 */
import { streamName } from '../../events/ids';
import type { ActorId, CommandId } from '../../events/ids';
import { isoNow } from '../../events/store/clock';
import type { House } from '../../subgraphs/house';
import { uuidOf } from './acts';

/** Urgent care of the demonstration, by ODS code. */
const crews = ['X4AMB', 'X5111'];

/** Everything that stands between the demo people and this person. */
export const relateAll = async (house: House, personId: string): Promise<void> => {
  for (const organisation of crews) {
    const incidentId = uuidOf(`${streamName('incident', personId)} ${organisation}`);
    await house.loops.emergency.handle(
      personId,
      {
        type: 'AttachIncident',
        incidentId,
        caseId: 'A case that every test takes for granted',
        organisation,
        crew: [],
        // Tests move their clocks by years.
        until: '9999-12-31T23:59:59.999Z',
      },
      {
        commandId: incidentId as CommandId,
        actor: {
          id: 'control-room' as ActorId,
          name: 'Control room',
          role: 'URGENT_CARE_SYSTEM',
          organisation,
          organisationName: 'Control room (made up)',
        },
        at: isoNow(house.clock),
      },
    );
  }
};
