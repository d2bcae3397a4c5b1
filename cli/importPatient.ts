/**
 * Registers one FHIR Patient. Its commandId follows from what the resource says, so the same
 * resource imported twice registers nobody twice. What differs from a person already here is said
 * and left to people: an import overwrites nothing.
 */
import { v5 as uuidV5 } from 'uuid';
import type { Act } from '../events/decider';
import type { ActorId, CommandId } from '../events/ids';
import { londonDay } from '../events/plan/londonDay';
import { differingFacts, factWords } from '../events/person/differingFacts';
import { contentHash } from '../events/store/canonicalJson';
import { isoNow } from '../events/store/clock';
import { registrationFrom } from '../interop/fhir/patient';
import type { PatientResource } from '../interop/fhir/patientsIn';
import type { House } from '../subgraphs/house';
import { registerPerson } from '../subgraphs/people/registerPerson';

export interface ImportedPatient {
  readonly status: 'registered' | 'already there' | 'refused';
  /** One line for a person to read: status, person id or reason, remarks. Nothing personal. */
  readonly line: string;
}

/** Namespace of the commandIds of imports; any fixed UUID of ours. */
const importNamespace = 'b3a2f7c0-5a1e-4c58-9a55-2f2d6c1c9e10';

const actFor = (house: House, command: object): Act => ({
  commandId: uuidV5(contentHash(command), importNamespace) as CommandId,
  actor: {
    id: 'operator-import' as ActorId,
    name: 'Import',
    role: 'OPERATOR',
    organisation: 'LOCAL',
    organisationName: 'This installation',
  },
  at: isoNow(house.clock),
});

const line = (status: ImportedPatient['status'], ...rest: readonly string[]): ImportedPatient => ({
  status,
  line: [status, ...rest.filter((part) => part !== '')].join('; '),
});

export const importPatient = async (
  house: House,
  resource: PatientResource,
): Promise<ImportedPatient> => {
  const read = registrationFrom(resource, londonDay(isoNow(house.clock)));
  if (read.kind === 'refused') return line('refused', read.message);
  const { command, remarks } = read;
  const act = actFor(house, command);
  // Whoever runs the import does not care for anybody; the person's practice does.
  const practice = command.gpPractice ?? null;
  const { outcome, personId } = await registerPerson(house, command, act, practice);
  if (outcome.kind === 'done' && !outcome.isRepeat) {
    const marks = [
      command.restricted ? 'marked restricted' : '',
      command.died ? 'recorded as died' : '',
    ];
    return line('registered', `person ${personId}`, ...marks, ...remarks);
  }
  if (outcome.kind === 'conflict') return line('refused', outcome.message);
  if (outcome.kind === 'refused' && outcome.code !== 'NHS_NUMBER_TAKEN') {
    return line('refused', outcome.message);
  }
  const { state } = await house.loops.person.load(personId);
  const differing = differingFacts(command, state).map((fact) => factWords[fact]);
  return line(
    'already there',
    `person ${personId}`,
    differing.length > 0 ? `differs in ${differing.join(', ')} (nothing was changed)` : '',
  );
};
