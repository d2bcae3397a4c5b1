/** Stories of people with cancer. The emergencies that do call for hospital are named each time. */
import { usualMedicines } from './story';
import type { Story } from './story';

export const storiesOfCancer = {
  'lung cancer': {
    illness: 'lung cancer and COPD',
    against:
      'The cancer has spread and the lungs are failing. CPR would not work, and would take away a peaceful death.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort first. Treat what can be treated at home.',
      wouldWant: ['Antibiotics by mouth', 'Oxygen for comfort', 'Hospice if symptoms are not held'],
      wouldNotWant: [
        'Hospital, unless a fracture or pain out of control',
        'Ventilation, intensive care',
      ],
    },
    medicines: usualMedicines,
  },
  'bowel cancer': {
    illness: 'bowel cancer, spread to the liver',
    against:
      'Treatment no longer holds the cancer. If the heart stops it will be part of dying from it, and CPR would not bring recovery.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort at home. No more chemotherapy.',
      wouldWant: [
        'Medicines for pain and sickness, by syringe pump if needed',
        'Antibiotics by mouth',
        'The family close by, at night too',
      ],
      wouldNotWant: [
        'Hospital, unless the bowel blocks or pain cannot be held',
        'Drips and blood tests',
      ],
    },
    medicines: usualMedicines,
  },
  'breast cancer': {
    illness: 'breast cancer in the bones',
    against:
      'The cancer is in the bones and lungs and grows in spite of treatment. CPR would not bring recovery.',
    inFavour:
      'Treatment holds the cancer and life is good between visits. An attempt could succeed, and is wanted.',
    focus: {
      priority: 'BALANCE',
      statement: 'Treat what can be turned round, and come home soon.',
      wouldWant: [
        'Hospital for infection, a fracture, or confusion with thirst (high calcium)',
        'Hospital the same day for weak legs or numbness',
        'Antibiotics through a drip',
      ],
      wouldNotWant: ['Intensive care', 'Being kept alive without a chance of coming home'],
    },
    activeFocus: {
      priority: 'EXTEND_LIFE',
      statement: 'Full treatment. Life is good and treatment works.',
      wouldWant: [
        'Hospital straight away for fever: chemotherapy lowers resistance',
        'Intensive care, if there is a fair chance of coming home',
      ],
      wouldNotWant: ['Being kept alive without a chance of coming home'],
    },
    medicines: usualMedicines,
  },
  'prostate cancer': {
    illness: 'prostate cancer in the spine',
    against: 'Frail, with advanced cancer in the spine. CPR would cause harm and would not work.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort, and staying on his feet. At home where possible.',
      wouldWant: [
        'Hospital the same day for weak legs or loss of bladder control',
        'Catheter care at home',
        'Antibiotics by mouth',
      ],
      wouldNotWant: ['Hospital for what can be done at home', 'Ventilation, intensive care'],
    },
    medicines: usualMedicines,
  },
  'pancreatic cancer': {
    illness: 'pancreatic cancer',
    against: 'Weeks to short months are expected. CPR would not work and is not wanted.',
    focus: {
      priority: 'COMFORT',
      statement: 'Comfort only. Time with the family matters most.',
      wouldWant: [
        'Pain relief early, before it builds',
        'Fluid drained at the hospice, if it helps',
        'Food and drink only as enjoyed',
      ],
      wouldNotWant: ['Hospital', 'Scans and blood tests'],
    },
    medicines: usualMedicines,
  },
  'brain tumour': {
    illness: 'a brain tumour (glioblastoma)',
    against:
      'The tumour grows and no treatment is left. CPR could not bring back a life that would be wanted.',
    focus: {
      priority: 'COMFORT',
      statement: 'Calm and comfort. Fits treated at home.',
      wouldWant: [
        'Midazolam in the cheek for a fit longer than five minutes',
        'Steroids, as on the chart',
        'Quiet, low light, a voice that is known',
      ],
      wouldNotWant: ['Hospital after a fit that stops', 'Surgery', 'Ventilation'],
    },
    medicines: `${usualMedicines}. Buccal midazolam for fits, in the same box`,
  },
} as const satisfies Readonly<Record<string, Story>>;
