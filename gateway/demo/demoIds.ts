/**
 * The ids of the demo population: each follows from the seed, the person's number and the step, so
 * that a fill sent twice makes nothing twice. A file of its own, for actors and population alike.
 */
import { v5 as uuidV5 } from 'uuid';
import { personIdFor } from '../../events/ids';
import type { CommandId, PersonId } from '../../events/ids';

/** Everything made up by chance follows from it; another seed is another population. */
export const demoSeed = 1941;

const namespace = '5f0c1c0e-6a57-5d0e-9f0b-3b1f5c9d7a41';

/** `personNumber` counts from 1; `step` is the name of the step, once for each person. */
export const demoCommandId = (personNumber: number, step: string): CommandId =>
  uuidV5(`${String(demoSeed)}/${String(personNumber)}/${step}`, namespace) as CommandId;

export const registerStep = 'register';

export const demoPersonId = (personNumber: number): PersonId =>
  personIdFor(demoCommandId(personNumber, registerStep));

/** Margaret Ellis, known as Peggy: the first of them, who may also sign in as herself. */
export const margaretId = demoPersonId(1);

/** Of the test range: Margaret's own, and her daughter Ruth's, who has no record here. */
export const margaretsNhsNumber = '9990000018';
export const ruthsNhsNumber = '9990009007';
