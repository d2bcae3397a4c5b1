/**
 * What the log says of how a caller stands to a person, and of what the person agreed to: the facts
 * that the policy is asked with.
 */
import type { Consent, Relationship, Section, VisibilityFlag } from '../../policy/request';
import { hasDissent } from '../../events/sharing/sharingDecider';
import type { ResolverContext } from '../context';
import type { House } from '../house';
import { readSharing } from './personFacts';

export interface RelationshipFacts {
  /** Every relationship that holds now, but an incident's (`emergencyFacts`). */
  readonly relationships: readonly Relationship[];
  readonly isDelegated: (section: Section) => boolean;
  readonly isNamed: (section: Section) => boolean;
  readonly consentOn: (section: Section) => Consent;
  readonly flagsOf: (section: Section) => readonly VisibilityFlag[];
  /** RFC 3339: the first moment at which one of these ends by itself; undefined: none does. */
  readonly until: string | undefined;
}

export const relationshipFacts = async (
  house: House,
  context: ResolverContext,
  personId: string,
): Promise<RelationshipFacts> => {
  const { relationship, ownPersonId } = context.caller;
  const isOther = relationship === 'self' && ownPersonId !== personId;
  const sharing = await readSharing(house, context, personId);
  const consent: Consent = hasDissent(sharing.state) ? 'DISSENT' : 'NONE';
  return {
    relationships:
      relationship === undefined || relationship === 'incident' || isOther ? [] : [relationship],
    isDelegated: () => false,
    isNamed: () => false,
    consentOn: () => consent,
    flagsOf: () => [],
    until: undefined,
  };
};
