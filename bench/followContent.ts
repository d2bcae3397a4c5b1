/** Somebody who follows one person's decision by a socket: when content came last, and when none did. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { App } from '../cli/app';

export interface ContentReader {
  /** Performance clock of the last message with content. */
  contentAt: number;
  /** Of the last message without, of the word that it is over, or of the close of the socket. */
  silentAt: number;
  close(): void;
}

const query = `subscription($id: ID!) { planChanged(personId: $id) { kind person { cprDecision { __typename } } } }`;

export const followContent = (
  app: App,
  id: string,
  headers: Readonly<Record<string, string>>,
): ContentReader => {
  const reader: ContentReader = { contentAt: 0, silentAt: 0, close: () => void client.dispose() };
  const fallSilent = (): void => {
    reader.silentAt = performance.now();
  };
  const client = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: async () => {
      const response = await fetch(`${app.url}/ticket`, { method: 'POST', headers });
      return (await response.json()) as Record<string, unknown>;
    },
    on: { closed: fallSilent },
  });
  client.subscribe<{ planChanged: { person: { cprDecision: { __typename: string } } } }>(
    { query, variables: { id } },
    {
      next: ({ data }) => {
        const isContent = data?.planChanged.person.cprDecision.__typename === 'CprRecorded';
        reader[isContent ? 'contentAt' : 'silentAt'] = performance.now();
      },
      error: fallSilent,
      complete: () => undefined,
    },
  );
  return reader;
};
