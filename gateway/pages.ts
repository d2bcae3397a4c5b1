/** Serves the built pages: files as they are, every other path as the one page of the app. */
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { projectRoot } from './supergraph';

/** Scripts, styles and sockets of this origin only; no page of ours may be framed. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

export const pagesFolder = (): string => join(projectRoot(), 'dist', 'web');

export type ServePage = (request: IncomingMessage, response: ServerResponse) => void;

export const createPages = (folder: string = pagesFolder()): ServePage => {
  if (!existsSync(join(folder, 'index.html'))) {
    return (_request, response) => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The pages are not built. Run: npm run build\n');
    };
  }
  const serve = sirv(folder, { single: true, etag: true, gzip: false, brotli: false });
  return (request, response) => {
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    serve(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
    });
  };
};
