/**
 * Finds the `Patient` resources in a FHIR R4 JSON file: one alone, or those of a Bundle (a
 * searchset, a collection). A file without any is refused by the name of what it holds.
 */

/** A `Patient` as it stands in the file, not yet checked. */
export interface PatientResource {
  readonly resourceType: 'Patient';
  readonly [field: string]: unknown;
}

export type PatientsIn =
  | { readonly kind: 'patients'; readonly patients: readonly PatientResource[] }
  /** `why` reads after the name of the file: "holds no Patient (it holds a Practitioner)". */
  | { readonly kind: 'refused'; readonly why: string };

export const patientsIn = (json: unknown): PatientsIn => {
  const type = typeOf(json);
  if (type !== 'Bundle') return isPatient(json) ? found([json]) : none(withArticle(type));
  const { entry } = json as { entry?: unknown };
  const resources = (Array.isArray(entry) ? entry : []).map(resourceIn);
  const patients = resources.filter(isPatient);
  if (patients.length > 0) return found(patients);
  const types = [...new Set(resources.map((resource) => typeOf(resource) ?? 'no FHIR resource'))];
  return none(types.length === 0 ? 'an empty Bundle' : `a Bundle of ${types.join(', ')}`);
};

const found = (patients: readonly PatientResource[]): PatientsIn => ({
  kind: 'patients',
  patients,
});

const none = (what: string): PatientsIn => ({
  kind: 'refused',
  why: `holds no Patient (it holds ${what})`,
});

const isPatient = (json: unknown): json is PatientResource => typeOf(json) === 'Patient';

const resourceIn = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null && 'resource' in entry ? entry.resource : undefined;

/** The resource type; undefined where there is none or it is no name of one. */
const typeOf = (json: unknown): string | undefined => {
  if (typeof json !== 'object' || json === null || !('resourceType' in json)) return undefined;
  const { resourceType } = json;
  return typeof resourceType === 'string' && /^[A-Z][A-Za-z]{1,60}$/.test(resourceType)
    ? resourceType
    : undefined;
};

const withArticle = (type: string | undefined): string =>
  type === undefined ? 'no FHIR resource' : `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
