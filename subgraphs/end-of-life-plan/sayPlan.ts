/** The plan's state in the graph's words. Urgent care is given what is published, nothing else. */
import type {
  EndOfLifePlanState,
  FieldSection,
  PlanContent,
} from '../../events/end-of-life-plan/state';
import { describeChanges } from '../../events/end-of-life-plan/words';
import type { Reading } from '../shared/answers';
import { authorOf, notRecorded, notShared, said, unavailable } from '../shared/saying';
import { asRead } from './cprInPlan';
import { planEnd, sayCpr } from './sayCpr';
import type { PlanVersion } from './planTypes';

export interface SayOptions {
  readonly reading: Reading;
  readonly revision: number;
  /** A revision as the client hands it back. */
  readonly revisionFor: (revision: number) => string;
  readonly isSelf: boolean;
}

/** `insteadOfCpr` is said in the decision's place, where that may not be read. */
export type SayDraftOptions = SayOptions & { readonly insteadOfCpr: object | undefined };

const noneSaid: Readonly<Record<FieldSection, string>> = {
  preferredPlaceOfDeath: 'Where the person would wish to die has not been published here.',
  preferredPlaceOfCare: 'Where the person would wish to be cared for has not been published here.',
  focusOfCare: 'What care should aim for has not been published here.',
  anticipatoryMedicines: 'Medicines kept in the home have not been published here.',
};

const typenames: Readonly<Record<FieldSection, string>> = {
  preferredPlaceOfDeath: 'PreferredPlaceOfDeath',
  preferredPlaceOfCare: 'PreferredPlaceOfCare',
  focusOfCare: 'FocusOfCare',
  anticipatoryMedicines: 'AnticipatoryMedicines',
};

const saySection = (
  name: FieldSection,
  content: PlanContent | undefined,
  options: SayOptions,
): object => {
  const section = content?.[name];
  if (section?.stated && Object.keys(section.value).length > 0) {
    const lists = name === 'focusOfCare' ? { wouldWant: [], wouldNotWant: [] } : {};
    const stated = { by: section.stated.by.name, at: section.stated.at };
    return said(typenames[name], { ...lists, ...section.value, stated });
  }
  if (options.isSelf) return notShared();
  return options.reading.current
    ? notRecorded(noneSaid[name], options.reading)
    : unavailable('STORE_UNAVAILABLE', 'This part could not be read to its end.');
};

const sections = (content: PlanContent | undefined, options: SayOptions) => ({
  preferredPlaceOfDeath: saySection('preferredPlaceOfDeath', content, options),
  preferredPlaceOfCare: saySection('preferredPlaceOfCare', content, options),
  focusOfCare: saySection('focusOfCare', content, options),
  anticipatoryMedicines: saySection('anticipatoryMedicines', content, options),
});

const versionOf = (state: EndOfLifePlanState): PlanVersion | undefined =>
  state.publication && {
    number: state.publication.version,
    publishedAt: state.publication.at,
    publishedBy: authorOf(state.publication.by),
    wholePlan: state.publication.scope === 'whole',
  };

export const sayDraft = (state: EndOfLifePlanState, given: SayDraftOptions): object => {
  const { insteadOfCpr, ...others } = given;
  const options = { ...others, isSelf: false };
  const read = (content: PlanContent) => asRead(content, insteadOfCpr);
  const changes = describeChanges(state.published && read(state.published), read(state.draft));
  return said('PlanDraft', {
    ...sections(state.draft, options),
    cprDecision: insteadOfCpr ?? sayCpr(state.draft.cpr, state, options),
    draftRevision: options.revisionFor(Math.max(state.draftRevision, 0)),
    hasUnpublishedChanges: changes.length > 0,
    changes,
  });
};

/** All but the decision, which is asked for by itself. */
export const sayPlan = (
  state: EndOfLifePlanState,
  options: SayOptions,
  tokenFor: (position: string) => string,
): object =>
  said('EndOfLifePlan', {
    ...sections(state.published, options),
    episode: state.episode,
    lifecycle: state.ended ? 'ENDED' : state.publication ? 'PUBLISHED' : 'DRAFT',
    version: versionOf(state),
    ended: planEnd(state.ended),
    seenBy: state.seen
      .map((seen) => ({
        by: authorOf(seen.by),
        at: seen.at,
        position: tokenFor(seen.seenPosition),
      }))
      .reverse(),
    revision: options.revisionFor(options.revision),
    reading: options.reading,
  });
