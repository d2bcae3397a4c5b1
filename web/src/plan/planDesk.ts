/** What every form of the plan page is given: whose plan, as it stands, and what to do after saving. */
export interface PlanDesk {
  /** Undefined where the person is only being registered. */
  readonly personId: string | undefined;
  /** The revision of the plan as it is shown. */
  readonly revision: string;
  /** Shows what was saved; resolves once it was read again, or could not be. */
  readonly onSaved: (saved: {
    readonly position: string;
    readonly personId: string;
  }) => Promise<void>;
  /** Reads again and gives the revision that is now shown; undefined where it could not be read. */
  readonly readRevision: () => Promise<string | undefined>;
}
