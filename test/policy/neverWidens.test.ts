/**
 * Metamorphic: a question and the same one with one thing changed. What restricts never widens, what is
 * lost never widens, an emergency never narrows, and what is not understood is denied (H15, H18).
 */
import fc from 'fast-check';
import { decideAccess } from '../../policy/decide';
import { assurances, relationships, roles, sensitivityOf } from '../../policy/request';
import type { AccessRequest, VisibilityFlag } from '../../policy/request';
import { anyQuestion, decide, isPermitted, question, seedOf } from './question';

const numRuns = 10_000;
type Change = (asked: AccessRequest, pick: number) => Partial<AccessRequest>;
const without = <Value>(values: readonly Value[], pick: number): readonly Value[] =>
  values.filter((_, index) => index !== pick % Math.max(1, values.length));

/** Holds for any question: where it is denied, the changed one is denied too. */
const neverWidens = (name: string, change: Change): void => {
  fc.assert(
    fc.property(anyQuestion, fc.nat(99), (asked, pick) => {
      const changed = { ...asked, ...change(asked, pick) };
      return !isPermitted(changed) || isPermitted(asked);
    }),
    { numRuns, ...seedOf(name) },
  );
};

const flag =
  (name: VisibilityFlag): Change =>
  ({ flags }) => ({ flags: [...flags, name] });

describe('adding a restriction never widens', () => {
  it.each<[string, Change]>([
    ['the flag THIRD_PARTY', flag('THIRD_PARTY')],
    ['the flag NOT_YET_DISCUSSED', flag('NOT_YET_DISCUSSED')],
    ['the flag SAFEGUARDING', flag('SAFEGUARDING')],
    ['dissent', () => ({ consent: 'DISSENT' })],
    [
      'dissent in the place of consent',
      ({ consent }) => (consent === 'GIVEN' ? { consent: 'DISSENT' } : {}),
    ],
    ['a restricted person', () => ({ isRestricted: true })],
    ['a requested erasure', () => ({ isErasureRequested: true })],
    ['a stale sign-in', () => ({ isFresh: false })],
    [
      'a lower assurance',
      ({ assurance }, pick) => {
        const lower = assurances.slice(0, assurances.indexOf(assurance) + 1);
        return { assurance: lower[pick % lower.length]! };
      },
    ],
  ])('%s', neverWidens);
});

describe('losing what gives a right never widens', () => {
  it.each<[string, Change]>([
    ['a relationship', (asked, pick) => ({ relationships: without(asked.relationships, pick) })],
    ['every relationship', () => ({ relationships: [] })],
    ['a delegation', () => ({ isDelegated: false })],
    ['being named', () => ({ isNamed: false })],
    ['an activity', (asked, pick) => ({ activities: without(asked.activities, pick) })],
    ['an emergency', () => ({ isBreakGlass: false })],
    ['a consent', ({ consent }) => (consent === 'GIVEN' ? { consent: 'NONE' } : {})],
  ])('%s', neverWidens);
});

describe('adding dissent or a restriction, or taking a relationship away', () => {
  it('never widens when dissent or a restriction is added, or a relationship is taken away', () => {
    const changes: readonly Partial<AccessRequest>[] = [
      { consent: 'DISSENT' },
      { isRestricted: true },
      { isErasureRequested: true },
      { relationships: [] },
      { flags: ['SAFEGUARDING'] },
    ];
    fc.assert(
      fc.property(anyQuestion, fc.subarray(changes as Partial<AccessRequest>[]), (asked, some) => {
        const changed = Object.assign({ ...asked }, ...some) as AccessRequest;
        return !isPermitted(changed) || isPermitted(asked);
      }),
      { numRuns, ...seedOf('several together') },
    );
  });
});

describe('an emergency', () => {
  it('never narrows: whatever was permitted, S0 and S1 above all, still is', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        return !isPermitted(asked) || isPermitted({ ...asked, isBreakGlass: true });
      }),
      { numRuns, ...seedOf('an emergency') },
    );
  });

  it('never opens what is sealed', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const sealed = { ...asked, section: 'safeguarding' as const, isNamed: false };
        const opened = { ...sealed, isBreakGlass: true };
        return (
          sensitivityOf[sealed.section] === 'S4' && isPermitted(opened) === isPermitted(sealed)
        );
      }),
      { numRuns, ...seedOf('sealed') },
    );
  });
});

describe('a reader without a right', () => {
  it('hears the very same whatever is recorded of the person', () => {
    fc.assert(
      fc.property(anyQuestion, anyQuestion, (asked, other) => {
        const { flags, consent, isRestricted, isErasureRequested } = other;
        const nothing = { flags: [], isRestricted: false, isErasureRequested: false } as const;
        const plain: AccessRequest = { ...asked, ...nothing, consent: 'NONE', isFresh: true };
        fc.pre(!isPermitted(plain));
        const recorded = { ...plain, flags, consent, isRestricted, isErasureRequested };
        expect(decideAccess(recorded)).toEqual(decideAccess(plain));
      }),
      { numRuns: 3_000, ...seedOf('no right') },
    );
  });
});

describe('what is not understood', () => {
  const asked = question({ activities: ['B0168'], flags: ['THIRD_PARTY'], section: 'identity' });
  const keys = Object.keys(asked) as (keyof AccessRequest)[];
  const odd: readonly unknown[] = [
    undefined,
    null,
    '',
    'UNKNOWN',
    0,
    1,
    'true',
    {},
    [null],
    [{}],
    ['X'],
  ];
  const denies = (request: unknown): void => {
    const decision = decideAccess(request as AccessRequest);
    const expected = { effect: 'deny', rules: ['unknown-value'], obligations: ['RECORD'] };
    expect(decision).toMatchObject(expected);
  };

  it('would be permitted otherwise', () => {
    expect(decideAccess(asked).effect).toBe('permit');
  });

  it.each(keys)('is denied: an unknown value of %s, of any kind', (key) => {
    for (const value of odd) {
      // CIS2 has more activities than any rule names: an unknown code gives nothing.
      if (key === 'activities' && JSON.stringify(value) === '["X"]') continue;
      denies({ ...asked, [key]: value });
    }
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length']) {
      denies({ ...asked, [key]: name });
      if (key !== 'activities') denies({ ...asked, [key]: [name] });
    }
  });

  it.each(keys)('is denied: %s missing, or thrown when it is read', (key) => {
    denies(Object.fromEntries(Object.entries(asked).filter(([name]) => name !== key)));
    const throwing = Object.defineProperty({ ...asked }, key, {
      get: () => {
        throw new Error('The fact could not be read.');
      },
    });
    denies(throwing);
  });

  it('is denied: no question at all', () => {
    for (const nothing of [undefined, null, 'READ', 7, [], {}]) denies(nothing);
  });

  it('is decided on the value that was checked, though the next look would find another', () => {
    let looks = 0;
    const shifting = Object.defineProperty({ ...asked, section: 'plan' }, 'relationships', {
      get: () => (looks++ === 0 ? [] : ['team']),
    }) as AccessRequest;
    expect(decideAccess(shifting).effect).toBe('deny');
    expect(looks).toBe(1);
  });

  it('is denied: an unknown role, section, action and relationship, whatever their text', () => {
    const known = [...roles, ...relationships, ...Object.keys(sensitivityOf)] as readonly string[];
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!known.includes(text));
        for (const key of ['role', 'section', 'action', 'assurance', 'consent', 'purpose']) {
          expect(decide({ [key]: text }).effect).toBe('deny');
        }
        expect(decide({ relationships: [text as 'team', 'team'] }).effect).toBe('deny');
      }),
      { numRuns: 500, ...seedOf('unknown texts') },
    );
  });
});
