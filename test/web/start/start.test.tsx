/** What a newcomer reads on the start page, before and after choosing who they are. */
import { StartView } from '../../../web/src/start/StartPage';
import type { Issuer } from '../../../web/src/start/issuers';
import { oneOfEachState, type DemoState } from '../../../web/src/start/demoPeople';
import type { ViewerState } from '../../../web/src/page/viewer';
import { textOf } from '../support/render';

const personAt = (n: number, state: string) => ({
  personId: `0f000000-0000-4000-8000-00000000000${n}`,
  nhsNumber: '9990000018',
  name: `PERSON, Number ${n}`,
  dateOfBirth: '1941-03-14',
  state,
  note: null,
});
const people = [personAt(1, 'NOT_FOR'), personAt(2, 'FOR'), personAt(3, 'NOT_FOR')];
const gp = {
  id: 'gp',
  name: 'Dr Sam Khan',
  role: 'GP',
  roleName: 'GP',
  organisationName: 'Meads Surgery',
};

const loaded = (list: typeof people = people): DemoState => ({
  kind: 'loaded',
  demo: {
    actors: [{ ...gp, actorId: gp.id, signIn: '/sign-in?with=staff', note: 'Writes plans.' }],
    people: list,
  },
});
const signedInAs = (who: object): ViewerState => ({
  kind: 'signedIn',
  viewer: { ...gp, may: ['WRITE_PLAN'], ...who },
});

const nothing = (): void => undefined;
const pageOf = (demo: DemoState, viewer: ViewerState, issuers?: readonly Issuer[]): string =>
  textOf(
    <StartView demo={demo} issuers={issuers} viewer={viewer} fault={undefined} onRetry={nothing} />,
  );

describe('the start page', () => {
  it('says that everybody is made up, who one can be, and what to try', () => {
    const text = pageOf(loaded(), { kind: 'notSignedIn' });
    expect(text).toContain('Everybody in it is made up');
    expect(text).toContain('Dr Sam Khan GP, Meads Surgery');
    expect(text).toContain('What to try first');
    expect(text).not.toContain('Urgent view of');
  });

  it('opens the urgent view and the plan of each person for who may write', () => {
    const text = pageOf(loaded(), signedInAs({}));
    expect(text).toContain('You are Dr Sam Khan, GP, Meads Surgery');
    expect(text).toContain('Urgent view of PERSON, Number 1');
    expect(text).toContain('Plan of PERSON, Number 1');
  });

  it('leads a person to their record, a carer to those shared, an officer to the reviews', () => {
    const doorsOf = (who: object): string => pageOf(loaded([]), signedInAs(who));
    expect(doorsOf({ role: 'PATIENT', may: [] })).toContain('Your record');
    const carer = doorsOf({ role: 'CARER', may: [] });
    expect(carer).toContain('A record shared with you');
    expect(carer).not.toContain('Urgent view');
    const officer = { role: 'PRIVACY_OFFICER', may: ['REVIEW_EMERGENCY_ACCESS'] };
    expect(doorsOf(officer)).toContain('Who opened records');
  });

  it('offers no writing to who may not write', () => {
    const text = pageOf(loaded(), signedInAs({ role: 'PATIENT', roleName: 'patient', may: [] }));
    expect(text).toContain('You are Dr Sam Khan, patient ');
    expect(text).not.toMatch(/Write a plan|Plan of/);
  });

  it('shows one person of each kind, and the others when asked for', () => {
    expect(oneOfEachState(people).map(({ name }) => name)).toEqual([
      'PERSON, Number 1',
      'PERSON, Number 2',
    ]);
    const text = pageOf(loaded(), signedInAs({}));
    expect(text).not.toContain('PERSON, Number 3');
    expect(text).toContain('Show all 3 people');
    expect(pageOf(loaded(people.slice(0, 2)), signedInAs({}))).not.toContain('Show all');
  });

  it('lists nobody where there is nobody', () => {
    expect(pageOf(loaded([]), signedInAs({}))).not.toMatch(/The people in|What to try/);
  });

  it('offers the services to sign in with where this is no demonstration', () => {
    const issuers = [
      { name: 'staff', label: 'NHS CIS2', kind: 'staff' },
      { name: 'citizens', label: 'NHS login', kind: 'citizen' },
    ];
    const text = pageOf({ kind: 'absent' }, { kind: 'notSignedIn' }, issuers);
    expect(text).toContain('Continue with NHS CIS2');
    expect(text).toContain('Continue with NHS login');
    expect(text).not.toContain('made up');
    expect(pageOf({ kind: 'absent' }, signedInAs({}), issuers)).not.toContain('Continue with');
  });

  it.each([
    ['loading', 'Loading'],
    ['absent', 'could not be loaded. Try again'],
    ['failed', 'could not be loaded. Try again'],
  ] as const)('says of a demonstration that is %s: %s', (kind, words) => {
    expect(pageOf({ kind }, { kind: 'notSignedIn' }).replace(/\s+/g, ' ')).toContain(words);
  });
});
