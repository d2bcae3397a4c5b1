/** People with plans for the measurements, made by the same commands as any user's. */
import { parseEndOfLifePlanCommand } from '../events/end-of-life-plan/commands';
import type { EndOfLifePlanCommandType } from '../events/end-of-life-plan/commands';
import type { Act, Actor } from '../events/decider';
import type { ActorId, CommandId, PersonId } from '../events/ids';
import { hoursAfter, incidentLimits } from '../events/incident/commands';
import { parsePersonCommand } from '../events/person/commands';
import { isoNow } from '../events/store/clock';
import { randomId } from '../events/store/random';
import type { House } from '../subgraphs/house';
import { registerPerson } from '../subgraphs/people/registerPerson';

export const benchActor: Actor = {
  id: 'bench-gp' as ActorId,
  name: 'Dr Bench Mark',
  role: 'GP',
  organisation: 'X2GPP',
  organisationName: 'A surgery',
};

const act = (basedOn?: bigint): Act => ({
  commandId: randomId() as CommandId,
  actor: benchActor,
  at: isoNow(),
  ...(basedOn === undefined ? {} : { basedOn }),
});

const command = async (
  house: House,
  id: PersonId,
  type: EndOfLifePlanCommandType,
  content: object,
  basedOn?: bigint,
): Promise<bigint> => {
  const parsed = parseEndOfLifePlanCommand(type, content);
  if ('kind' in parsed) throw new Error(`${type}: ${parsed.message}`);
  const outcome = await house.loops.endOfLifePlan.handle(id, parsed, act(basedOn));
  if (outcome.kind !== 'done') throw new Error(`${type}: ${outcome.message}`);
  return outcome.revision;
};

export const cprDecision = {
  decision: '450476008',
  reason: 'Her heart and lungs are too weak for CPR to bring her back; she has asked for comfort.',
  decidedOn: '2026-11-03',
  decidedBy: { name: 'Dr A. Osei', role: 'consultant, palliative medicine' },
  involved: [{ name: 'Ruth Ellis', relationship: 'daughter' }],
  capacity: { finding: 'PERSON_INVOLVED' },
  reviewOn: '2027-02-03',
  formKeptAt: 'Blue folder, kitchen drawer',
};

/** Registers one person; their number in the run makes the name. */
export const makePerson = async (house: House, number: number): Promise<PersonId> => {
  const parsed = parsePersonCommand('RegisterPerson', {
    name: { family: `Bench${String(number)}`, given: ['Margaret'], preferred: 'Peggy' },
    dateOfBirth: '1941-03-14',
    sex: 'female',
    address: { lines: ['12 Meads Road', 'Eastbourne'], postcode: 'BN20 7QS' },
    telephone: '01632 960001',
  });
  if ('kind' in parsed) throw new Error(parsed.message);
  const { personId, outcome } = await registerPerson(house, parsed, act());
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return personId;
};

/** A plan of every section, published: 7 events. Gives the revision of the stream. */
export const makePlan = async (house: House, id: PersonId): Promise<bigint> => {
  await command(house, id, 'StartEndOfLifePlan', {});
  await command(house, id, 'RecordCprDecision', cprDecision, 0n);
  await command(house, id, 'StateFocusOfCare', {
    priority: 'COMFORT',
    statement: 'Comfort first. Treat what can be treated at home.',
    wouldWant: ['Antibiotics by mouth', 'Oxygen for comfort', 'Hospice if symptoms not held'],
    wouldNotWant: ['Hospital, unless a fracture', 'Ventilation, intensive care'],
  });
  await command(house, id, 'StatePreferredPlaceOfDeath', {
    first: { place: '110481000000108' },
    second: { place: '108401000000102', name: 'A hospice' },
  });
  await command(house, id, 'StatePreferredPlaceOfCare', { first: 'Home' });
  const revision = await command(house, id, 'RecordAnticipatoryMedicines', {
    supply: '376201000000102',
    medicines: 'Morphine, midazolam, levomepromazine, glycopyrronium.',
    keptAt: 'Kitchen cupboard, above the kettle',
  });
  return command(house, id, 'PublishEndOfLifePlan', { draftRevision: String(revision) });
};

/** One more edit and publication: 2 events. */
export const revisePlan = async (house: House, id: PersonId, count: number): Promise<bigint> => {
  const revision = await command(house, id, 'StateFocusOfCare', {
    statement: `Comfort first. Review number ${String(count)}.`,
  });
  return command(house, id, 'PublishEndOfLifePlan', { draftRevision: String(revision) });
};

/** Organisations whose crews read in the measurements. */
const crews = ['X4AMB', 'X5111'];

/** A live incident for each crew, which outlasts any measurement. */
const openToCrews = async (house: House, id: PersonId): Promise<void> => {
  for (const organisation of crews) {
    const incidentId = randomId();
    const until = hoursAfter(isoNow(), incidentLimits.openHoursMax);
    const incident = {
      type: 'AttachIncident',
      incidentId,
      caseId: 'measured',
      organisation,
      crew: [],
      until,
    } as const;
    const outcome = await house.loops.emergency.handle(id, incident, act());
    if (outcome.kind !== 'done') throw new Error(outcome.message);
  }
};

/** People with plans, each open to the crews; their ids. */
export const makePeople = async (house: House, count: number): Promise<string[]> => {
  const ids: string[] = [];
  const fill = async (): Promise<void> => {
    while (ids.length < count) {
      const number = ids.push('');
      const id = await makePerson(house, number);
      await makePlan(house, id);
      await openToCrews(house, id);
      ids[number - 1] = id;
    }
  };
  await Promise.all(Array.from({ length: 16 }, fill));
  return ids;
};
