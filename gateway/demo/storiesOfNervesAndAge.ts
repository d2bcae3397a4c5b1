/**
 * Stories of people with an illness of brain or nerves, of great age, or with a learning
 * disability. A disability is never the reason of a decision: the illness is, and says so.
 */
import { usualMedicines } from './story';
import type { Story } from './story';

export const storiesOfNervesAndAge = {
  frailty: {
    illness: 'frailty of old age, with falls',
    against: 'Very frail. CPR would break bones and would not bring back the life that is enjoyed.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort first, and care at home.',
      wouldWant: [
        'Help to get up after a fall, and a check here',
        'A broken hip mended, for the pain',
        'Antibiotics by mouth',
      ],
      wouldNotWant: [
        'Hospital for a chest or water infection',
        'Drips',
        'Ventilation, intensive care',
      ],
    },
    medicines: usualMedicines,
  },
  dementia: {
    illness: 'advanced dementia',
    against: 'Near the end of a long dementia. CPR would frighten and hurt, and would not work.',
    lacksCapacity: 'Advanced dementia; cannot take in or weigh this decision.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort, calm and familiar faces.',
      wouldWant: [
        'Food and drink for pleasure, knowing the risk of choking',
        'Antibiotics by mouth',
        'Music, and a hand to hold',
      ],
      wouldNotWant: [
        'Hospital, unless a fracture or a wound that needs stitches',
        'Feeding by tube',
        'Drips',
      ],
    },
    medicines: usualMedicines,
  },
  stroke: {
    illness: 'several strokes; swallowing is not safe',
    against: 'Another large stroke is likely. CPR would not bring recovery.',
    lacksCapacity: 'Cannot understand or answer since the last stroke, also with pictures.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort in the nursing home.',
      wouldWant: [
        'Tastes of favourite food, thickened',
        'Turning and mouth care',
        'Antibiotics by mouth',
      ],
      wouldNotWant: ['Hospital after another stroke', 'Feeding by tube'],
    },
    medicines: usualMedicines,
  },
  MND: {
    illness: 'motor neurone disease',
    against:
      'The muscles for breathing are failing. CPR would lead to a ventilator, which is not wanted.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort, and time to answer: the mind is clear.',
      wouldWant: [
        'The letter board, and time to use it',
        'The breathing mask (NIV) left on for comfort',
        'Medicine for choking from the box, at once',
      ],
      wouldNotWant: ['A tube in the windpipe, a ventilator', 'Hospital for a chest infection'],
    },
    medicines: usualMedicines,
  },
  "Parkinson's": {
    illness: 'late Parkinson’s disease',
    against: 'Late in the illness and frail. CPR would not work and is not wanted.',
    focus: {
      priority: 'BALANCE',
      statement: 'Treat what can be treated here; Parkinson’s medicines on time.',
      wouldWant: [
        'Parkinson’s medicines on time, by patch if swallowing fails',
        'Antibiotics by mouth',
        'A fall checked at home first',
      ],
      wouldNotWant: [
        'Haloperidol, metoclopramide, prochlorperazine',
        'Feeding by tube',
        'Intensive care',
      ],
    },
    medicines:
      'Morphine, midazolam, glycopyrronium, ondansetron. No haloperidol, no levomepromazine: Parkinson’s',
  },
  MS: {
    illness: 'advanced multiple sclerosis',
    against: 'Weak, with chest infections that come back. CPR would not work and is not wanted.',
    focus: {
      priority: 'BALANCE',
      statement: 'Treat infection, on a ward if need be; not for long.',
      wouldWant: [
        'Antibiotics, through a drip if they help',
        'Hoist sling and wheelchair brought along',
        'Baclofen never stopped suddenly',
      ],
      wouldNotWant: ['A ventilator', 'A long stay in hospital'],
    },
  },
  "Huntington's": {
    illness: 'Huntington’s disease',
    against: 'Late in the illness, losing weight and choking often. CPR would not work.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort at home, few strangers at a time.',
      wouldWant: ['One person speaking, slowly', 'Food for pleasure', 'Antibiotics by mouth'],
      wouldNotWant: ['Feeding by tube', 'Being held down', 'Hospital, unless injured'],
    },
    medicines: usualMedicines,
  },
  Duchenne: {
    illness: 'Duchenne muscular dystrophy',
    inFavour:
      'Lives a full life, with a ventilator at night. Wants CPR, and an attempt could succeed.',
    focus: {
      priority: 'EXTEND_LIFE',
      statement: 'Full treatment, with care for how it is done.',
      wouldWant: [
        'Hospital, taking the ventilator and its settings card along',
        'The cough machine before anything else',
        'Antibiotics early, through a drip',
      ],
      wouldNotWant: [
        'Oxygen alone, without the ventilator',
        'A tube in the windpipe for good, before it is talked over',
      ],
    },
  },
  "Down's and dementia": {
    illness: 'dementia and heart disease; has Down’s syndrome',
    against:
      'Late dementia and a failing heart: CPR would not work. Down’s syndrome is not the reason.',
    lacksCapacity: 'Cannot weigh this decision, with pictures and more than one try.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort in her own flat, with the people who know her.',
      wouldWant: [
        'Antibiotics by mouth',
        'Her songs, and her book of photographs',
        'A carer she knows, always',
      ],
      wouldNotWant: ['Hospital, unless a fracture', 'Needles that can be spared'],
    },
    medicines: usualMedicines,
  },
  'learning disability': {
    illness: 'epilepsy and a weak chest; has a learning disability',
    inFavour:
      'Enjoys life and gets over chest infections. CPR could succeed; a learning disability is no reason to hold back.',
    lacksCapacity: 'Cannot weigh this decision, with pictures and her own signs.',
    focus: {
      priority: 'EXTEND_LIFE',
      statement: 'Full treatment. Take the hospital passport along.',
      wouldWant: [
        'Midazolam in the cheek for a fit longer than five minutes',
        'Hospital for a chest infection, early',
        'A carer who knows her signs to stay with her',
      ],
      wouldNotWant: ['Being left alone', 'Loud voices, bright light'],
    },
  },
} as const satisfies Readonly<Record<string, Story>>;
