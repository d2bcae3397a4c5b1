/**
 * Where the reader is: a path, and after the hash at most the id of the person who is open. An NHS
 * number or a name never stands in an address (DESIGN.md 6).
 */
import { useSyncExternalStore } from 'react';

export interface Place {
  readonly path: string;
  readonly personId: string | undefined;
}

const personHash = /^#person=([0-9a-f-]{36})$/i;

/** The place that an address names. */
export function placeOf(path: string, hash: string): Place {
  return { path: path.replace(/\/+$/, '') || '/', personId: personHash.exec(hash)?.[1] };
}

/** The address of a person on a page. */
export function personAddress(path: string, personId: string): string {
  return `${path}#person=${personId}`;
}

/** Goes to another address of these pages, without loading the page anew. */
export function goTo(address: string): void {
  window.history.pushState(null, '', address);
  window.dispatchEvent(new PopStateEvent('popstate'));
  window.scrollTo(0, 0);
}

export function usePlace(): Place {
  const address = useSyncExternalStore(
    listen,
    () => `${window.location.pathname}${window.location.hash}`,
  );
  const [path = '/', hash = ''] = address.split(/(?=#)/);
  return placeOf(path, hash);
}

function listen(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener('hashchange', onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener('hashchange', onChange);
  };
}
