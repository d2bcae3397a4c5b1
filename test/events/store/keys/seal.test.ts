/** Sealed values open with their key, in their place and whole, or not at all. */
import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { openText, sealBytes } from '../../../../events/store/keys/seal';

const key = createSecretKey(Buffer.alloc(32, 1));
const place = 'endOfLifePlan-1|event|CprDecisionRecorded|1';
const broken = expect.objectContaining({ code: 'SEAL_BROKEN' });

describe('a sealed value', () => {
  it('opens to the text that was sealed, any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, anyPlace) => {
        const wellFormed = text.toWellFormed();
        expect(openText(key, anyPlace, sealBytes(key, anyPlace, wellFormed))).toBe(wellFormed);
      }),
    );
  });

  it('is another one each time, and shows nothing of the text', () => {
    const sealed = Array.from({ length: 1_100 }, () => sealBytes(key, place, 'not for CPR'));
    expect(new Set(sealed.map((one) => one.toString('hex'))).size).toBe(sealed.length);
    expect(new Set(sealed.map((one) => one.subarray(1, 13).toString('hex'))).size).toBe(1_100);
    expect(sealed.every((one) => !one.includes('CPR'))).toBe(true);
  });

  it.each([
    ['stream', 'endOfLifePlan-2|event|CprDecisionRecorded|1'],
    ['event', 'endOfLifePlan-1|other|CprDecisionRecorded|1'],
    ['type', 'endOfLifePlan-1|event|CprDecisionWithdrawn|1'],
    ['schema', 'endOfLifePlan-1|event|CprDecisionRecorded|2'],
  ])('moved to another %s does not open', (_what, elsewhere) => {
    const sealed = sealBytes(key, place, 'not for CPR');
    expect(() => openText(key, elsewhere, sealed)).toThrow(broken);
  });

  it('does not open with another key, or with any bit flipped, or cut short', () => {
    const sealed = sealBytes(key, place, 'not for CPR');
    expect(() => openText(createSecretKey(Buffer.alloc(32, 2)), place, sealed)).toThrow(broken);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => openText(key, place, flipped)).toThrow(broken);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => openText(key, place, sealed.subarray(0, length))).toThrow(broken);
    }
  });
});
