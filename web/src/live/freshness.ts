/**
 * Which of two answers about one person is the newer. Invariant (hazard H2): what a page shows never
 * goes back in the log. Positions are tokens `<generation>.<32 hex digits>`: within a generation
 * string order is log order; between generations nothing can be said, and the newer answer counts.
 */
import type { Reading } from '../graph/answers';
import type { UrgentPerson } from '../graph/personView';

const token = /^(.+)\.([0-9a-f]{32})$/;

/** True where both tokens are of one generation and `left` comes before `right`. */
export function isBefore(left: string, right: string): boolean {
  const [, leftGeneration, leftPosition = ''] = token.exec(left) ?? [];
  const [, rightGeneration, rightPosition = ''] = token.exec(right) ?? [];
  return (
    leftGeneration !== undefined &&
    leftGeneration === rightGeneration &&
    leftPosition < rightPosition
  );
}

/** The later of the tokens that are given; undefined where there is none. */
export function latestOf(positions: readonly (string | undefined)[]): string | undefined {
  return positions.reduce(
    (latest, position) =>
      latest === undefined || (position !== undefined && isBefore(latest, position))
        ? position
        : latest,
    undefined,
  );
}

/** The readings that an answer carries, by section; those that could not be loaded have none. */
export function readingsOf(view: UrgentPerson): Readonly<Record<string, Reading | undefined>> {
  const { identity, contacts, cprDecision, endOfLifePlan } = view;
  return {
    identity: 'reading' in identity ? identity.reading : undefined,
    contacts: 'reading' in contacts ? contacts.reading : undefined,
    cprDecision: 'reading' in cprDecision ? cprDecision.reading : undefined,
    endOfLifePlan: 'reading' in endOfLifePlan ? endOfLifePlan.reading : undefined,
  };
}

/** The position that an answer is known to hold everything up to: the latest it was read at. */
export function positionOf(view: UrgentPerson): string | undefined {
  return latestOf(Object.values(readingsOf(view)).map((reading) => reading?.position));
}

/** True where any section of `candidate` was read at an earlier position than the shown one. */
export function isOlder(candidate: UrgentPerson, shown: UrgentPerson): boolean {
  const shownReadings = readingsOf(shown);
  return Object.entries(readingsOf(candidate)).some(([section, reading]) => {
    const shownReading = shownReadings[section];
    return (
      reading !== undefined &&
      shownReading !== undefined &&
      isBefore(reading.position, shownReading.position)
    );
  });
}

/** True where the decision of `candidate` was read later than the shown one. */
export function hasLaterDecision(candidate: UrgentPerson, shown: UrgentPerson): boolean {
  const later = readingsOf(candidate)['cprDecision'];
  const earlier = readingsOf(shown)['cprDecision'];
  return later !== undefined && earlier !== undefined && isBefore(earlier.position, later.position);
}

/** The worst reading of what urgent care reads: out of date if any part is, else the earliest. */
export function readingOf(view: UrgentPerson): Reading | undefined {
  const { cprDecision, endOfLifePlan, contacts } = readingsOf(view);
  const readings = [cprDecision, endOfLifePlan, contacts].filter(
    (reading) => reading !== undefined,
  );
  const doubtful = readings.filter(({ current }) => !current);
  return (doubtful.length > 0 ? doubtful : readings).sort((a, b) => a.at.localeCompare(b.at))[0];
}
