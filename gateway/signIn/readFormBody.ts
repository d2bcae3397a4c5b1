/** A small form as a program or a page of ours posts it: bounded, and its type is checked. */
import type { IncomingMessage } from 'node:http';
import { CuckmereError } from '../../events/errors';

export const formBytesMax = 64 * 1024;

export const readFormBody = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new CuckmereError('BAD_REQUEST', 'Send the body as a form.');
  }
  let text = '';
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    text += (chunk as Buffer).toString('latin1');
    if (text.length > formBytesMax) break;
  }
  if (text.length > formBytesMax) {
    request.resume();
    throw new CuckmereError('TOO_LARGE', 'The form is too large.');
  }
  return new URLSearchParams(text);
};
