/**
 * The access record of one answered request, made from its access notes: each person it named with
 * what was asked and decided. Nothing that was answered is in it, and no text of the client's: an id
 * that can be nobody's and an operation's name with digits in it are left out.
 */
import { createHash } from 'node:crypto';
import { isUuidText } from '../../events/ids';
import type { AccessRecord, Look, PersonLooks } from '../../events/access-log/events';
import type { AccessNote, Caller } from '../../subgraphs/context';

export const accessRecordLimits = {
  /** One record names at most so many people; a request that names more has several. */
  peopleMax: 100,
  operationNameCharactersMax: 60,
} as const;

export interface AccessTold {
  readonly caller: Caller;
  readonly requestId: string;
  readonly kind: AccessRecord['kind'];
  readonly operationName?: string | undefined;
  readonly notes: readonly AccessNote[];
  readonly at: string;
  readonly sent?: AccessRecord['sent'];
}

const sessionHash = (sessionId: string): string =>
  createHash('sha256').update(sessionId).digest('hex');

/** A client's own word: kept only where it cannot hold a number of somebody. */
const keptName = (name: string | undefined): string | undefined =>
  name !== undefined &&
  name.length <= accessRecordLimits.operationNameCharactersMax &&
  /^[A-Za-z_]+$/.test(name)
    ? name
    : undefined;

/** Its members in one order, so that the same look has one text. */
const lookOf = ({ action, section, effect, rules, position, reference }: AccessNote): Look => ({
  action,
  section,
  effect,
  rules,
  ...(position === undefined ? {} : { position }),
  ...(reference === undefined ? {} : { reference }),
});

/** Each person once, each thing asked of them once. */
const peopleOf = (notes: readonly AccessNote[]): PersonLooks[] => {
  const people = new Map<string, Map<string, Look>>();
  for (const note of notes) {
    const personId = isUuidText(note.personId) ? note.personId.toLowerCase() : '';
    let looks = people.get(personId);
    if (!looks) people.set(personId, (looks = new Map<string, Look>()));
    const look = lookOf(note);
    looks.set(JSON.stringify(look), look);
  }
  return [...people].map(([personId, looks]) => ({ personId, looks: [...looks.values()] }));
};

/** None where the request touched nobody and nothing was refused. */
export const accessRecordsOf = (told: AccessTold): AccessRecord[] => {
  const { caller, requestId, kind, notes, at, sent } = told;
  const { actor } = caller;
  const operation = keptName(told.operationName);
  const all = peopleOf(notes);
  const isAnswered = notes.some(({ effect }) => effect === 'permit');
  const records: AccessRecord[] = [];
  for (let from = 0; from < all.length; from += accessRecordLimits.peopleMax) {
    records.push({
      at,
      kind,
      outcome: isAnswered ? 'ANSWERED' : 'REFUSED',
      requestId,
      part: records.length,
      ...(operation === undefined ? {} : { operation }),
      session: sessionHash(caller.sessionId),
      who: {
        id: actor.id,
        name: actor.name,
        role: actor.role,
        kind: caller.kind,
        organisation: actor.organisation,
        organisationName: actor.organisationName,
      },
      purpose: caller.purpose,
      people: all.slice(from, from + accessRecordLimits.peopleMax),
      ...(sent === undefined ? {} : { sent }),
    });
  }
  return records;
};
