/** The NHS number as a value: what is let through, and that a slip of the finger is not. */
import * as fc from 'fast-check';
import { z } from 'zod';
import {
  checkDigitOf,
  formatNhsNumber,
  nhsNumberText,
  parseNhsNumber,
} from '../../../events/nhs-number/nhsNumber';
import { refuseInvalid } from '../../../events/text';

/** Every number of the right form whose check digit is right, ten zeros apart. */
const validNumber = fc
  .integer({ min: 1, max: 999_999_999 })
  .map((number) => String(number).padStart(9, '0'))
  .filter((nine) => checkDigitOf(nine) !== undefined)
  .map((nine) => `${nine}${checkDigitOf(nine) ?? ''}`);

describe('parseNhsNumber', () => {
  it.each(['9434765919', '943 476 5919', '943-476-5919', ' 943\u00a0476\u20115919 '])(
    'takes %j, whatever separates its digits',
    (written) => {
      expect(parseNhsNumber(written)).toEqual({ ok: true, value: '9434765919' });
    },
  );

  it.each(['', '943476591', '94347659190', '943476591X', '९४३४७६५९१९', '943.476.5919'])(
    'refuses %j, which is not ten digits',
    (written) => {
      expect(parseNhsNumber(written)).toEqual({ ok: false, reason: 'must have ten digits' });
    },
  );

  it('refuses a wrong check digit and ten zeros', () => {
    expect(parseNhsNumber('9434765918')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('check the ten digits'),
    });
    expect(parseNhsNumber('0000000000')).toMatchObject({ ok: false });
  });

  it('knows nine digits that are never issued: their check would be 10', () => {
    expect(checkDigitOf('943476591')).toBe('9');
    expect(checkDigitOf('000000006')).toBeUndefined();
    for (const last of '0123456789') expect(parseNhsNumber(`000000006${last}`).ok).toBe(false);
  });

  it('catches every change of one digit', () => {
    fc.assert(
      fc.property(
        validNumber,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (number, place, shift) => {
          const digit = (Number(number[place]) + shift) % 10;
          const changed = `${number.slice(0, place)}${String(digit)}${number.slice(place + 1)}`;
          expect(parseNhsNumber(changed).ok).toBe(false);
        },
      ),
    );
  });

  it('catches every swap of two different digits', () => {
    fc.assert(
      fc.property(
        validNumber,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (number, left, distance) => {
          const right = Math.min(9, left + distance);
          const digits = Array.from(number);
          const [one, other] = [digits[left] ?? '', digits[right] ?? ''];
          fc.pre(one !== other);
          digits[left] = other;
          digits[right] = one;
          expect(parseNhsNumber(digits.join('')).ok).toBe(false);
        },
      ),
    );
  });

  it('gives back every valid number, written either way', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        expect(parseNhsNumber(number)).toEqual({ ok: true, value: number });
        expect(formatNhsNumber(number)).toMatch(/^\d{3} \d{3} \d{4}$/);
        expect(parseNhsNumber(formatNhsNumber(number))).toEqual({ ok: true, value: number });
      }),
    );
  });
});

describe('the field', () => {
  it('refuses a wrong number with its own code and the name of the field, not the number', () => {
    const parsed = z.strictObject({ nhsNumber: nhsNumberText }).safeParse({
      nhsNumber: '9434765918',
    });
    const refusal = parsed.success ? undefined : refuseInvalid(parsed.error);
    expect(refusal).toMatchObject({ code: 'NHS_NUMBER_INVALID', field: 'nhsNumber' });
    expect(refusal?.message).toMatch(/^nhsNumber /);
    expect(refusal?.message).not.toContain('943');
  });
});
