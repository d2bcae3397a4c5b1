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
  const text = await readText(request);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CuckmereError('BAD_REQUEST', 'The body is not JSON; check quotes and commas.');
  }
};

/** By its events: an iterator over the stream costs several times as much for a body of one chunk. */
const readText = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const isTooLarge = (): boolean => bytes > bodyBytesMax;
    request.on('data', (chunk: Buffer) => {
      if (isTooLarge()) return;
      bytes += chunk.byteLength;
      if (!isTooLarge()) {
        chunks.push(chunk);
        return;
      }
      // What is left of it runs dry: its sender hears why, not a broken connection.
      chunks.length = 0;
      reject(
        new CuckmereError(
          'TOO_LARGE',
          `The body is larger than ${String(bodyBytesMax)} bytes; send less.`,
        ),
      );
    });
    request.once('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.once('error', reject);
    request.once('close', () => {
      if (request.complete) return;
      reject(new CuckmereError('BAD_REQUEST', 'The body ended before it was whole.'));
    });
  });
