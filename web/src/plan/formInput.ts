/**
 * From what was typed to the input of a mutation. Pure. Paths such as `decidedBy.name` and
 * `involved.0.name` become objects and lists; dates typed day first become `YYYY-MM-DD`. In an edit
 * only what changed is sent: absent = unchanged, null = cleared (DESIGN.md 3).
 */
import { lowerFirst } from '../format/words';
import { parseTypedDate } from '../format/typedDate';
import type { FormError } from '../page/ErrorSummary';
import type { FieldShape } from '../page/Field';

export type Values = Readonly<Record<string, string>>;

/** Fields under this root steer the form and are not sent. */
export const notSent = '_form';

export interface FormInput {
  readonly input: Readonly<Record<string, unknown>>;
  readonly errors: readonly FormError[];
  /** True of an edit that changes nothing: there is nothing to send. */
  readonly isUnchanged?: boolean;
}

/** Everything that was filled in; empty fields are left out. */
export function wholeInput(fields: readonly FieldShape[], values: Values): FormInput {
  const sent = fields.filter((field) => rootOf(field) !== notSent);
  return { input: nested(sent, values), errors: errorsOf(fields, values) };
}

/** What differs from `saved`; a part with several fields (a place and its name) is sent whole. */
export function changedInput(
  fields: readonly FieldShape[],
  values: Values,
  saved: Values,
): FormInput {
  const changed = fields.filter(({ name }) => (values[name] ?? '') !== (saved[name] ?? ''));
  const roots = [...new Set(changed.map(rootOf))];
  const input = Object.fromEntries(
    roots.map((root) => {
      const parts = fields.filter((field) => rootOf(field) === root);
      return [root, nested(parts, values)[root] ?? cleared(parts, root)];
    }),
  );
  const touched = fields.filter((field) => roots.includes(rootOf(field)));
  return { input, errors: errorsOf(touched, values), isUnchanged: roots.length === 0 };
}

/** What says that a field is empty now: a list without entries, a tick taken away, else null. */
function cleared(parts: readonly FieldShape[], root: string): unknown {
  const kind = parts.find((part) => pathOf(part) === root)?.kind;
  if (kind === 'lines') return [];
  return kind === 'tick' ? false : null;
}

/** The form field that a refusal's path names: itself, a part of it, or what it is part of. */
export function fieldNamed(
  fields: readonly FieldShape[],
  path: string | undefined,
): string | undefined {
  if (path === undefined) return undefined;
  const found =
    fields.find((field) => pathOf(field) === path) ??
    fields.find(
      (field) => path.startsWith(`${pathOf(field)}.`) || pathOf(field).startsWith(`${path}.`),
    );
  return found?.name;
}

/** The names of the fields that make up one field of the input. */
export function fieldsUnder(fields: readonly FieldShape[], root: string): readonly string[] {
  return fields.filter((field) => rootOf(field) === root).map(({ name }) => name);
}

function errorsOf(fields: readonly FieldShape[], values: Values): readonly FormError[] {
  const isEmpty = ({ name }: FieldShape): boolean => (values[name] ?? '').trim() === '';
  return fields.flatMap((field) => {
    const { name, label, kind, missing } = field;
    if (isEmpty(field)) {
      const isPartFilled = fields.some(
        (other) => partOf(other) === partOf(field) && !isEmpty(other),
      );
      const isNeeded = field.isRequired ?? (field.isNeededInPart === true && isPartFilled);
      return isNeeded ? [{ field: name, message: missing ?? `Fill in: ${lowerFirst(label)}` }] : [];
    }
    if (kind !== 'date' || parseTypedDate(values[name] ?? '') !== undefined) return [];
    return [{ field: name, message: `${label}: write a day that exists, such as 3 11 2026` }];
  });
}

function nested(fields: readonly FieldShape[], values: Values): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOf(field, values[field.name] ?? '');
    if (value !== undefined) put(input, pathOf(field).split('.'), value);
  }
  return input;
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) {
    target[step] = value;
    return;
  }
  const inside = target[step] ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {});
  target[step] = inside;
  put(inside as Record<string, unknown>, rest, value);
}

function valueOf({ kind }: FieldShape, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  switch (kind) {
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    case 'date':
      return parseTypedDate(text) ?? text;
    case 'tick':
      return true;
    case 'text':
    case 'long':
    case 'number':
    case 'telephone':
    case 'select':
    case 'radios':
      return text;
  }
}

const pathOf = ({ name, path }: FieldShape): string => path ?? name;
const partOf = (field: FieldShape): string => pathOf(field).split('.').slice(0, -1).join('.');
const rootOf = (field: FieldShape): string => pathOf(field).split('.')[0] ?? '';
