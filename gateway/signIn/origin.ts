/**
 * Whether a POST comes from a page of ours. Beside `SameSite` on the cookie this is what keeps
 * another site from acting in a reader's name.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** The server has checked before that `host` is a name of ours. */
export const isOwnOrigin = ({ origin, host, cookie, ...rest }: IncomingHttpHeaders): boolean => {
  const site = rest['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  // Programs send no Origin; browsers always do, so a cookie without one is not believed.
  if (origin === undefined) return site === 'same-origin' || cookie === undefined;
  // What a form of ours sends where its page says "no referrer".
  if (origin === 'null') return site === 'same-origin';
  return URL.canParse(origin) && new URL(origin).host === host;
};
