/**
 * What every form of the plan page is given: whose record, as it stands, and what to do after saving.
 * Plan, contacts and person are separate records with revisions of their own.
 */
import type { PlanPerson } from '../graph/personView';
import type { FollowedPerson } from '../live/followPerson';

export interface PlanDesk {
  /** Undefined where the person is only being registered. */
  readonly personId: string | undefined;
  /** The revision of the record as it is shown. */
  readonly revision: string;
  /** Shows what was saved; resolves once it was read again, or could not be. */
  readonly onSaved: (saved: {
    readonly position: string;
    readonly personId: string;
  }) => Promise<void>;
  /** Reads again and gives the revision that is now shown; undefined where it could not be read. */
  readonly readRevision: () => Promise<string | undefined>;
}

/** The revision of one of the records; undefined where it is not shown. */
type RevisionOf = (view: PlanPerson) => string | undefined;

export const planRevision: RevisionOf = ({ endOfLifePlan: plan }) =>
  plan.__typename === 'EndOfLifePlan' ? plan.revision : undefined;
export const contactsRevision: RevisionOf = ({ contacts }) =>
  contacts.__typename === 'Contacts' ? contacts.revision : undefined;
export const personRevision: RevisionOf = ({ identity }) =>
  identity.__typename === 'Identity' ? identity.revision : undefined;

export function deskOf(
  followed: FollowedPerson<PlanPerson>,
  view: PlanPerson,
  revisionOf: RevisionOf,
): PlanDesk {
  return {
    personId: view.id,
    revision: revisionOf(view) ?? '',
    onSaved: async ({ position }) => {
      followed.noteSaved(position);
      await followed.ask(position);
    },
    readRevision: async () => {
      await followed.ask();
      const shown = followed.state().shown;
      return shown === undefined ? undefined : revisionOf(shown.view);
    },
  };
}
