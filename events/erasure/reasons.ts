/**
 * Why a record may be erased: a closed list, so that no words about the person are kept. Why each
 * stands here is said in docs/decisions/0009.
 */
export const erasureReasons = {
  RETENTION_ENDED: 'The record was kept for as long as it must be.',
  WRONG_PERSON: 'It was recorded about somebody else, or the person does not exist.',
  OBJECTION_UPHELD: 'A request or objection was upheld by whoever governs information here.',
  LEGAL_ORDER: 'A court or the Information Commissioner ordered it.',
} as const;
export type ErasureReason = keyof typeof erasureReasons;

export const isErasureReason = (text: string): text is ErasureReason =>
  Object.hasOwn(erasureReasons, text);
