/**
 * What is done in this process when a person is erased: the key is destroyed and nothing of them
 * stays in the memory of keys and command loops. The read models forget when the event reaches
 * them. Done any number of times it is the same.
 */
import { keyIdFor } from '../events/store/keys/keyStore';
import type { House } from './house';

/** `erasedAt` is what the erasure list says where the key was not destroyed before. */
export const forgetPerson = async (
  house: Pick<House, 'keys' | 'loops'>,
  personId: string,
  erasedAt?: string,
): Promise<void> => {
  await house.keys.destroy(keyIdFor(personId), erasedAt);
  for (const loop of Object.values(house.loops)) loop.forget(personId);
};
