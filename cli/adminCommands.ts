/**
 * What the owner of a data folder may ask of the process that has it open, by path. A command that
 * needs a parameter checks it itself and throws a `CuckmereError` that names the field.
 */
import type { PatientResource } from '../interop/fhir/patientsIn';
import type { House } from '../subgraphs/house';
import { erasePerson } from './erasePerson';
import { importPatient } from './importPatient';
import { listErasures } from './listErasures';

/** The open house and the folder it stands in. */
export interface AdminContext {
  readonly house: House;
  readonly data: string;
}

/** How far a long command is: told as often as the command likes. */
export interface AdminProgress {
  readonly done: number;
  readonly total: number;
}

export type AdminCommand = (
  context: AdminContext,
  body: unknown,
  tell: (progress: AdminProgress) => void,
) => Promise<object>;

export const adminCommands: Readonly<Record<string, AdminCommand>> = {
  '/erase': ({ house }, body) => erasePerson(house, body),
  '/erasures': ({ house }) => listErasures(house),
  '/keys/rotate': ({ house }, _body, tell) => house.keyStore.rotate(tell),
  '/import/patient': async ({ house }, body) => importPatient(house, body as PatientResource),
};
