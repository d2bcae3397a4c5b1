/** Views for the tests of the pages, read from whole answers as a page reads them. */
import { readUrgentPerson, type UrgentPerson } from '../../../web/src/graph/personView';
import { person, personId } from './answers';

/** The view of a whole answer at `position`, with parts of it replaced. */
export function viewAt(position: number, more: object = {}): UrgentPerson {
  const view = readUrgentPerson(person(position, more), { personId, isWhole: true });
  if (view === undefined) throw new Error('The answer of this test is not one of this person.');
  return view;
}
