/**
 * The event logs that the product is tested on: the embedded one, and the server that
 * `EVENTSTORE_TEST_URL` names where it is set. On a shared server every data folder has a namespace
 * of its own, so that no test sees another's people, whose keys are elsewhere.
 */
import { createHash } from 'node:crypto';

export type Environment = Readonly<Record<string, string | undefined>>;
/** What a process is told about the log of a data folder; the same for the same folder. */
export type LogOf = (data: string) => Environment;

const embedded: LogOf = () => ({ ...process.env, EVENTSTORE_URL: undefined });

const namespaceOf = (data: string): string =>
  `t${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;

/** The log on a server that many tests share. */
export const logOn =
  (url: string): LogOf =>
  (data) => ({ ...process.env, EVENTSTORE_URL: url, EVENTSTORE_NAMESPACE: namespaceOf(data) });

/** Registers the same tests for each log there is. */
export const onEachLog = (register: (logOf: LogOf) => void): void => {
  register(embedded);
  const url = process.env['EVENTSTORE_TEST_URL'];
  if (!url) return;
  describe('on EventStoreDB', () => {
    register(logOn(url));
  });
};
