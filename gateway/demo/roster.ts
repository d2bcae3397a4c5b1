/**
 * Who the made-up people are: one row each, written by hand so that age, illness, home and family
 * make sense together; all else about them is generated. The first row is Margaret Ellis, whom the
 * sketches show. Rows 15 and 16 sound alike and were born on one day: a search must ask which.
 */
import { checkDigitOf } from '../../events/nhs-number/nhsNumber';
import type { Home } from './county';
import { demoPersonId } from './demoIds';
import type { StoryName } from './stories';

/** What the population shows about a plan; `NO_DECISION` is a published plan without one on CPR. */
export type DemoState =
  | 'NOT_FOR'
  | 'FOR'
  | 'WITHDRAWN'
  | 'CONFLICTING'
  | 'NO_DECISION'
  | 'NO_PLAN'
  | 'WITHHELD'
  | 'DRAFT_ONLY'
  | 'OVERDUE'
  | 'ENDED_BY_DEATH'
  | 'REVISED'
  | 'NOT_ENDORSED'
  | 'QUESTIONED'
  | 'RESTRICTED'
  | 'NO_PLACES';

export interface Kin {
  readonly name: string;
  readonly relation: string;
  /** Holds a lasting power of attorney for health and welfare. */
  readonly isAttorney: boolean;
}

export interface RosterEntry {
  /** From 1, in the order of the rows. */
  readonly number: number;
  readonly personId: string;
  readonly nhsNumber: string;
  readonly state: DemoState;
  readonly title: string;
  readonly given: readonly string[];
  readonly preferred?: string;
  readonly family: string;
  readonly sex: 'female' | 'male';
  /** YYYY-MM-DD */
  readonly dateOfBirth: string;
  readonly town: string;
  readonly home: Home;
  readonly story: StoryName;
  readonly kin: Kin;
}

// state | title | given names | called | family name | born | town | home | story | family
const rows = `
NOT_FOR        | Mrs  | Margaret      | Peggy | Ellis              | 1941-03-14 | Eastbourne     | home             | lung cancer         | Ruth Ellis, daughter, attorney
FOR            | Mr   | Callum James  |       | Baines-Whitlock    | 2004-09-08 | Seaford        | family           | Duchenne            | Joanne Baines, mother
WITHDRAWN      | Mr   | Terence       | Terry | O'Halloran         | 1949-06-27 | Hastings       | home             | COPD                | Maureen O'Halloran, wife
CONFLICTING    | Mrs  | Irene         |       | McAndrew           | 1934-11-19 | Bexhill-on-Sea | nursing home     | heart failure       | Fiona McAndrew, daughter, attorney
NO_DECISION    | Ms   | Zoë           |       | Karageorgiou       | 1971-02-03 | Lewes          | home             | breast cancer       | Andreas Karageorgiou, husband
WITHHELD       | Mr   | Desmond       |       | Achebe-Clarke      | 1958-04-12 | Newhaven       | home             | liver disease       | Yvonne Achebe, sister
OVERDUE        | Mrs  | Dorothy May   | Dot   | Pelling            | 1932-08-30 | Hailsham       | care home        | frailty             | Alan Pelling, son
ENDED_BY_DEATH | Mr   | Reginald      | Reg   | Hobden             | 1937-01-22 | Crowborough    | home             | lung fibrosis       | Sheila Hobden, wife
REVISED        | Mrs  | Siân          |       | Pritchard-Lowe     | 1962-05-17 | Uckfield       | home             | MND                 | Huw Lowe, husband, attorney
DRAFT_ONLY     | Mr   | Łukasz        | Luke  | Wójcik             | 1968-10-05 | Heathfield     | home             | brain tumour        | Agnieszka Wójcik, wife
NOT_ENDORSED   | Mr   | Francis       | Frank | Dunmore            | 1943-12-02 | Rye            | home             | prostate cancer     | Lesley Dunmore, daughter
QUESTIONED     | Mr   | Stanley       | Stan  | Fuggle             | 1936-07-11 | Battle         | home             | heart failure       | Carol Fuggle-Ward, daughter
RESTRICTED     | Ms   | Renée         |       | Ashdown            | 1979-03-28 | Polegate       | home             | pancreatic cancer   | Beth Ashdown, sister
NO_PLACES      | Mr   | Giuseppe      | Joe   | Marchetti          | 1940-02-14 | Peacehaven     | home             | kidney failure      | Lucia Marchetti, wife
NO_PLAN        | Mrs  | Catherine     |       | Thompson           | 1938-06-02 | Eastbourne     | home             | frailty             | Paul Thompson, son
NOT_FOR        | Mrs  | Katherine Ann | Kitty | Thomson            | 1938-06-02 | Eastbourne     | home             | heart failure       | Iain Thomson, son
NOT_FOR        | Mr   | Winston       |       | Beaumont-Reid      | 1945-08-06 | Hastings       | home             | prostate cancer     | Marcia Beaumont-Reid, wife
NOT_FOR        | Mr   | Alfred        | Alf   | Tickner            | 1930-05-09 | Alfriston      | nursing home     | dementia            | Pauline Tickner, daughter, attorney
NOT_FOR        | Miss | Susan         | Susie | Garland            | 1966-09-23 | Bexhill-on-Sea | supported living | Down's and dementia | Janet Garland, sister
NOT_FOR        | Mrs  | Parvati       |       | Ramanathan         | 1951-01-30 | Lewes          | family           | bowel cancer        | Anil Ramanathan, son
NOT_FOR        | Mr   | Gordon        |       | McKechnie          | 1939-10-10 | Seaford        | home             | Parkinson's         | Aileen McKechnie, wife, attorney
FOR            | Miss | Hannah        |       | Coppard            | 1988-12-12 | Hailsham       | supported living | learning disability | Diane Coppard, mother
FOR            | Mr   | Kwame         |       | Boateng-Hughes     | 1974-07-19 | Uckfield       | home             | liver disease       | Grace Boateng-Hughes, wife
FOR            | Mrs  | Lorraine      |       | D'Souza            | 1959-11-04 | Eastbourne     | home             | breast cancer       | Conrad D'Souza, husband
WITHDRAWN      | Ms   | Niamh         |       | O'Dowd             | 1999-03-03 | Newhaven       | home             | cystic fibrosis     | Bernadette O'Dowd, mother
WITHDRAWN      | Mrs  | Beryl Jean    |       | Stapley            | 1944-04-25 | Crowborough    | home             | COPD                | Trevor Stapley, husband
WITHDRAWN      | Mr   | José          |       | Ferreira           | 1955-09-15 | Bexhill-on-Sea | home             | heart failure       | Inês Ferreira, daughter
CONFLICTING    | Mr   | Cyril         |       | Honeysett          | 1931-12-27 | Rye            | care home        | frailty             | Brenda Honeysett, daughter-in-law
CONFLICTING    | Mrs  | Bożena        |       | Kowalczyk          | 1947-06-06 | Hastings       | home             | COPD                | Marek Kowalczyk, son
NO_DECISION    | Mr   | Nigel         |       | Fitzgerald-Bowen   | 1953-02-21 | Heathfield     | home             | MS                  | Philippa Fitzgerald-Bowen, wife
NO_DECISION    | Mrs  | Ama           |       | Mensah             | 1964-08-14 | Peacehaven     | home             | bowel cancer        | Kofi Mensah, husband
NO_DECISION    | Mr   | Harold        | Harry | Winchcombe         | 1942-03-31 | Eastbourne     | home             | Parkinson's         | Jean Winchcombe, wife
NO_PLAN        | Mr   | Oluwaseun     | Seun  | Adeyemi            | 1981-05-20 | Lewes          | home             | MS                  | Folake Adeyemi, wife
NO_PLAN        | Mrs  | Edith         |       | Vine               | 1933-09-09 | Battle         | care home        | frailty             | Colin Vine, nephew
WITHHELD       | Mrs  | Gwendoline    | Gwen  | MacBride           | 1946-10-18 | Seaford        | home             | COPD                | Hamish MacBride, husband
DRAFT_ONLY     | Mrs  | Rosemary      | Rose  | Akehurst           | 1940-07-07 | Polegate       | nursing home     | stroke              | Martin Akehurst, son
DRAFT_ONLY     | Mr   | Tariq         |       | Mahmood            | 1970-01-11 | Crowborough    | family           | Huntington's        | Nadia Mahmood, wife
OVERDUE        | Mr   | Leonard       | Len   | St John-Carey      | 1938-11-30 | Lewes          | home             | heart failure       | Imogen St John-Carey, daughter
OVERDUE        | Mrs  | Phyllis       |       | Crouch             | 1929-04-04 | Heathfield     | nursing home     | dementia            | Derek Crouch, son
ENDED_BY_DEATH | Mrs  | Winifred      | Win   | Lade               | 1928-02-29 | Uckfield       | nursing home     | dementia            | Marion Lade, daughter, attorney
ENDED_BY_DEATH | Mr   | Pádraig       | Pat   | McGoldrick         | 1960-03-17 | Hastings       | home             | pancreatic cancer   | Sinéad McGoldrick, wife
REVISED        | Mrs  | Olive         |       | Sinden             | 1936-05-25 | Battle         | care home        | frailty             | Roger Sinden, son
REVISED        | Mr   | Ioan          |       | Popescu-Grant      | 1957-12-08 | Newhaven       | home             | lung fibrosis       | Elspeth Grant, wife
REVISED        | Ms   | Thérèse       |       | Lavigne            | 1961-07-01 | Rye            | home             | brain tumour        | Colette Lavigne, sister
NOT_ENDORSED   | Mrs  | Valerie       | Val   | Oakshott           | 1948-01-05 | Bexhill-on-Sea | home             | kidney failure      | Neil Oakshott, husband
QUESTIONED     | Mrs  | Mei-Ling      |       | Cheung             | 1950-09-02 | Eastbourne     | family           | bowel cancer        | Vivian Cheung, daughter
RESTRICTED     | Mr   | Adrian        |       | Noakes             | 1984-06-16 | Hailsham       | home             | MS                  | Gemma Noakes, sister
NO_PLACES      | Mrs  | Joyce         |       | Relf               | 1935-03-19 | Peacehaven     | home             | heart failure       | Stephen Relf, son
`;

const columns = 10;
/** The nine digits of the first number of the test range; no real person has one of them. */
const firstOfTestRange = 999_000_001;
/** How many the range is searched for: some nine digits have no check digit. */
const numbersTried = 200;

const nhsNumbers: readonly string[] = Array.from({ length: numbersTried }, (_none, index) => {
  const nineDigits = String(firstOfTestRange + index);
  const checkDigit = checkDigitOf(nineDigits);
  return checkDigit === undefined ? [] : [`${nineDigits}${checkDigit}`];
}).flat();

const entryOf = (row: string, index: number): RosterEntry => {
  const cells = row.split('|').map((cell) => cell.trim());
  const nhsNumber = nhsNumbers[index];
  if (cells.length !== columns || nhsNumber === undefined) {
    throw new RangeError(`Row ${String(index + 1)} of the demo roster is not complete.`);
  }
  const [state, title = '', given = '', preferred, family = '', ...others] = cells;
  const [dateOfBirth = '', town = '', home, story, kin = ''] = others;
  const [kinName = '', relation = '', attorney] = kin.split(', ');
  const number = index + 1;
  return {
    number,
    personId: demoPersonId(number),
    nhsNumber,
    state: state as DemoState,
    title,
    given: given.split(' '),
    ...(preferred ? { preferred } : {}),
    family,
    sex: title === 'Mr' ? 'male' : 'female',
    dateOfBirth,
    town,
    home: home as Home,
    story: story as StoryName,
    kin: { name: kinName, relation, isAttorney: attorney === 'attorney' },
  };
};

export const roster: readonly RosterEntry[] = rows.trim().split('\n').map(entryOf);
