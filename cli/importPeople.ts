/**
 * `cuckmere import people FILE...`: registers the people of FHIR R4 `Patient` files and prints one
 * line a file, under a Bundle one more a person. A running server does the writing; without one
 * the folder is opened.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createLog } from '../gateway/log';
import { patientsIn } from '../interop/fhir/patientsIn';
import type { PatientResource } from '../interop/fhir/patientsIn';
import { askAdmin } from './adminSocket';
import { importPatient } from './importPatient';
import type { ImportedPatient } from './importPatient';
import { openHouse } from './openHouse';
import type { OpenedHouse } from './openHouse';
import { progressBar } from './progressBar';

export interface ImportPeopleOptions {
  readonly files: readonly string[];
  readonly data: string;
  readonly say: (line: string) => void;
}

const readFile = (file: string): { json: unknown } | { refused: string } => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { refused: isMissing ? 'there is no such file' : 'the file cannot be read' };
  }
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { refused: 'the file is not JSON' };
  }
};

const summary = (results: readonly ImportedPatient[]): string => {
  const count = (status: ImportedPatient['status']): number =>
    results.filter((one) => one.status === status).length;
  const parts = (['registered', 'already there', 'refused'] as const)
    .map((status) => ({ status, count: count(status) }))
    .filter((part) => part.count > 0)
    .map((part) => `${String(part.count)} ${part.status}`);
  return `${String(results.length)} people: ${parts.join(', ')}`;
};

/** Gives the exit code: 0 where every file held people and none was refused, else 1. */
export const importPeople = async (options: ImportPeopleOptions): Promise<number> => {
  const { data, say } = options;
  let opened: OpenedHouse | undefined;
  let hasRefusal = false;

  const importOne = async (patient: PatientResource): Promise<ImportedPatient> => {
    if (!opened) {
      const answer = await askAdmin<ImportedPatient>({
        data,
        command: '/import/patient',
        body: patient,
      });
      if (answer !== 'not running') return answer;
      opened = await openHouse({ data, log: createLog() });
    }
    return importPatient(opened.house, patient);
  };

  const importFile = async (file: string): Promise<void> => {
    const name = basename(file);
    const read = readFile(file);
    const found =
      'refused' in read ? ({ kind: 'refused', why: read.refused } as const) : patientsIn(read.json);
    if (found.kind === 'refused') {
      hasRefusal = true;
      say(`${name}: refused; ${found.why}`);
      return;
    }
    const bar = progressBar('people', found.patients.length);
    const results: ImportedPatient[] = [];
    for (const patient of found.patients) {
      results.push(await importOne(patient));
      bar.advance();
    }
    bar.stop();
    hasRefusal ||= results.some(({ status }) => status === 'refused');
    const [only] = results;
    if (results.length === 1 && only) say(`${name}: ${only.line}`);
    else {
      say(`${name}: ${summary(results)}`);
      results.forEach(({ line }, index) => {
        say(`  ${String(index + 1)}. ${line}`);
      });
    }
  };

  try {
    for (const file of options.files) await importFile(file);
  } finally {
    await opened?.close();
  }
  return hasRefusal ? 1 : 0;
};
