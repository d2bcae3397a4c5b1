/** The sentences that say what changed, one for each kind of change. */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanCommand } from '../../../events/end-of-life-plan/commands';
import { describeChanges } from '../../../events/end-of-life-plan/words';
import { recordOf } from '../../support/givenWhenThen';
import {
  command,
  focus,
  paper,
  publish,
  question,
  recordFor,
  recordNotFor,
  start,
  withdraw,
} from './planCommands';

/** What is said of the draft after `changes`, against the draft before them. */
const said = (
  before: readonly EndOfLifePlanCommand[],
  ...changes: readonly EndOfLifePlanCommand[]
): string[] => {
  const plan = recordOf(endOfLifePlanDecider);
  for (const one of [start, ...before]) plan.when(one, { basedOn: plan.revision() });
  const was = plan.state().draft;
  for (const one of changes) plan.when(one, { basedOn: plan.revision() });
  return describeChanges(was, plan.state().draft);
};
const places = (type: 'StatePreferredPlaceOfDeath' | 'StatePreferredPlaceOfCare', input: object) =>
  command(type, input);
const [home, hospice] = ['110481000000108', '108401000000102'];

describe('what changed, in words', () => {
  it.each<[string, EndOfLifePlanCommand[], EndOfLifePlanCommand[], string[]]>([
    ['nothing', [recordNotFor()], [], []],
    ['a question', [recordNotFor()], [question()], []],
    [
      'not for',
      [],
      [recordNotFor()],
      ['Resuscitation: the decision is now “Not for attempted CPR”.'],
    ],
    [
      'for',
      [recordNotFor()],
      [recordFor()],
      ['Resuscitation: the decision is now “For attempted CPR”.'],
    ],
    [
      'renewed',
      [recordNotFor()],
      [recordNotFor({ reason: 'again' })],
      ['Resuscitation: the decision was renewed. It is still “Not for attempted CPR”.'],
    ],
    [
      'withdrawn',
      [recordNotFor()],
      [withdraw()],
      ['Resuscitation: the decision against CPR was withdrawn.'],
    ],
    [
      'a decision for CPR withdrawn',
      [recordFor()],
      [withdraw()],
      ['Resuscitation: the decision for CPR was withdrawn.'],
    ],
    [
      'two that disagree',
      [recordFor()],
      [recordNotFor({ paper: paper() })],
      ['Resuscitation: two records now disagree. Neither has been chosen.'],
    ],
    ['a focus', [], [focus({ statement: 'comfort' })], ['Focus of care: comfort.']],
    [
      'a focus that ends with a stop',
      [],
      [focus({ statement: 'Comfort.' })],
      ['Focus of care: Comfort.'],
    ],
    [
      'what comes first, though the words stay',
      [focus({ statement: 'comfort', priority: 'COMFORT' })],
      [focus({ priority: 'EXTEND_LIFE' })],
      ['Focus of care: extending life comes first.'],
    ],
    [
      'what comes first, taken back',
      [focus({ statement: 'comfort', priority: 'BALANCE' })],
      [focus({ priority: null, statement: null })],
      [
        'Focus of care: nobody says any more what comes first.',
        'Focus of care: what care should aim for was taken back.',
      ],
    ],
    [
      'wishes',
      [focus({ wouldWant: ['antibiotics'] })],
      [focus({ wouldWant: null, wouldNotWant: ['hospital', 'drips'] })],
      ['Would want: nothing.', 'Would not want: hospital; drips.'],
    ],
    [
      'who agreed it',
      [focus({ statement: 'comfort' })],
      [focus({ agreedWith: 'Joan' })],
      ['Focus of care: who agreed it, or when, changed.'],
    ],
    [
      'places',
      [],
      [
        places('StatePreferredPlaceOfDeath', {
          first: { place: home },
          second: { place: hospice, name: 'St Wilfrid’s' },
        }),
        places('StatePreferredPlaceOfCare', { first: 'with Joan' }),
      ],
      [
        'Preferred place of death: 1. home, 2. hospice (St Wilfrid’s).',
        'Preferred place of care: 1. with Joan.',
      ],
    ],
    [
      'a place taken back',
      [places('StatePreferredPlaceOfDeath', { first: { place: home } })],
      [places('StatePreferredPlaceOfDeath', { first: null })],
      ['Preferred place of death: taken back, none stated.'],
    ],
    [
      'medicines',
      [],
      [command('RecordAnticipatoryMedicines', { medicines: 'morphine', keptAt: 'fridge' })],
      ['Medicines in the home: morphine (kept at: fridge).'],
    ],
    [
      'medicines of no known place',
      [],
      [command('RecordAnticipatoryMedicines', { medicines: 'morphine' })],
      ['Medicines in the home: morphine (where they are kept is not said).'],
    ],
    [
      'medicines checked',
      [command('RecordAnticipatoryMedicines', { medicines: 'morphine', keptAt: 'fridge' })],
      [command('RecordAnticipatoryMedicines', { checkedOn: '2026-03-01' })],
      ['Medicines in the home: checked again.'],
    ],
    [
      'medicines issued, and expiring on another day, though they are the same',
      [command('RecordAnticipatoryMedicines', { medicines: 'morphine', keptAt: 'fridge' })],
      [
        command('RecordAnticipatoryMedicines', {
          supply: '376201000000102',
          firstExpiryOn: '2027-03-01',
        }),
      ],
      ['Medicines in the home: a just-in-case box was issued; the day the first expires changed.'],
    ],
    [
      'medicines prescribed, then nothing said of it',
      [command('RecordAnticipatoryMedicines', { supply: '871021000000106', checkedBy: 'Jo' })],
      [command('RecordAnticipatoryMedicines', { supply: null })],
      ['Medicines in the home: nobody says any more whether they were issued or prescribed.'],
    ],
    [
      'who said the places, though they are the same',
      [
        places('StatePreferredPlaceOfDeath', { first: { place: home } }),
        places('StatePreferredPlaceOfCare', { first: 'with Joan' }),
      ],
      [
        places('StatePreferredPlaceOfDeath', { saidBy: 'Joan' }),
        places('StatePreferredPlaceOfCare', { saidOn: '2026-03-01' }),
      ],
      [
        'Preferred place of death: the same, but who said so, or when, changed.',
        'Preferred place of care: the same, but who said so, or when, changed.',
      ],
    ],
    [
      'several, in the order of the urgent view',
      [],
      [
        places('StatePreferredPlaceOfCare', { first: 'home' }),
        command('RecordAnticipatoryMedicines', { medicines: 'x', keptAt: 'y' }),
        focus({ statement: 'comfort' }),
        recordNotFor(),
      ],
      [
        'Resuscitation: the decision is now “Not for attempted CPR”.',
        'Focus of care: comfort.',
        'Medicines in the home: x (kept at: y).',
        'Preferred place of care: 1. home.',
      ],
    ],
  ])('of %s', (_what, before, changes, sentences) => {
    expect(said(before, ...changes)).toEqual(sentences);
  });

  it('of an endorsement', () => {
    const plan = recordOf(endOfLifePlanDecider);
    plan.when(start);
    plan.when(recordNotFor());
    const decisionId = plan.entryId();
    const was = plan.state().draft;
    plan.when(command('EndorseCprDecision', { decisionId }));
    expect(describeChanges(was, plan.state().draft)).toEqual([
      'Resuscitation: the decision was endorsed.',
    ]);
  });

  it('of the first version, against nothing', () => {
    const plan = recordOf(endOfLifePlanDecider);
    plan.when(start);
    plan.when(recordNotFor());
    plan.when(publish(1));
    expect(describeChanges(undefined, plan.state().published!)).toEqual([
      'Resuscitation: the decision is now “Not for attempted CPR”.',
    ]);
  });
});
