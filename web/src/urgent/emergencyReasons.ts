/**
 * The reasons that the page offers for opening a record, in plain words, each with its pair of codes
 * of the Summary Care Record. Over the person's own no it is an access alert (2); where the reader
 * has no relationship to the person it is a relationship that they claim (1).
 */
export interface EmergencyReason {
  readonly alertType: '1' | '2';
  readonly reason: '1' | '2' | '3' | '4' | '5' | '6';
  readonly words: string;
  readonly detail: string;
}

const legal = [
  { reason: '1', words: 'Public interest', detail: 'Others could come to serious harm' },
  { reason: '2', words: 'The law requires it', detail: 'A statute says that it must be read' },
  { reason: '3', words: 'Court order', detail: 'A court has ordered it' },
] as const;

const overNo: readonly EmergencyReason[] = [
  {
    alertType: '2',
    reason: '5',
    words: 'Emergency',
    detail: 'The person is in danger and cannot say what they want',
  },
  ...legal.map((one) => ({ alertType: '2' as const, ...one })),
];

const withoutRelationship: readonly EmergencyReason[] = [
  {
    alertType: '1',
    reason: '4',
    words: 'Emergency',
    detail: 'You are with the person, or on the line, and must know now',
  },
  { alertType: '1', reason: '6', words: 'The person agrees', detail: 'They let you read it' },
  ...legal.map((one) => ({ alertType: '1' as const, ...one })),
];

/** `rule` names the rules that withhold the record. */
export function emergencyReasonsFor(rule: string): readonly EmergencyReason[] {
  return /dissent/i.test(rule) ? overNo : withoutRelationship;
}
