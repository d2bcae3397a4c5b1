/**
 * What stands in for a subgraph's answer that failed, is late or is nonsense, on the real schemas
 * of the subgraphs: `Unavailable` in every place that has it, and what was right stays (H1).
 */
import { parse, validate } from 'graphql';
import { createFill } from '../../gateway/fillUnavailable';
import { createSelection } from '../../gateway/selection';
import type { House } from '../../subgraphs/house';
import { subgraphsOf } from '../../subgraphs/subgraphs';

const id = '1d2f0a51-6f0c-4d0e-9d0a-6f1f6a1c0001';
const other = '1d2f0a51-6f0c-4d0e-9d0a-6f1f6a1c0002';
const fault = { code: 'SUBGRAPH_UNAVAILABLE', reference: 'ref1' };
const schemas = new Map(subgraphsOf({} as House).map(({ name, schema }) => [name, schema]));

const fillOf = (subgraph: string, query: string, variables: Record<string, unknown> = {}) => {
  const schema = schemas.get(subgraph);
  if (!schema) throw new Error(`no subgraph ${subgraph}`);
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return createFill(schema, document, variables);
};

const people = (...ids: string[]) => ({
  representations: ids.map((one) => ({ __typename: 'Person', id: one })),
});
const ofEntities = (selection: string, more = ''): string =>
  `query($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } } ${more}`;
const inPlan = (selection: string, more = '', ids = [id]) =>
  fillOf('end-of-life-plan', ofEntities(selection, more), people(...ids));

const decision = `... on Person { cprDecision { __typename
  ... on CprRecorded { reviewOverdue decision { id } }
  ... on NotRecorded { message } ... on Unavailable { code message reference retryable } } }`;
const recorded = {
  cprDecision: { __typename: 'CprRecorded', reviewOverdue: false, decision: { id: 'd' } },
};
const unavailable = expect.objectContaining({
  __typename: 'Unavailable',
  code: 'SUBGRAPH_UNAVAILABLE',
  reference: 'ref1',
  retryable: true,
}) as object;

describe('the answer of a subgraph that failed', () => {
  it('is Unavailable in every field that can say so, with its own words and a reference', () => {
    const { _entities } = inPlan(decision).all(fault);

    expect(_entities).toEqual([
      {
        cprDecision: {
          __typename: 'Unavailable',
          code: 'SUBGRAPH_UNAVAILABLE',
          message: 'This could not be loaded. Something may be recorded: do not read this as none.',
          reference: 'ref1',
          retryable: true,
        },
      },
    ]);
  });

  it('is filled under aliases, of fields, of __typename and of what Unavailable says', () => {
    const fill = inPlan(
      '... on Person { kind: __typename now: cprDecision { t: __typename __typename ... on Unavailable { why: message } } }',
    );

    expect(fill.all(fault)._entities).toEqual([
      {
        kind: 'Person',
        now: {
          t: 'Unavailable',
          __typename: 'Unavailable',
          why: expect.stringContaining('do not read this as none') as string,
        },
      },
    ]);
  });

  it('is filled through fragments, in fragments, and inline fragments without a condition', () => {
    const fill = inPlan(
      '...P',
      `fragment P on Person { ... { cprDecision { ...D } endOfLifePlan { ...E } } }
       fragment D on CprDecision { __typename ...U }
       fragment E on EndOfLifePlanAnswer { __typename ... on EndOfLifePlan { draft { __typename } } ...U }
       fragment U on Unavailable { code }`,
    );

    expect(fill.all(fault)._entities).toEqual([
      {
        cprDecision: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' },
        endOfLifePlan: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ]);
  });

  it('keeps what two selections of one field ask for', () => {
    const fill = inPlan(
      '... on Person { cprDecision { __typename } cprDecision { ... on Unavailable { code } } }',
    );

    expect(fill.all(fault)._entities).toEqual([
      { cprDecision: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' } },
    ]);
  });

  it('is one answer for each person asked for, in their order', () => {
    const { _entities } = inPlan('... on Person { id cprDecision { __typename } }', '', [
      other,
      id,
    ]).all(fault);

    expect((_entities as { id: string }[]).map((one) => one.id)).toEqual([other, id]);
  });

  it('is a person with the id of the literal or of the variable that was asked for', () => {
    const selection = '{ id identity { __typename } contacts { __typename } }';
    const expected = {
      id,
      identity: { __typename: 'Unavailable' },
      contacts: { __typename: 'Unavailable' },
    };

    const literal = fillOf('people', `{ who: person(id: "${id}") ${selection} }`);
    const variable = fillOf('people', `query($p: ID!) { person(id: $p) ${selection} }`, { p: id });

    expect(literal.all(fault)).toEqual({ who: expected });
    expect(variable.all(fault)).toEqual({ person: expected });
  });

  it('is Unavailable for a search, and null where nothing else can be said', () => {
    const query = `query($i: FindPeopleInput!) { findPeople(input: $i) { __typename
      ... on PeopleFound { people { id } } ... on Unavailable { code } } me { name } }`;

    expect(fillOf('people', query, { i: {} }).all(fault)).toEqual({
      findPeople: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' },
      me: null,
    });
  });

  it('leaves out what was asked to be skipped', () => {
    const query = `query($representations: [_Any!]!, $yes: Boolean!) {
      _entities(representations: $representations) { ... on Person {
        cprDecision @skip(if: $yes) { __typename } endOfLifePlan @include(if: $yes) { __typename } } } }`;
    const fill = fillOf('end-of-life-plan', query, { ...people(id), yes: true });

    expect(fill.all(fault)._entities).toEqual([{ endOfLifePlan: { __typename: 'Unavailable' } }]);
  });
});

describe('a document that is kept', () => {
  it('is filled by the conditions of each request, not by those of the first', () => {
    const schema = schemas.get('end-of-life-plan');
    if (!schema) throw new Error('no schema');
    const document = parse(`query($representations: [_Any!]!, $yes: Boolean!) {
      _entities(representations: $representations) { ... on Person {
        cprDecision @include(if: $yes) { __typename } endOfLifePlan @skip(if: $yes) { __typename } } } }`);
    const selection = createSelection(schema, document);
    const keysFor = (yes: boolean): string[] => {
      const fill = createFill(schema, document, { ...people(id), yes }, selection);
      return Object.keys((fill.all(fault)._entities as object[])[0] ?? {});
    };

    expect([true, false, true].map(keysFor)).toEqual([
      ['cprDecision'],
      ['endOfLifePlan'],
      ['cprDecision'],
    ]);
  });
});

describe('an answer with holes', () => {
  it('without any is given on as it came', () => {
    const data = { _entities: [recorded] };

    const mended = inPlan(decision).holes(data, fault);

    expect(mended.hadHoles).toBe(false);
    expect(mended.data).toEqual(data);
  });

  it('is not one for what was asked to be skipped', () => {
    const query = `query($representations: [_Any!]!, $no: Boolean!) {
      _entities(representations: $representations) { ... on Person {
        cprDecision @include(if: $no) { __typename } endOfLifePlan { __typename } } } }`;
    const fill = fillOf('end-of-life-plan', query, { ...people(id), no: false });

    const mended = fill.holes(
      { _entities: [{ endOfLifePlan: { __typename: 'NotRecorded', message: '' } }] },
      fault,
    );

    expect(mended.hadHoles).toBe(false);
  });

  it('for one person of two keeps the other', () => {
    const { data, hadHoles } = inPlan(decision, '', [id, other]).holes(
      { _entities: [null, recorded] },
      fault,
    );

    expect(hadHoles).toBe(true);
    expect(data._entities).toEqual([{ cprDecision: unavailable }, recorded]);
  });

  it('in one field keeps the other fields', () => {
    const fill = inPlan(
      '... on Person { cprDecision { __typename } endOfLifePlan { __typename ... on Unavailable { code } } }',
    );

    const { data } = fill.holes(
      { _entities: [{ cprDecision: { __typename: 'CprWithdrawn' }, endOfLifePlan: null }] },
      fault,
    );

    expect(data._entities).toEqual([
      {
        cprDecision: { __typename: 'CprWithdrawn' },
        endOfLifePlan: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' },
      },
    ]);
  });

  it.each([
    ['no data', undefined],
    ['null data', null],
    ['no entities', {}],
    ['null for the list', { _entities: null }],
    ['an object for the list', { _entities: { 0: recorded } }],
    ['an empty list', { _entities: [] }],
    ['a null entity', { _entities: [null] }],
    ['a text for an entity', { _entities: ['NotRecorded'] }],
    ['a list for an entity', { _entities: [[recorded]] }],
    ['an empty entity', { _entities: [{}] }],
    ['a null decision', { _entities: [{ cprDecision: null }] }],
    ['a text for a decision', { _entities: [{ cprDecision: 'NotRecorded' }] }],
    ['a decision of no type', { _entities: [{ cprDecision: { message: 'x' } }] }],
    ['a decision of another type', { _entities: [{ cprDecision: { __typename: 'Contacts' } }] }],
    [
      'a decision without its content',
      { _entities: [{ cprDecision: { __typename: 'CprRecorded', reviewOverdue: false } }] },
    ],
    [
      'a decision whose content is null',
      {
        _entities: [
          { cprDecision: { __typename: 'CprRecorded', reviewOverdue: false, decision: null } },
        ],
      },
    ],
    [
      '"none recorded" without its words',
      { _entities: [{ cprDecision: { __typename: 'NotRecorded' } }] },
    ],
  ])('by %s says that the decision could not be loaded', (_what, data) => {
    const mended = inPlan(decision).holes(data, fault);

    expect(mended).toEqual({ hadHoles: true, data: { _entities: [{ cprDecision: unavailable }] } });
  });

  it('about another person is not taken for this one', () => {
    const fill = inPlan(
      '... on Person { id cprDecision { __typename ... on Unavailable { code } } }',
    );
    const stranger = { id: other, cprDecision: { __typename: 'CprWithdrawn' } };

    const { data } = fill.holes({ _entities: [stranger] }, fault);

    expect(data._entities).toEqual([
      { id, cprDecision: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' } },
    ]);
  });

  it('in a list inside an answer makes the whole answer unavailable: never a list cut short', () => {
    const fill = fillOf(
      'people',
      `query($p: ID!) { person(id: $p) { id contacts { __typename
        ... on Contacts { contacts { name } } ... on Unavailable { code } } } }`,
      { p: id },
    );
    const contacts = { __typename: 'Contacts', contacts: [{ name: 'Night team' }, null] };

    expect(fill.holes({ person: { id, contacts } }, fault).data).toEqual({
      person: { id, contacts: { __typename: 'Unavailable', code: 'SUBGRAPH_UNAVAILABLE' } },
    });
  });
});
