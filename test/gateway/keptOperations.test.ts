/**
 * Operations that the stock gateway read are kept with their document: the executor gets what was
 * read before, for that document only, and answers by the variables of each request all the same.
 */
import * as internals from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { Kind, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { keepingOperations } from '../../gateway/keptOperations';
import { openTestApp } from '../support/app';
import { register } from '../support/writes';

const schemaOf = (): Schema =>
  internals.buildSchema('type Query { a(x: Int): Int b: B } type B { c: Int d: Int }');
const unchecked = { validate: false };
/** As the executor hands it over: the operation, then the fragments. */
const handedOver = (text: string): DocumentNode => {
  const { definitions } = parse(text);
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [...operations, ...fragments] };
};

describe('an operation that was read', () => {
  const read = jest.fn(internals.operationFromDocument);
  const keeping = keepingOperations(read);
  beforeEach(() => read.mockClear());

  it('is the same the next time, and is read once', () => {
    const schema = schemaOf();
    const document = handedOver(
      'query($w: Boolean!) { b { ...F d @include(if: $w) } } fragment F on B { c }',
    );
    const operation = keeping(schema, document, unchecked);
    expect(keeping(schema, { ...document }, unchecked)).toBe(operation);
    expect(read).toHaveBeenCalledTimes(1);
    expect(String(operation)).toBe(
      String(internals.operationFromDocument(schema, document, unchecked)),
    );
  });

  it('is not taken for that of another document or schema, nor where it is to be validated', () => {
    const [one, other] = [schemaOf(), schemaOf()];
    const document = handedOver('{ b { c } }');
    const operation = keeping(one, document, unchecked);
    expect(keeping(one, handedOver('{ b { c } }'), unchecked)).not.toBe(operation);
    expect(keeping(other, document, unchecked)).not.toBe(operation);
    expect(keeping(one, document)).not.toBe(operation);
    expect(() => keeping(one, handedOver('{ b { unknown } }'), unchecked)).toThrow(/unknown/);
  });
});

it('is what the gateway asks for, and each request is answered by its own variables', async () => {
  const app = await openTestApp();
  const ids = [await register(app), await register(app, { nhsNumber: '9990000018' })];
  const text = `query($id: ID!, $with: Boolean!) {
    person(id: $id) { id identity @include(if: $with) { __typename } contacts @skip(if: $with) { __typename } } }`;
  for (const id of [...ids, ...ids]) {
    for (const value of [true, false]) {
      const { data } = await app.graphql('gp', text, { id, with: value });
      const part = value
        ? { identity: { __typename: 'Identity' } }
        : { contacts: { __typename: 'NotRecorded' } };
      expect(data.person).toEqual({ id, ...part });
    }
  }
  const schema = schemaOf();
  const document = handedOver('{ a }');
  const asked = (): unknown => internals.operationFromDocument(schema, document, unchecked);
  expect(asked()).toBe(asked());
});
