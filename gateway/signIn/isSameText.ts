/** Compares two secrets in a time that tells nothing of where they differ. */
import { timingSafeEqual } from 'node:crypto';

export const isSameText = (left: string, right: string): boolean => {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
};
