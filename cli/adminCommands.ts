/**
 * What the owner of a data folder may ask of the process that has it open, by path. A command that
 * needs a parameter checks it itself and throws a `CuckmereError` that names the field.
 */
import { CuckmereError } from '../events/errors';
import type { PatientResource } from '../interop/fhir/patientsIn';
import type { House } from '../subgraphs/house';
import { erasePerson } from './erasePerson';
import { forgetAuditYear } from './forgetAuditYear';
import { importPatient } from './importPatient';
import { listErasures } from './listErasures';
import { endSessions, listSessions } from './openSessionsList';
import type { Rebuilder } from './rebuilder';

/** The open house and the folder it stands in. */
export interface AdminContext {
  readonly house: House;
  readonly data: string;
  readonly rebuilder: Rebuilder;
  /** When the person of a session last did something, as far as the server knows. */
  readonly seenAtMs: (sessionId: string) => number | undefined;
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

/** Names of read models; which there are the rebuilder knows. */
const namesIn = (body: unknown): string[] => {
  const { names } = (body ?? {}) as { names?: unknown };
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new CuckmereError('BAD_REQUEST', 'names is a list of the read models to rebuild.');
};

export const adminCommands: Readonly<Record<string, AdminCommand>> = {
  '/erase': ({ house }, body) => erasePerson(house, body),
  '/erasures': ({ house }) => listErasures(house),
  '/sessions': ({ house, seenAtMs }) => listSessions(house, seenAtMs),
  '/sessions/end': ({ house, seenAtMs }, body) => endSessions(house, body, seenAtMs),
  '/audit/forget': ({ house }, body) => forgetAuditYear(house, body),
  '/keys/rotate': ({ house }, _body, tell) => house.keyStore.rotate(tell),
  '/rebuild': async ({ rebuilder }, body, tell) => rebuilder.rebuild(namesIn(body), tell),
  '/import/patient': async ({ house }, body) => importPatient(house, body as PatientResource),
};
