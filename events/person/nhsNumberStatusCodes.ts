/**
 * How far an NHS number is verified: code system UKCore-NHSNumberVerificationStatus, which takes
 * its codes from the NHS Data Model and Dictionary, "NHS NUMBER STATUS INDICATOR CODE".
 */
import type { CodeList } from '../coded';

export const nhsNumberStatusCodes = [
  { code: '01', display: 'Number present and verified' },
  { code: '02', display: 'Number present but not traced' },
  { code: '03', display: 'Trace required' },
  { code: '04', display: 'Trace attempted - No match or multiple match found' },
  { code: '05', display: 'Trace needs to be resolved - (NHS number or patient detail conflict)' },
  { code: '06', display: 'Trace in progress' },
  { code: '07', display: 'Number not present and trace not required' },
  { code: '08', display: 'Trace postponed (baby under six weeks old)' },
] as const satisfies CodeList;
