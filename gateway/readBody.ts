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
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > bodyBytesMax) {
      throw new CuckmereError(
        'TOO_LARGE',
        `The body is larger than ${String(bodyBytesMax)} bytes; send less.`,
      );
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CuckmereError('BAD_REQUEST', 'The body is not JSON; check quotes and commas.');
  }
};
