/**
 * What a person reads of who has looked: an opening in plain words, and a list that is empty, withheld,
 * not shared or not loaded, none of which looks like another (hazard H4).
 */
import { LookList } from '../../../web/src/record/LookList';
import { Openings } from '../../../web/src/record/Openings';
import {
  readLooks,
  readRecord,
  type Looks,
  type Opening,
  type Openings as OpeningsAnswer,
} from '../../../web/src/record/recordAnswers';
import { textOf } from '../support/render';

const reading = { position: 'p', at: '2026-11-24T02:14:00.000Z', current: true };
const opening: Opening = {
  openedAt: '2026-11-24T02:10:00.000Z',
  until: '2026-11-24T06:10:00.000Z',
  role: 'paramedic',
  organisationName: 'Downs Ambulance',
  reason: 'Access made in an emergency',
  overridesDissent: true,
  parts: ['the decision about CPR', 'your care plan'],
  arePartsKnown: true,
  outcome: null,
};
const told = (...accesses: Opening[]): OpeningsAnswer => ({
  __typename: 'EmergencyAccessesTold',
  accesses,
  reading,
});
const looks = (count: number, more: Partial<Extract<Looks, { edges: unknown }>> = {}): Looks => ({
  __typename: 'AccessLogConnection',
  edges: Array.from({ length: count }, (_none, at) => ({
    cursor: String(at),
    node: {
      at: '2026-11-24T02:10:00.000Z',
      role: 'GP',
      organisationName: 'Meads Surgery',
      staffName: null,
      did: 'looked',
      parts: ['who you are'],
      why: 'to care for you',
      refused: false,
    },
  })),
  pageInfo: { hasNextPage: false, endCursor: null },
  reading,
  ...more,
});
const nothing = (): void => undefined;
const openingsOf = (answer: OpeningsAnswer): string =>
  textOf(<Openings answer={answer} onTryAgain={nothing} />);
const looksOf = (answer: Looks): string =>
  textOf(
    <LookList
      answer={answer}
      isAsking={false}
      hasFailed={false}
      onMore={() => Promise.resolve()}
      onTryAgain={nothing}
    />,
  );

const absent = [
  { __typename: 'NotShared', message: 'There is nothing to show you here yet.' },
  { __typename: 'Withheld', message: 'no', rule: 'default-deny', canOpenInEmergency: false },
  { __typename: 'Unavailable', message: 'x', reference: null },
] as const;

describe('an opening in an emergency', () => {
  it('is told in plain words: who, when, why, which parts, and what was found', () => {
    const text = openingsOf(told(opening));
    expect(text).toContain('A paramedic of Downs Ambulance');
    expect(text).toContain('24 Nov 2026 02:10. It was open to them until 06:10 at the latest.');
    expect(text).toContain('They said that it was an emergency. You had said no');
    expect(text).toContain('They looked at the decision about CPR and your care plan.');
    expect(text).toContain('has not checked it yet');
    expect(openingsOf(told({ ...opening, outcome: 'NOT_JUSTIFIED' }))).toContain(
      'it was not right to open it',
    );
  });

  it('does not say that nothing was looked at where that could not be found out', () => {
    const [unknown, none] = [false, true].map((arePartsKnown) =>
      openingsOf(told({ ...opening, parts: [], arePartsKnown })),
    );
    expect(unknown).toContain('could not be found out');
    expect(none).toContain('looked at nothing');
  });
});

describe('who has looked', () => {
  it('is empty, not shared, withheld or not loaded, each in words of its own', () => {
    for (const said of [
      [openingsOf(told()), ...absent.map(openingsOf)],
      [looksOf(looks(0)), ...absent.map(looksOf)],
    ]) {
      expect(new Set(said).size).toBe(4);
      for (const other of said.slice(1)) expect(other).not.toMatch(/Nobody has/);
    }
  });

  it('says that there are older ones, and that the newest may be missing', () => {
    const text = looksOf(
      looks(20, {
        pageInfo: { hasNextPage: true, endCursor: '19' },
        reading: { ...reading, current: false },
      }),
    );
    expect(text).toContain('These are the newest 20 looks. There are older ones.');
    expect(text).toContain('may be missing');
    expect(looksOf(looks(20))).not.toContain('older ones');
  });

  it('tells looks that follow each other in the same words as one, with how many there were', () => {
    const at = (time: string, more: object = {}) => {
      const [edge] = (looks(1) as Extract<Looks, { edges: unknown }>).edges;
      return { cursor: time, node: { ...edge!.node, at: `2026-11-24T${time}:00.000Z`, ...more } };
    };
    const other = { did: 'wrote in the record' };
    const edges = [at('02:14'), at('02:13'), at('02:12'), at('02:11', other), at('02:10')];
    const text = looksOf(looks(0, { edges }));
    expect(text).toContain('24 Nov 2026 02:12 to 02:14, 3 times');
    expect(text).toContain('24 Nov 2026 02:11 GP');
    expect(text).toContain('24 Nov 2026 02:10 GP');
  });

  it('is of the person who was asked for, or could not be loaded', () => {
    const person = {
      id: 'a',
      identity: { __typename: 'PersonNotFound' },
      emergencyAccesses: told(),
      accessLog: looks(1),
    };
    expect(readRecord({ person }, 'a')?.accessLog.__typename).toBe('AccessLogConnection');
    expect(readRecord({ person }, 'b')).toBeUndefined();
    expect(readLooks({ person }, 'b').__typename).toBe('Unavailable');
    expect(readLooks({ person: { id: 'a', accessLog: { edges: [] } } }, 'a').__typename).toBe(
      'Unavailable',
    );
  });
});
