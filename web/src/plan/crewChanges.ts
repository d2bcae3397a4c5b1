/**
 * What publishing changes for a crew, word for word: the lines of each section as they stand now and
 * as they will stand. Pure; a section that says the same is left out.
 */
import type { CprDecision } from '../graph/decision';
import type { PlanDraft, WrittenPlan } from '../graph/personView';
import { sectionNames, sectionOrder, type SectionName } from './sectionNames';
import { sectionLines } from './sectionWords';

export interface CrewChange {
  readonly name: SectionName;
  readonly heading: string;
  readonly now: readonly string[];
  readonly after: readonly string[];
}

export function crewChanges(
  plan: WrittenPlan,
  draft: PlanDraft,
  cprDecision: CprDecision,
): readonly CrewChange[] {
  const published = { ...plan, cprDecision };
  return sectionOrder.flatMap((name) => {
    const now = sectionLines(published[name]);
    const after = sectionLines(draft[name]);
    const isSame = now.join('\n') === after.join('\n');
    return isSame ? [] : [{ name, heading: sectionNames[name], now, after }];
  });
}
