/** The same rules in Cedar (test/policy/cedar/), asked the same questions: effect only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { AccessDecision, AccessRequest } from '../../policy/request';

const folder = join(__dirname, 'cedar');
type Kind = 'Role' | 'Section' | 'Action';
const groups = JSON.parse(readFileSync(join(folder, 'entities.json'), 'utf8')) as Readonly<
  Record<Kind, Readonly<Record<string, readonly string[]>>>
>;
const groupType = { Role: 'Group', Section: 'Class', Action: 'Action' } as const;

const prepared = preparsePolicySet('access', {
  staticPolicies: readdirSync(folder)
    .filter((file) => file.endsWith('.cedar'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n'),
});
if (prepared.type === 'failure') throw new Error(JSON.stringify(prepared.errors));

const entityOf = (type: Kind, id: string) => ({
  uid: { type, id },
  attrs: {},
  parents: (Object.hasOwn(groups[type], id) ? groups[type][id]! : []).map((group) => ({
    type: groupType[type],
    id: group,
  })),
});

/** What Cedar says; throws where a policy could not be evaluated, which would hide a `forbid`. */
export const askCedar = (request: AccessRequest): AccessDecision['effect'] => {
  const { role, action, section, ...others } = request;
  const principal = { type: 'Role', id: role };
  const answer = statefulIsAuthorized({
    principal,
    action: { type: 'Action', id: action },
    resource: { type: 'Section', id: section },
    context: JSON.parse(JSON.stringify(others)),
    entities: [entityOf('Role', role), entityOf('Section', section), entityOf('Action', action)],
    preparsedPolicySetId: 'access',
  });
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors));
  return decision === 'allow' ? 'permit' : 'deny';
};
