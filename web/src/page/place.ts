/**
 * Where the reader is: a path, and after the hash at most the id of the person who is open and the
 * part of their page, or the id of an incident that leads to them. An NHS number or a name never stands in an address (DESIGN.md 6).
 */
import { useEffect, useSyncExternalStore } from 'react';

export interface Place {
  readonly path: string;
  readonly personId: string | undefined;
  /** A case of 999 or 111, whose crew is led to its person. */
  readonly incidentId: string | undefined;
  /** The id of the element that the reader comes for. */
  readonly part: string | undefined;
}

const incidentHash = /^#incident=([0-9a-f-]{36})$/i;
const personHash = /^#person=([0-9a-f-]{36})(?:&part=([a-z-]+))?$/i;

/** The place that an address names. */
export function placeOf(path: string, hash: string): Place {
  const [, personId, part] = personHash.exec(hash) ?? [];
  const [, incidentId] = incidentHash.exec(hash) ?? [];
  return { path: path.replace(/\/+$/, '') || '/', personId, incidentId, part };
}

/** The address of a person on a page, and of a part of it. */
export function personAddress(path: string, personId: string, part?: string): string {
  return `${path}#person=${personId}${part === undefined ? '' : `&part=${part}`}`;
}

/** Goes to another address of these pages, without loading the page anew. */
export function goTo(address: string): void {
  window.history.pushState(null, '', address);
  window.dispatchEvent(new PopStateEvent('popstate'));
  window.scrollTo(0, 0);
}

/** As `goTo`, and the address before it is not come back to. */
export function goOnTo(address: string): void {
  window.history.replaceState(null, '', address);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

export function usePlace(): Place {
  const address = useSyncExternalStore(
    listen,
    () => `${window.location.pathname}${window.location.hash}`,
  );
  const [path = '/', hash = ''] = address.split(/(?=#)/);
  return placeOf(path, hash);
}

/** Goes to the part of the page that the address names, as soon as it stands there. */
export function useArrival({ part, personId }: Place): void {
  useEffect(() => {
    if (part === undefined) return undefined;
    const arrive = (): void => {
      const place = document.getElementById(part);
      if (place === null) return;
      watch.disconnect();
      place.scrollIntoView();
      place.setAttribute('tabindex', '-1');
      place.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(arrive);
    watch.observe(document.body, { childList: true, subtree: true });
    arrive();
    return () => watch.disconnect();
  }, [part, personId]);
}

function listen(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener('hashchange', onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener('hashchange', onChange);
  };
}
