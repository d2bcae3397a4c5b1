/**
 * The supergraph that is checked in is what the subgraphs compose to, and keeps its promises: no
 * breaking change against it, the decision never null, results as unions (DESIGN.md 6).
 */
import {
  buildSchema,
  findBreakingChanges,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { composedSupergraph } from '../../cli/compose';
import { composeSupergraph, readSupergraph } from '../../gateway/supergraph';
import type { House } from '../../subgraphs/house';
import type { Subgraph } from '../../subgraphs/subgraph';
import { subgraphsOf } from '../../subgraphs/subgraphs';

const schemaOf = (sdl: string): GraphQLSchema => buildSchema(sdl, { assumeValidSDL: true });
const checkedIn = schemaOf(readSupergraph());

/** What would break a client if the subgraphs became `change` of what they are. */
const breaksOf = (change: (sdl: string) => string): string[] => {
  const changed = subgraphsOf({} as House).map((subgraph): Subgraph => ({
    ...subgraph,
    sdl: change(subgraph.sdl),
  }));
  return findBreakingChanges(checkedIn, schemaOf(composeSupergraph(changed))).map(
    ({ description }) => description,
  );
};

const membersOf = (name: string): string[] => {
  const type = checkedIn.getType(name);
  return isUnionType(type) ? type.getTypes().map((member) => member.name) : [];
};

const objectTypes = Object.values(checkedIn.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('_') && !name.startsWith('join_'));

describe('the supergraph that is checked in', () => {
  it('is what the subgraphs compose to: else run "npm run compose"', () => {
    expect(readSupergraph()).toBe(composedSupergraph());
  });

  it('would be broken by nothing in the subgraphs as they are', () => {
    expect(breaksOf((sdl) => sdl)).toEqual([]);
  });

  it.each([
    [
      'a field taken away',
      /^ {2}reviewOverdue: Boolean!$/m,
      '',
      ['CprRecorded.reviewOverdue was removed.'],
    ],
    [
      'a field made nullable',
      /cprDecision: CprDecision!/g,
      'cprDecision: CprDecision',
      expect.arrayContaining([
        'EndOfLifePlan.cprDecision changed type from CprDecision! to CprDecision.',
      ]),
    ],
    [
      'a member taken from a union',
      /(union CprDecision = .*) \| Unavailable/,
      '$1',
      ['Unavailable was removed from union type CprDecision.'],
    ],
  ])('notices %s', (_what, from, to, expected) => {
    expect(breaksOf((sdl) => sdl.replace(from, to))).toEqual(expected);
  });
});

describe('the graph', () => {
  it('has a resuscitation decision that is one of seven and never null', () => {
    expect(membersOf('CprDecision')).toEqual([
      'CprRecorded',
      'CprWithdrawn',
      'CprConflicting',
      'NotRecorded',
      'NotShared',
      'Withheld',
      'Unavailable',
    ]);
    const owners = objectTypes.filter((type) => 'cprDecision' in type.getFields());
    expect(owners.map(({ name }) => name).sort()).toEqual([
      'EndOfLifePlan',
      'Person',
      'PlanDraft',
      'PlanVersionRecord',
    ]);
    for (const type of owners) {
      expect(String(type.getFields()['cprDecision']?.type)).toBe('CprDecision!');
    }
  });

  it('answers every field of a person but the id with a union that can say "unavailable"', () => {
    const person = checkedIn.getType('Person');
    if (!isObjectType(person)) throw new Error('Person is no type');
    const { id: _id, ...fields } = person.getFields();
    expect(Object.keys(fields).length).toBeGreaterThan(3);
    for (const { name, type } of Object.values(fields)) {
      const union = getNullableType(type);
      expect([name, isNonNullType(type), membersOf(String(union)).includes('Unavailable')]).toEqual(
        [name, true, true],
      );
    }
  });

  it('takes one input a mutation, with a commandId, and answers a union with Refused', () => {
    for (const { name, args, type } of Object.values(
      checkedIn.getMutationType()?.getFields() ?? {},
    )) {
      expect([name, args.map((arg) => arg.name)]).toEqual([name, ['input']]);
      const result = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Result`;
      expect(String(type)).toBe(`${result}!`);
      expect(membersOf(result)).toContain('Refused');
      const input = checkedIn.getType(String(args[0]?.type).replace('!', ''));
      expect(
        String(
          (input as unknown as { getFields(): Record<string, { type: unknown }> }).getFields()[
            'commandId'
          ]?.type,
        ),
      ).toBe('ID!');
    }
  });

  it('has whole lists, without holes', () => {
    for (const type of objectTypes) {
      for (const field of Object.values(type.getFields())) {
        const list = getNullableType(field.type);
        if (!isListType(list)) continue;
        const where = `${type.name}.${field.name}: ${String(field.type)}`;
        expect(where).toMatch(/\[\w+!\]!$/);
      }
    }
  });

  it('says of every plan as of which position and time it was read', () => {
    for (const name of [
      'EndOfLifePlan',
      'CprRecorded',
      'CprWithdrawn',
      'CprConflicting',
      'NotRecorded',
      'Contacts',
      'Identity',
    ]) {
      const type = checkedIn.getType(name);
      expect([name, isObjectType(type) ? String(type.getFields()['reading']?.type) : '']).toEqual([
        name,
        'Reading!',
      ]);
    }
  });
});
