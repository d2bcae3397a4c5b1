/** Stories of people whose heart, lungs, liver or kidneys fail, in which good spells are common. */
import { usualMedicines } from './story';
import type { Story } from './story';

export const storiesOfHeartAndLungs = {
  COPD: {
    illness: 'severe COPD, oxygen at home',
    against:
      'The lungs are worn out. If the heart stops it will be because of them, and CPR would not work.',
    focus: {
      priority: 'BALANCE',
      statement: 'Treat a flare-up at home first; the ward if that fails.',
      wouldWant: [
        'Nebuliser, steroids and antibiotics at home',
        'Oxygen kept at 88 to 92 per cent',
        'A breathing mask (NIV) on the ward, if tired out',
      ],
      wouldNotWant: [
        'A tube for breathing, intensive care',
        'Hospital for breathlessness that settles with fan and morphine',
      ],
    },
    medicines: 'Morphine by mouth, lorazepam under the tongue',
    isPrescriptionOnly: true,
  },
  'heart failure': {
    illness: 'severe heart failure',
    against:
      'The heart is very weak and no treatment is left that would strengthen it. CPR would not work.',
    focus: {
      priority: 'BALANCE',
      statement: 'Ease breath and swelling at home; the day unit if that fails.',
      wouldWant: [
        'Extra water tablets, as on the chart',
        'A water medicine by drip on the day unit',
        'Oxygen, if it eases breathing',
      ],
      wouldNotWant: ['Intensive care', 'A pacemaker or more heart procedures'],
    },
    medicines: 'Morphine, midazolam, haloperidol, furosemide for under the skin',
  },
  'lung fibrosis': {
    illness: 'scarring of the lungs (pulmonary fibrosis)',
    against: 'The lungs can no longer carry enough oxygen. CPR could not change that.',
    focus: {
      priority: 'COMFORT',
      statement: 'Ease breathlessness at home.',
      wouldWant: [
        'Oxygen, as much as gives comfort',
        'Morphine for breathlessness, early',
        'The fan, and the window open',
      ],
      wouldNotWant: ['Hospital for breathlessness alone', 'Ventilation, intensive care'],
    },
    medicines: usualMedicines,
  },
  'kidney failure': {
    illness: 'kidney failure, dialysis stopped by choice',
    against:
      'Chose to stop dialysis. The heart is expected to stop in time, and CPR cannot mend the kidneys.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort only, at home. Dialysis is over.',
      wouldWant: [
        'Medicine and cream for itching',
        'Small drinks and mouth care',
        'Breathlessness eased at home',
      ],
      wouldNotWant: ['Dialysis, also in an emergency', 'Blood tests', 'Hospital'],
    },
    medicines:
      'Alfentanil, midazolam, haloperidol, glycopyrronium. No morphine: the kidneys cannot clear it',
  },
  'liver disease': {
    illness: 'advanced liver disease',
    against: 'Not fit for a transplant, and the liver is failing. CPR would not bring recovery.',
    inFavour:
      'Is on the list for a new liver. All treatment is wanted, CPR too, and it could succeed.',
    focus: {
      priority: 'BALANCE',
      statement: 'Treat bleeding and infection; no machines.',
      wouldWant: [
        'Hospital for bleeding or new confusion',
        'Antibiotics through a drip',
        'Fluid drained on the day unit',
      ],
      wouldNotWant: ['Intensive care', 'Being asked again about a transplant'],
    },
    activeFocus: {
      priority: 'EXTEND_LIFE',
      statement: 'Full treatment, to stay well enough for the transplant.',
      wouldWant: [
        'Hospital at once for bleeding, fever or new confusion',
        'Intensive care',
        'A call to the transplant team',
      ],
      wouldNotWant: ['Ibuprofen and the like', 'Sleeping tablets'],
    },
  },
  'cystic fibrosis': {
    illness: 'cystic fibrosis',
    against:
      'The lungs are at their end and a transplant is no longer possible. CPR would not work.',
    focus: {
      priority: 'BALANCE',
      statement: 'Treat infection fully, on the ward that knows her; no ventilator.',
      wouldWant: [
        'The cystic fibrosis ward, not a general one',
        'Antibiotics through the port',
        'A breathing mask (NIV) at night',
      ],
      wouldNotWant: ['A tube for breathing, intensive care', 'A bed near others with the illness'],
    },
    medicines: 'Morphine by mouth, lorazepam under the tongue',
    isPrescriptionOnly: true,
  },
} as const satisfies Readonly<Record<string, Story>>;
