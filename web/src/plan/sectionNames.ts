/** What the sections of a plan are called on the page, in the order in which a crew reads them. */
export const sectionNames = {
  cprDecision: 'Resuscitation',
  focusOfCare: 'Focus of care',
  anticipatoryMedicines: 'Medicines in the home',
  preferredPlaceOfCare: 'Where the person wants to be cared for',
  preferredPlaceOfDeath: 'Where the person wants to die',
} as const;

export type SectionName = keyof typeof sectionNames;
export const sectionOrder = Object.keys(sectionNames) as readonly SectionName[];
