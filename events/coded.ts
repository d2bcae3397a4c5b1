/**
 * `Coded`: a coded value with its words, as the PRSB standards have it. Text is always there,
 * a code only with its display (CONTENT.md 8.1). Codes are SNOMED CT unless a list says otherwise.
 */
import { z } from 'zod';
import { text } from './text';

export interface Coded {
  readonly code: string;
  readonly display: string;
}

/** A closed list of codes that the standard gives for one field, in the standard's order. */
export type CodeList = readonly Coded[];

/** The member of `list` with this code; undefined where the list does not hold it. */
export const codedFrom = (list: CodeList, code: string): Coded | undefined =>
  list.find((entry) => entry.code === code);

/** A zod schema for a code out of `list`: takes the code, gives the `Coded` with its display. */
export const codeOf = (list: CodeList, listName: string) =>
  text(40).transform((code, context) => {
    const coded = codedFrom(list, code);
    if (coded) return coded;
    context.addIssue({
      code: 'custom',
      params: { refusal: 'CODE_NOT_IN_LIST' },
      message: `is not a code of the list "${listName}"; choose one of ${list.map((entry) => entry.code).join(', ')}`,
    });
    return z.NEVER;
  });
