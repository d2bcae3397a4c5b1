/**
 * What somebody typed over what is saved. Invariants: nothing typed is lost but by their own act;
 * what others save meanwhile shows in the fields that were not touched; and `basedOn` stays the
 * revision that stood when the first word was typed.
 */
import { useCallback, useState } from 'react';
import { useUnsavedMark } from '../page/unsaved';
import type { Values } from './formInput';

export interface Form {
  readonly values: Values;
  readonly hasEdits: boolean;
  /** The revision that the author saw. */
  readonly basedOn: string;
  readonly set: (name: string, value: string) => void;
  /** These values are saved: what was typed since is kept. */
  readonly settle: (sent: Values) => void;
  /** The author has now seen what stands at this revision. */
  readonly rebase: (revision: string) => void;
  /** Takes back what was typed in these fields. */
  readonly drop: (names: readonly string[]) => void;
}

interface Edits {
  readonly typed: Values;
  readonly basedOn: string | undefined;
}

const noEdits: Edits = { typed: {}, basedOn: undefined };

export function useForm(name: string, saved: Values, revision: string): Form {
  const [edits, setEdits] = useState(noEdits);
  const hasEdits = Object.entries(edits.typed).some(
    ([name, value]) => value !== (saved[name] ?? ''),
  );
  useUnsavedMark(name, hasEdits);

  const set = useCallback(
    (name: string, value: string) =>
      setEdits(({ typed, basedOn }) => ({
        typed: { ...typed, [name]: value },
        basedOn: basedOn ?? revision,
      })),
    [revision],
  );
  const settle = useCallback((sent: Values) => {
    setEdits(({ typed }) => {
      const left = Object.entries(typed).filter(([name, value]) => sent[name] !== value);
      return { typed: Object.fromEntries(left), basedOn: undefined };
    });
  }, []);
  const rebase = useCallback(
    (basedOn: string) => setEdits(({ typed }) => ({ typed, basedOn })),
    [],
  );
  const drop = useCallback((names: readonly string[]) => {
    setEdits(({ typed, basedOn }) => {
      const left = Object.entries(typed).filter(([name]) => !names.includes(name));
      return { typed: Object.fromEntries(left), basedOn };
    });
  }, []);

  return {
    values: { ...saved, ...edits.typed },
    hasEdits,
    basedOn: edits.basedOn ?? revision,
    set,
    settle,
    rebase,
    drop,
  };
}
