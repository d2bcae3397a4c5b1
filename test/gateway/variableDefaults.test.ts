/** What is asked for under a condition whose variable is left to its default, by HTTP and live. */
import { openTestApp } from '../support/app';
import type { TestApp } from '../support/app';
import { follow } from '../support/live';
import { writePlan } from '../support/writes';

let app: TestApp;
let personId: string;
beforeAll(async () => {
  app = await openTestApp();
  ({ personId } = await writePlan(app));
});

const selection = `id identity @include(if: $with) { __typename }
  cprDecision @skip(if: $with) { __typename } endOfLifePlan @include(if: $with) { __typename }`;
const shown = {
  true: { identity: 'Identity', endOfLifePlan: 'EndOfLifePlan' },
  false: { cprDecision: 'CprRecorded' },
} as const;

const kindsOf = ({ id: _id, ...parts }: Record<string, { __typename: string }>) =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.__typename]));

describe.each(['true', 'false'] as const)(
  'a condition whose variable is %s by default',
  (value) => {
    it('is kept by a query', async () => {
      const text = `query($id: ID!, $with: Boolean = ${value}) { person(id: $id) { ${selection} } }`;
      const { data, errors } = await app.graphql('gp', text, { id: personId });
      expect(errors).toBeUndefined();
      expect(kindsOf(data.person)).toEqual(shown[value]);
    });

    it('gives way to what is sent', async () => {
      const text = `query($id: ID!, $with: Boolean = ${value}) { person(id: $id) { ${selection} } }`;
      const sent = { id: personId, with: value === 'false' };
      const { data } = await app.graphql('gp', text, sent);
      expect(kindsOf(data.person)).toEqual(shown[value === 'true' ? 'false' : 'true']);
    });

    it('is kept by a subscription', async () => {
      const query = `subscription($personId: ID!, $with: Boolean = ${value}) {
      planChanged(personId: $personId) { position kind person { ${selection} } } }`;
      const follower = follow(app, { personId, query });
      await follower.heard(1);
      expect(kindsOf(follower.messages[0]?.person)).toEqual(shown[value]);
    });
  },
);
