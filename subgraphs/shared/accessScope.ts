/**
 * All that a reader's answers about one person depend on, as one key: two readers of one scope may
 * be given the same bytes (DESIGN.md 6). It is made of the policy's own decisions, so that nothing
 * that decides can be forgotten in it.
 */
import { createHash } from 'node:crypto';
import { isCuckmereError } from '../../events/errors';
import { personCategories, streamName } from '../../events/ids';
import { canonicalJson } from '../../events/store/canonicalJson';
import { decideAccess } from '../../policy/decide';
import { sections } from '../../policy/request';
import type { AccessRequest, Action, Section } from '../../policy/request';
import type { Caller, ResolverContext } from '../context';
import type { House } from '../house';
import type { PlanChangeKind } from '../live/planChange';
import { askedBy, requestFor } from './access';

export interface AccessScope {
  readonly key: string;
  /** May hear that something changed at all; what changed is for the subgraphs to say. */
  readonly mayFollow: boolean;
  /** False for a kind of change that would say something is there which they may not see. */
  readonly hears: (kind: PlanChangeKind) => boolean;
  /** RFC 3339: when the scope ends by itself; undefined: it does not. */
  readonly until: string | undefined;
}

/** Whoever was following hears that the record was erased. */
const erasedScope: AccessScope = {
  key: 'erased',
  mayFollow: true,
  hears: (kind) => kind !== 'DRAFT_CHANGED',
  until: undefined,
};

const asked: readonly (readonly [Action, Section])[] = [
  ...sections.map((section) => ['READ', section] as const),
  ['READ_DRAFT', 'plan'],
  ['READ_DRAFT', 'cprDecision'],
  ['READ_ACCESS_LOG', 'accessLog'],
];

export const accessScope = async (
  house: House,
  caller: Caller,
  requestId: string,
  personId: string,
): Promise<AccessScope> => {
  const context: ResolverContext = { caller, requestId, remembered: new Map(), notes: [] };
  try {
    const requests = await Promise.all(
      asked.map(([action, section]) =>
        requestFor(house, context, personId, askedBy(caller, action, section)),
      ),
    );
    const decisions = requests.map(({ request }) => decideAccess(request));
    const permits = (request: AccessRequest): boolean => decideAccess(request).effect === 'permit';
    const identity = requests[0]?.request;
    const draft = requests[sections.length]?.request;
    const cpr = requests[sections.indexOf('cprDecision')]?.request;
    // An opening in an emergency is one reader's own: they are told of it, and until when.
    const own = identity?.isBreakGlass ? caller.actor.id : '';
    return {
      key: createHash('sha256')
        .update(canonicalJson([decisions, own]))
        .digest('base64url'),
      // A record that is restricted goes dark before the reader's eyes, it does not fall silent.
      mayFollow: identity !== undefined && permits({ ...identity, isErasureRequested: false }),
      hears: (kind) => {
        if (kind === 'DRAFT_CHANGED') return draft !== undefined && permits(draft);
        // To staff it is said that something is withheld; to a citizen not even that.
        const isOfCpr = caller.kind === 'citizen' && kind.startsWith('CPR_');
        return !isOfCpr || (cpr !== undefined && permits(cpr));
      },
      until: requests[0]?.until,
    };
  } catch (error) {
    if (isCuckmereError(error, 'KEY_DESTROYED')) return erasedScope;
    throw error;
  }
};

/** The streams of a person that decide who may see what: all but what the plans themselves say. */
const decidingCategories = personCategories.filter(
  (category) => category !== 'endOfLifePlan' && category !== 'profile',
);

/** Changes whenever one of a person's deciding streams does; read from the leader. */
export const accessBasis = async (
  { store }: Pick<House, 'store'>,
  personId: string,
): Promise<string> => {
  const heads = decidingCategories.map((category) => store.head(streamName(category, personId)));
  return (await Promise.all(heads)).join(' ');
};
