/** The body of a POST as JSON: bounded, and a clear error where it is too large or not JSON. */
import type { IncomingMessage } from 'node:http';
import { CuckmereError } from '../events/errors';

/** Large enough that an over-long text is refused by its field's own limit, which names it. */
export const bodyBytesMax = 4 * 1024 * 1024;

export const readJsonBody = async (request: IncomingMessage): Promise<unknown> => {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new CuckmereError('BAD_REQUEST', 'Send the body as content-type application/json.');
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A body that is too large is left to run dry: its sender hears why, not a broken connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = chunk as Buffer;
    bytes += part.byteLength;
    if (bytes > bodyBytesMax) break;
    chunks.push(part);
  }
  if (bytes > bodyBytesMax) {
    request.resume();
    throw new CuckmereError(
      'TOO_LARGE',
      `The body is larger than ${String(bodyBytesMax)} bytes; send less.`,
    );
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CuckmereError('BAD_REQUEST', 'The body is not JSON; check quotes and commas.');
  }
};
