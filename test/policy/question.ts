/** Access questions for the tests of the policy: one that a GP of the team asks, and random ones. */
import fc from 'fast-check';
import { decideAccess } from '../../policy/decide';
import {
  actions,
  assurances,
  consents,
  purposes,
  relationships,
  roles,
  sections,
  visibilityFlags,
} from '../../policy/request';
import type { AccessRequest, Relationship } from '../../policy/request';

export const question = (more: Partial<AccessRequest> = {}): AccessRequest => ({
  role: 'GP',
  assurance: 'HIGH',
  activities: [],
  purpose: 'DIRECT_CARE',
  isFresh: true,
  action: 'READ',
  section: 'plan',
  flags: [],
  relationships: ['team'],
  isDelegated: false,
  isNamed: false,
  consent: 'NONE',
  isBreakGlass: false,
  isRestricted: false,
  isErasureRequested: false,
  ...more,
});

export const decide = (more: Partial<AccessRequest> = {}) => decideAccess(question(more));
export const effect = (more: Partial<AccessRequest> = {}) => decide(more).effect;
export const isPermitted = (request: AccessRequest): boolean =>
  decideAccess(request).effect === 'permit';

/** Nobody, or in one way, of everyone who might ask. */
export const standings: readonly (readonly Relationship[])[] = [
  [],
  ...relationships.map((one) => [one]),
];

const crossed =
  <Key extends keyof AccessRequest>(key: Key, values: readonly AccessRequest[Key][]) =>
  (requests: readonly AccessRequest[]): AccessRequest[] =>
    requests.flatMap((one) => values.map((value) => ({ ...one, [key]: value })));

/** Every role, action, section and standing, with and without dissent and what restricts. */
export const everyQuestion: readonly AccessRequest[] = [
  crossed('role', roles),
  crossed('action', actions),
  crossed('section', sections),
  crossed('relationships', standings),
  crossed('consent', ['NONE', 'DISSENT']),
  crossed('isRestricted', [false, true]),
  crossed('isErasureRequested', [false, true]),
].reduce<readonly AccessRequest[]>((requests, cross) => cross(requests), [question()]);

export const activities = ['B0168', 'B0370', 'B0083'] as const;

/** Any question that can be asked, evenly. */
export const anyQuestion: fc.Arbitrary<AccessRequest> = fc.record({
  role: fc.constantFrom(...roles),
  assurance: fc.constantFrom(...assurances, 'HIGH', 'HIGH', 'HIGH'),
  activities: fc.subarray([...activities]),
  purpose: fc.constantFrom(...purposes),
  isFresh: fc.boolean(),
  action: fc.constantFrom(...actions),
  section: fc.constantFrom(...sections),
  flags: fc.oneof(fc.constant([]), fc.subarray([...visibilityFlags])),
  relationships: fc.subarray([...relationships]),
  isDelegated: fc.boolean(),
  isNamed: fc.boolean(),
  consent: fc.constantFrom(...consents),
  isBreakGlass: fc.boolean(),
  isRestricted: fc.boolean(),
  isErasureRequested: fc.constantFrom(false, false, false, true),
});

/** The seed of a property, printed; POLICY_SEED asks for one again. */
export const seedOf = (name: string): { readonly seed: number } => {
  const seed = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`${name}: POLICY_SEED=${seed}\n`);
  return { seed };
};
