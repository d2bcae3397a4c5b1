/**
 * The coded choices of the end-of-life plan, as the PRSB "Palliative and End of Life Care"
 * standard v1.1 and the NHS value sets give them (CONTENT.md 1.2, 1.6, 1.7). Displays are the
 * sources' own words.
 */
import type { CodeList } from '../coded';

/** PRSB "CPR decision", coded value. */
export const cprDecisionCodes = [
  { code: '450475007', display: 'For attempted cardiopulmonary resuscitation' },
  { code: '450476008', display: 'Not for attempted cardiopulmonary resuscitation' },
] as const satisfies CodeList;
export const forCpr = '450475007';
export const notForCpr = '450476008';

/** PRSB "Involvement in CPR decision", coded value. */
export const cprInvolvementCodes = [
  { code: '713079002', display: 'Discussion about cardiopulmonary resuscitation' },
  {
    code: '713656002',
    display: 'Discussion about cardiopulmonary resuscitation with family member',
  },
  {
    code: '1403141000000101',
    display: 'Discussion about cardiopulmonary resuscitation with caregiver',
  },
] as const satisfies CodeList;

/** Preferred place of death: the PRSB list and the four more of the NHS value set. */
export const preferredPlaceOfDeathCodes = [
  { code: '110481000000108', display: 'Preferred place of death: home' },
  { code: '108401000000102', display: 'Preferred place of death: hospice' },
  { code: '109401000000108', display: 'Preferred place of death: hospital' },
  { code: '89751000000108', display: 'Preferred place of death: community hospital' },
  { code: '89761000000106', display: 'Preferred place of death: nursing home' },
  { code: '512071000000106', display: 'Preferred place of death: residential home' },
  { code: '710571000000101', display: 'Preferred place of death: care home' },
  { code: '931401000000103', display: 'Preferred place of death: hospice community lodge' },
  { code: '518741000000100', display: 'Preferred place of death: learning disability unit' },
  { code: '518771000000106', display: 'Preferred place of death: mental health unit' },
  { code: '819211000000102', display: 'Preferred place of death: usual place of residence' },
  { code: '1060941000000102', display: 'Preferred place of death: no preference' },
  {
    code: '517111000000103',
    display: 'Preferred place of death: patient unable to express preference',
  },
  { code: '517131000000106', display: 'Preferred place of death: discussion not appropriate' },
  { code: '766391000000108', display: 'Preferred place of death: patient declined discussion' },
  { code: '517161000000101', display: 'Preferred place of death: patient undecided' },
] as const satisfies CodeList;

/** PRSB "Anticipatory medicines and equipment", coded value. */
export const anticipatoryMedicinesCodes = [
  { code: '376201000000102', display: 'Issue of palliative care anticipatory medication box' },
  { code: '871021000000106', display: 'Prescription of palliative care anticipatory medication' },
] as const satisfies CodeList;
