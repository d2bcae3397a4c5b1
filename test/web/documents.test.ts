/** Every document of the pages against the graph that the gateway serves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { parse, validate } from 'graphql';
import * as documents from '../../web/src/graph/documents';
import * as emergencyDocuments from '../../web/src/graph/emergencyDocuments';
import * as recordDocuments from '../../web/src/graph/recordDocuments';
import { mutationDocument, mutationNames } from '../../web/src/graph/mutations';

const sdl = readFileSync(join(__dirname, '../../gateway/supergraph.graphql'), 'utf8');
const schema = Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();

describe('the documents of the pages', () => {
  it.each(Object.entries({ ...documents, ...emergencyDocuments, ...recordDocuments }))(
    '%s is valid in the graph',
    (_name, document) => {
      expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
    },
  );

  it.each(mutationNames)('the mutation %s is valid in the graph', (name) => {
    const errors = validate(schema, parse(mutationDocument(name)));
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  it('select the same of a person live as they do by asking', () => {
    const fragmentsOf = (document: string): string => document.slice(document.indexOf('fragment'));
    expect(fragmentsOf(documents.urgentPersonLive)).toBe(fragmentsOf(documents.urgentPersonQuery));
    expect(fragmentsOf(documents.planPersonLive)).toBe(fragmentsOf(documents.planPersonQuery));
  });
});
