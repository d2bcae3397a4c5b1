/**
 * Parts of class S3 and S4, which later plans bring, made for this test and answered as every other
 * part is: `Withheld`, `NotShared` or content, one tap away, by what was recorded of the person.
 */
import 'reflect-metadata';
import { parse } from 'graphql';
import { Arg, createUnionType, Ctx, Field, FieldResolver } from 'type-graphql';
import { ObjectType, Query, Resolver, Root } from 'type-graphql';
import { wholeTeamIdOf } from '../../events/ids';
import { demoCaller } from '../../gateway/demo/actors';
import { margaretsNhsNumber, ruthsNhsNumber } from '../../gateway/demo/demoIds';
import type { Section } from '../../policy/request';
import type { AccessNote, ResolverContext } from '../../subgraphs/context';
import type { House } from '../../subgraphs/house';
import { reservationIdOf } from '../../subgraphs/people/registerPerson';
import { Person } from '../../subgraphs/people/personTypes';
import { mayDo } from '../../subgraphs/shared/access';
import { NotShared, Withheld } from '../../subgraphs/shared/answers';
import { byTypename, said, withheld } from '../../subgraphs/shared/saying';
import { defineSubgraph } from '../../subgraphs/subgraph';
import type { Subgraph } from '../../subgraphs/subgraph';
import type { Data } from '../support/app';
import { demoActorId } from '../support/callers';
import { openMovedApp } from '../support/movedClock';
import type { MovedApp } from '../support/movedClock';
import { openIncidents } from '../support/relate';
import { delegationInput, keptInput, namingInput } from '../support/sharingInputs';
import { personInput, saved } from '../support/writes';

const canary = 'Key safe 4471, under the third pot';

@ObjectType()
class Content {
  @Field(() => String)
  words!: string;
}

const SectionAnswer = createUnionType({
  name: 'SectionAnswer',
  types: () => [Content, Withheld, NotShared] as const,
  resolveType: byTypename,
});

@Resolver(() => Person)
class PartsOfTheTest {
  constructor(private readonly house: House) {}

  @Query(() => String)
  made(): string {
    return 'for this test';
  }

  @FieldResolver(() => SectionAnswer)
  async part(
    @Root() person: Person,
    @Arg('name', () => String) name: string,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const decision = await mayDo(this.house, context, person.id, 'READ', name as Section);
    return decision.effect === 'deny' ? withheld(decision) : said('Content', { words: canary });
  }
}

let moved: MovedApp;
let parts: Subgraph;
beforeAll(async () => {
  moved = await openMovedApp({ relate: false });
  parts = defineSubgraph({
    name: 'parts-of-the-test',
    resolvers: [new PartsOfTheTest(moved.app.app.house)],
    orphanedTypes: [Person],
    references: { Person: (key) => key },
  });
});

const act = (actor: string, name: string, input: object): Promise<Data> =>
  saved(moved.app, actor, name, input as Record<string, unknown>);

const registerPerson = async (more: object = {}): Promise<string> =>
  (await act('gp', 'registerPerson', personInput(more))).person.id as string;

interface Told {
  readonly answer: Data;
  readonly note: AccessNote | undefined;
}

/** What the subgraph answers this demo person about one part, and what it notes for the record. */
const tells = async (actor: string, personId: string, section: Section): Promise<Told> => {
  const caller = demoCaller(actor, (nhsNumber) => reservationIdOf(moved.app.app.house, nhsNumber));
  if (!caller) throw new Error(actor);
  const { data, extensions } = (await parts.execute({
    document: parse(`query($r: [_Any!]!, $name: String!) { _entities(representations: $r) {
      ... on Person { part(name: $name) { __typename ... on Content { words }
        ... on Withheld { message rule canOpenInEmergency } ... on NotShared { message } } } } }`),
    variables: { r: [{ __typename: 'Person', id: personId }], name: section },
    context: { caller, requestId: 'r' },
  })) as { data: Data; extensions: { access: readonly AccessNote[] } };
  return { answer: data._entities[0].part, note: extensions.access[0] };
};
const kindFor = async (actor: string, personId: string, section: Section): Promise<string> => {
  const { answer } = await tells(actor, personId, section);
  if (answer.__typename !== 'Content') expect(JSON.stringify(answer)).not.toContain(canary);
  return answer.__typename as string;
};

const oneTapAway = ['wayIntoHome', 'thirdPartyInformation', 'sexualHealth'] as const;
const kindsFor = async (actor: string, personId: string): Promise<string[]> => {
  const kinds: string[] = [];
  for (const section of [...oneTapAway, 'safeguarding'] as const) {
    kinds.push(await kindFor(actor, personId, section));
  }
  return kinds;
};

const everyStaffRole = [
  'consultant',
  'gp',
  'senior-nurse',
  'community-nurse',
  'social-worker',
  'paramedic',
  'nhs111',
  'administrator',
  'privacy-officer',
] as const;

describe('a part of class S3', () => {
  it('is withheld from everyone who does not care for the person, in the words for any person', async () => {
    const personId = await registerPerson();
    const nobody = '0b9c6a52-5f0c-4f3e-8a53-0a2f6f6f2f11';
    for (const actor of everyStaffRole.filter((one) => one !== 'gp')) {
      for (const section of oneTapAway) {
        const { answer } = await tells(actor, personId, section);
        expect([actor, section, answer.__typename]).toEqual([actor, section, 'Withheld']);
        expect(answer).toEqual((await tells(actor, nobody, section)).answer);
      }
    }
  });

  it('is for those of the team whom it serves, one tap away, and the tap is an obligation', async () => {
    const personId = await registerPerson();
    for (const ods of ['X1HSP', 'X3COM', 'X6SOC']) {
      await act('gp', 'joinCareTeam', { personId, teamId: wholeTeamIdOf(ods) });
    }

    const all = ['Content', 'Content', 'Content', 'Withheld'];
    expect(await kindsFor('gp', personId)).toEqual(all);
    expect(await kindsFor('senior-nurse', personId)).toEqual(all);
    // No home visitor, and senior.
    expect(await kindsFor('consultant', personId)).toEqual(['Withheld', ...all.slice(1)]);
    expect(await kindsFor('community-nurse', personId)).toEqual([
      'Content',
      'Withheld',
      'Withheld',
      'Withheld',
    ]);
    expect(await kindsFor('social-worker', personId)).toEqual([
      'Content',
      'Content',
      'Withheld',
      'Withheld',
    ]);
    const { note } = await tells('community-nurse', personId, 'wayIntoHome');
    expect(note).toMatchObject({
      section: 'wayIntoHome',
      effect: 'permit',
      rules: ['P2-way-in'],
      obligations: ['RECORD', 'REVEAL_ON_TAP'],
    });
  });

  it('is closed to all but its part for a crew with an incident, and to 111', async () => {
    const personId = await registerPerson();
    await openIncidents(moved.app.app.house, personId);
    expect(await kindsFor('paramedic', personId)).toEqual([
      'Content',
      'Withheld',
      'Withheld',
      'Withheld',
    ]);
    expect(await kindsFor('nhs111', personId)).toEqual(Array(4).fill('Withheld'));
  });

  it('opens in an emergency, one tap further; what is sealed never does, and does not offer it', async () => {
    const personId = await registerPerson();
    const before = await tells('paramedic', personId, 'sexualHealth');
    expect(before.answer).toMatchObject({ __typename: 'Withheld', canOpenInEmergency: true });

    await act('paramedic', 'openInEmergency', { personId, alertType: '2', reason: '5' });

    const all = ['Content', 'Content', 'Content', 'Withheld'];
    expect(await kindsFor('paramedic', personId)).toEqual(all);
    const { note } = await tells('paramedic', personId, 'sexualHealth');
    expect(note?.obligations).toEqual(['RECORD', 'RECORD_MAY_WAIT', 'ALERT', 'REVEAL_ON_TAP']);
    const { answer } = await tells('nhs111', personId, 'safeguarding');
    expect(answer).toMatchObject({ __typename: 'Withheld', canOpenInEmergency: false });

    moved.passHours(4);
    expect(await kindsFor('paramedic', personId)).toEqual(Array(4).fill('Withheld'));
  });

  it('is withheld from the team too where the person refused it, as it is said of a plan', async () => {
    const personId = await registerPerson();
    const no = { decision: 'REFUSED', decidedBy: 'PERSON', section: 'sexualHealth' };
    await act('gp', 'recordSharingDecision', { personId, ...no });
    expect((await tells('gp', personId, 'sexualHealth')).answer).toMatchObject({
      __typename: 'Withheld',
      rule: 'D3-dissent',
    });
    expect(await kindFor('gp', personId, 'wayIntoHome')).toBe('Content');
  });
});

describe('to the person and their carers', () => {
  it('their own way in is shown until it is kept; what others said of them never is', async () => {
    const personId = await registerPerson({ nhsNumber: margaretsNhsNumber });
    expect(await kindsFor('margaret', personId)).toEqual([
      'Content',
      'NotShared',
      'Content',
      'NotShared',
    ]);
    const kept = { section: 'wayIntoHome', flag: 'NOT_YET_DISCUSSED' };
    await act('gp', 'keepFromPerson', { personId, ...keptInput(kept) });

    const { answer } = await tells('margaret', personId, 'wayIntoHome');

    expect(answer).toEqual((await tells('margaret', personId, 'thirdPartyInformation')).answer);
    expect(await kindFor('gp', personId, 'wayIntoHome')).toBe('Content');
  });

  it('a carer is shown the part that they were given, until its day, and no other', async () => {
    const personId = await registerPerson();
    const given = { nhsNumber: ruthsNhsNumber, sections: ['wayIntoHome'], until: moved.inHours(2) };
    await act('gp', 'delegateAccess', { personId, ...delegationInput(given) });

    const kinds = await kindsFor('ruth', personId);
    expect(kinds[0]).toBe('Content');
    expect(kinds.slice(1)).not.toContain('Content');

    moved.passHours(2);
    expect(await kindsFor('ruth', personId)).not.toContain('Content');
  });
});

describe('a part that is sealed', () => {
  it('is shown to who is named for it and nobody else, alerts, and ends with the naming', async () => {
    const personId = await registerPerson();
    const naming = { actorId: demoActorId('social-worker'), until: moved.inHours(24) };
    const { entryId } = await act('gp', 'nameForSealed', { personId, ...namingInput(naming) });

    for (const actor of everyStaffRole) {
      const isNamed = actor === 'social-worker';
      const told = [actor, await kindFor(actor, personId, 'safeguarding')];
      expect(told).toEqual([actor, isNamed ? 'Content' : 'Withheld']);
    }
    const { note } = await tells('social-worker', personId, 'safeguarding');
    expect(note).toMatchObject({ rules: ['P6-named'], obligations: ['RECORD', 'ALERT'] });

    await act('gp', 'endNaming', { personId, namingId: entryId as string });
    expect(await kindFor('social-worker', personId, 'safeguarding')).toBe('Withheld');
  });
});
