/**
 * The forms of this page in which something is typed and not yet saved. Leaving asks first, and
 * whoever signs is told what is not yet part of what they sign. Names of forms only, no words.
 */
import { useEffect, useSyncExternalStore } from 'react';

let names: readonly string[] = [];
const listeners = new Set<() => void>();

/** Marks the form while `isUnsaved`, and no longer than it is on the page. */
export function useUnsavedMark(form: string, isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    set([...names, form]);
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      set(names.filter((name) => name !== form));
      window.removeEventListener('beforeunload', warn);
    };
  }, [form, isUnsaved]);
}

/** The forms with words that are not saved, as they are now. */
export function useUnsavedForms(): readonly string[] {
  return useSyncExternalStore(listen, unsavedForms, unsavedForms);
}

export const unsavedForms = (): readonly string[] => names;

function set(next: readonly string[]): void {
  names = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
