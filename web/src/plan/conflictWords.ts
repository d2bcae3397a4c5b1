/**
 * The two values of a conflict in words. The graph gives a text, or the JSON of a list or of a
 * structured value; nothing is left out that cannot be said more simply.
 */
import { deathPlaceChoices } from '../codes';
import { formatDate } from '../format/dates';
import type { FieldShape } from '../page/Field';

/** `null` is a field that was left or made empty; `shape` is the box that asks for the value. */
export function conflictWords(value: string | null, shape?: FieldShape): string {
  if (shape?.kind === 'tick') return value === 'true' ? 'Yes' : 'No';
  if (value === null) return 'Nothing (left empty)';
  const choice = shape?.choices?.find((one) => one.value === value);
  if (choice !== undefined) return choice.words;
  if (shape?.kind === 'date') return formatDate(value);
  const parsed = parseJson(value);
  return parsed === undefined ? value : wordsOf(parsed);
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join('\n') || 'Nothing (left empty)';
  if (typeof value !== 'object' || value === null) return String(value);
  const record = value as Record<string, unknown>;
  if (typeof record['display'] === 'string') {
    const choice = deathPlaceChoices.find(({ code }) => code === record['code']);
    return choice?.words ?? record['display'];
  }
  return Object.values(record)
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map(wordsOf)
    .join(', ');
}

function parseJson(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
