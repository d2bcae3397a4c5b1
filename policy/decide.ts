/**
 * The access decision: a pure function of the question and the rules. Deny overrides, default
 * deny, and a fault or an unknown value denies. Every answer names its rules.
 */
import { relationships, roles, sensitivityOf } from './request';
import type { AccessDecision, AccessRequest, Role } from './request';
import { rules } from './rules';
import type { Rule } from './rules';

const isIn = (list: readonly string[] | undefined, value: string): boolean =>
  list === undefined || list.includes(value);

const matches = (rule: Rule, request: AccessRequest): boolean =>
  rule.actions.includes(request.action) &&
  isIn(rule.roles, request.role) &&
  !(rule.notRoles?.includes(request.role as Role) ?? false) &&
  (rule.relationships?.some((one) => request.relationships.includes(one)) ?? true) &&
  !(rule.notRelationships?.some((one) => request.relationships.includes(one)) ?? false) &&
  isIn(rule.sections, request.section) &&
  isIn(rule.sensitivities, sensitivityOf[request.section]) &&
  (rule.hasDissent === undefined || rule.hasDissent === (request.consent === 'DISSENT')) &&
  (rule.isRestricted === undefined || rule.isRestricted === request.isRestricted) &&
  (rule.isErasureRequested === undefined ||
    rule.isErasureRequested === request.isErasureRequested) &&
  (rule.isBreakGlass === undefined || rule.isBreakGlass === request.isBreakGlass);

const defaultDeny: AccessDecision = {
  effect: 'deny',
  rules: ['default-deny'],
  obligations: ['RECORD'],
  message: 'Your role and your relationship to this person do not allow this.',
  canOpenInEmergency: false,
};

/** A read that is denied now and would be permitted to the same reader in an emergency. */
const canOpen = (request: AccessRequest): boolean =>
  request.action === 'READ' &&
  !request.isBreakGlass &&
  judge({ ...request, isBreakGlass: true }).effect === 'permit' &&
  judge({ ...request, action: 'OPEN_IN_EMERGENCY', section: 'identity' }).effect === 'permit';

export const decideAccess = (request: AccessRequest): AccessDecision => {
  const decision = judge(request);
  return decision.effect === 'deny'
    ? { ...decision, canOpenInEmergency: canOpen(request) }
    : decision;
};

const judge = (request: AccessRequest): AccessDecision => {
  if (!(roles as readonly string[]).includes(request.role)) return defaultDeny;
  if (!Object.hasOwn(sensitivityOf, request.section)) return defaultDeny;
  if (!request.relationships.every((one) => relationships.includes(one))) return defaultDeny;
  const found = rules.filter((rule) => matches(rule, request));
  const denied = found.filter((rule) => rule.effect === 'deny');
  const [first] = denied.length > 0 ? denied : found;
  if (!first) return defaultDeny;
  const deciding = denied.length > 0 ? denied : found;
  return {
    effect: first.effect,
    rules: deciding.map((rule) => rule.name),
    obligations: first.name === 'P3-self' ? ['RECORD', 'NOT_SHARED'] : ['RECORD'],
    message: first.says,
    canOpenInEmergency: false,
  };
};

/** The actions that a role may ever do, for a page that offers only those. */
export const actionsOf = (role: string): string[] => [
  ...new Set(
    rules
      .filter((rule) => rule.effect === 'permit' && isIn(rule.roles, role))
      .flatMap((rule) => rule.actions)
      .filter(
        (action) =>
          !rules.some(
            (rule) =>
              rule.effect === 'deny' &&
              rule.actions.includes(action) &&
              rule.notRoles !== undefined &&
              rule.sections === undefined &&
              !rule.notRoles.includes(role as Role),
          ),
      ),
  ),
];
