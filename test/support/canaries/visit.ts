/**
 * Everyone who comes to a running product in a canary test, over HTTP and over the socket: each with
 * a token of their own, an expired one, a forged one or none. Whatever is answered is recorded whole,
 * with status and headers.
 */
import { openBareSocket } from '../live';
import type { BareSocket } from '../live';
import { createVisitor, signInAs, tokenFor } from '../signedIn';
import type { Visitor } from '../signedIn';
import { until } from '../app';
import type { GraphAnswer } from '../app';
import type { Recording } from './record';
import type { Reader } from './standing';

export interface Asked {
  readonly status: number;
  readonly text: string;
  /** Canaries in the answer. */
  readonly found: ReadonlySet<string>;
}

/** Nothing was said that is not so for good: no fault, nothing that may be out of date. */
export const isSettled = (text: string): boolean =>
  !/"Unavailable_code":"(?!PERSON_UNKNOWN|KEY_DESTROYED)[A-Z_]*(?:UNAVAILABLE|LATE|INTERNAL|HALTED)"/.test(
    text,
  ) && !/"\w+_(?:current|isWhole)":false/.test(text);

const forged = (token: string): string => {
  const [, payload = '', signature = ''] = token.split('.');
  const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  return `${header}.${payload}.${signature}`;
};

export const createVisits = (url: string, record: Recording) => {
  const tokens = new Map<string, Promise<string>>();
  const kept = new Map<string, string>();

  const tokenOf = (id: string): Promise<string> => {
    const known = tokens.get(id) ?? tokenFor(url, id);
    tokens.set(id, known);
    return known;
  };
  const bearerOf = async ({ id, role }: Reader): Promise<string | undefined> =>
    role === undefined ? kept.get(id) : tokenOf(id);

  /** Signs in as a browser does; each answer on the way is recorded. */
  const browserOf = async ({ id }: Reader): Promise<Visitor> => {
    const visitor = createVisitor();
    const plainly = visitor.fetch;
    visitor.fetch = async (to, init) => {
      const from = record.now();
      const response = await plainly(to, init);
      const text = await response.clone().text();
      const head = JSON.stringify([response.status, ...response.headers]);
      record.answered(id, `sign-in: ${new URL(to).pathname}`, from, `${head} ${text}`);
      return response;
    };
    return signInAs(url, id, visitor);
  };
  /** Who reads as a carer says so when they sign in, which a token cannot. */
  const carers = new Map<string, Promise<Visitor>>();
  const headersOf = async (reader: Reader): Promise<Record<string, string>> => {
    if (reader.role === 'CARER') {
      const carer = carers.get(reader.id) ?? browserOf(reader);
      carers.set(reader.id, carer);
      return { cookie: (await carer).cookie(), origin: url };
    }
    const bearer = await bearerOf(reader);
    return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  };

  const fetched = async (
    reader: Reader,
    what: string,
    path: string,
    init: RequestInit = {},
  ): Promise<Asked> => {
    const own = await headersOf(reader);
    const from = record.now();
    const response = await fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...own, ...(init.headers as Record<string, string> | undefined) },
    });
    const text = await response.text();
    const head = JSON.stringify([response.status, ...response.headers]);
    const found = record.answered(reader.id, what, from, `${head} ${text}`);
    return { status: response.status, text, found };
  };

  const letIn = async (reader: Reader): Promise<object> => {
    if (reader.role !== 'CARER') return { token: await bearerOf(reader) };
    const { text } = await fetched(reader, 'a ticket', '/ticket', { method: 'POST' });
    return { ticket: (JSON.parse(text) as { ticket: string }).ticket };
  };

  const posted = (reader: Reader, what: string, body: object | string): Promise<Asked> =>
    fetched(reader, what, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  return {
    url,
    fetched,
    posted,
    browserOf,
    /** One operation, asked again until the product could look at all of its records. */
    settled: async (
      reader: Reader,
      what: string,
      query: string,
      variables: object = {},
    ): Promise<Asked> => {
      let asked: Asked | undefined;
      await until(async () => {
        asked = await posted(reader, what, { query, variables });
        return isSettled(asked.text);
      }, `${reader.id} was answered: ${what}`);
      if (!asked) throw new Error('never');
      return asked;
    },
    /** For the inputs of `writes.ts`: as this demo person. */
    graph: {
      graphql: async (
        actor: string,
        query: string,
        variables: object = {},
      ): Promise<GraphAnswer> => {
        const reader: Reader = { id: actor, role: 'GP' };
        const { status, text } = await posted(reader, 'a mutation', { query, variables });
        return { status, ...(JSON.parse(text) as Omit<GraphAnswer, 'status'>) };
      },
    },
    /** The product's own time, as it says it reading this person. */
    nowOf: async (id: string): Promise<string> => {
      const query = `query($id: ID!) { person(id: $id) { identity { ... on Identity { reading { at } } } } }`;
      const { text } = await posted({ id: 'gp', role: 'GP' }, 'the time', {
        query,
        variables: { id },
      });
      return JSON.parse(text).data.person.identity.reading.at as string;
    },
    /** Tokens of before are of no use any more. */
    forgetTokens: async (): Promise<void> => {
      const old = await tokenOf('gp');
      if (!kept.has('expired')) kept.set('expired', old);
      kept.set('forged', forged(old));
      tokens.clear();
      carers.clear();
    },
    /** A socket of this reader; each message is recorded. Undefined where it was not let in. */
    socket: async (reader: Reader): Promise<BareSocket> => {
      const socket = await openBareSocket({ app: { url } });
      socket.socket.on('message', (message: Buffer) => {
        record.pushed(reader.id, 'socket', message.toString('utf8'));
      });
      void socket.closed.then(({ code, reason }) => {
        record.pushed(reader.id, 'socket', `${String(code)} ${reason}`);
      });
      socket.say({ type: 'connection_init', payload: await letIn(reader) });
      return socket;
    },
  };
};
export type Visits = ReturnType<typeof createVisits>;
