/** What is said of an opening: in the list for review, in its details, to the person. */
import { accessReasons, alertTypes } from '../../events/emergency/accessReasons';
import type { EmergencyAccess } from '../../events/emergency/state';
import { authorOf } from '../shared/saying';
import type { EmergencyAccessListed, EmergencyAccessTold } from './accessTypes';

const outcomeOf = ({ reviews }: EmergencyAccess): string | null => reviews.at(-1)?.outcome ?? null;

export const listedOf = (access: EmergencyAccess): EmergencyAccessListed => {
  const { accessId, openedAt, until, by, alertType, reason, overridesDissent } = access;
  const { role, organisationName } = authorOf(by);
  return {
    reference: accessId,
    openedAt,
    until,
    role,
    organisation: by.organisation,
    organisationName,
    alertType: { code: alertType, display: alertTypes[alertType] },
    reason: { code: reason, display: accessReasons[reason] },
    overridesDissent,
    outcome: outcomeOf(access),
  };
};

export const detailsOf = (access: EmergencyAccess, personId: string): object => ({
  ...listedOf(access),
  openedBy: authorOf(access.by),
  person: { id: personId },
  freeText: access.freeText ?? null,
  reviews: access.reviews.map(({ outcome, note, by, at }) => ({
    outcome,
    note: note ?? null,
    by: authorOf(by),
    at,
  })),
});

/** No name of who opened it: the organisation and the role answer for it. */
export const toldOf = (
  access: EmergencyAccess,
  parts: readonly string[] | undefined,
): EmergencyAccessTold => {
  const { openedAt, until, role, organisationName, reason, overridesDissent, outcome } =
    listedOf(access);
  const told = { openedAt, until, role, organisationName, overridesDissent, outcome };
  return {
    ...told,
    reason: reason.display,
    parts: [...(parts ?? [])],
    arePartsKnown: parts !== undefined,
  };
};
