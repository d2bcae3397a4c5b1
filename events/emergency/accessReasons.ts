/**
 * The alert types and reasons of an access in an emergency, exactly as the Summary Care Record has
 * them (CONTENT.md 6.2). A pair that stands in no row is refused: 1+5, 2+4 and 2+6 among them.
 */
export const alertTypes = { '1': 'Create LR (Self Claimed)', '2': 'Access Alert' } as const;
export type AlertType = keyof typeof alertTypes;

export const accessReasons = {
  '1': 'Access made in the public interest',
  '2': 'Access required by statute',
  '3': 'Court Order',
  '4': 'Self-Claim Emergency Access',
  '5': 'Access made in an emergency',
  '6': 'Other',
} as const;
export type AccessReason = keyof typeof accessReasons;

const reasonsOf: Readonly<Record<AlertType, readonly AccessReason[]>> = {
  '1': ['1', '2', '3', '4', '6'],
  '2': ['1', '2', '3', '5'],
};

export const isReasonOf = (alertType: AlertType, reason: AccessReason): boolean =>
  reasonsOf[alertType].includes(reason);
