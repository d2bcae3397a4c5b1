/**
 * The system calls of a strace log (`-xx`, one thread) that change files below a folder, in their
 * order, with what the program said among them. A call that was never finished is left out.
 */

export type Step =
  | { readonly kind: 'open'; readonly path: string; readonly isEmptied: boolean }
  | { readonly kind: 'makeFolder'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | {
      readonly kind: 'write';
      readonly path: string;
      /** Undefined: at the end. */
      readonly offset: number | undefined;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'cut'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'say'; readonly line: string };

/** A step, and which call of its kind it was in the whole run, counted from 1 as strace counts. */
export type Call = Step & { readonly name: string; readonly nth: number };

/** The calls to trace; with `?` those that not every machine has. */
export const tracedCalls =
  '?open,openat,?creat,close,write,pwrite64,writev,pwritev,pwritev2,ftruncate,?truncate,fallocate,' +
  'fsync,fdatasync,sync_file_range,?rename,renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat,' +
  'dup,?dup2,dup3,sendfile,copy_file_range';

/** Calls that are nothing to a file that a step of ours could tell. */
const untold = ['writev', 'pwritev', 'pwritev2', 'truncate', 'fallocate', 'creat'];

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

/** Strings and other arguments of a call, in their order. */
const argumentsOf = (text: string): { strings: Buffer[]; rest: string[] } => {
  const strings: Buffer[] = [];
  const rest = text
    .replaceAll(/"((?:\\x[0-9a-f]{2})*)"/g, (_all, hex: string) => {
      strings.push(bytesOf(hex));
      return '';
    })
    .split(', ');
  return { strings, rest };
};

interface Parsed {
  readonly name: string;
  readonly strings: readonly Buffer[];
  readonly rest: readonly string[];
  readonly result: number;
}

const parseLine = (line: string): Parsed | { readonly name: string } | undefined => {
  const whole = /^(\w+)\((.*)\)\s+= (-?\d+)/s.exec(line);
  const [, name = '', text = '', result] = whole ?? /^(\w+)\(/.exec(line) ?? [];
  if (name === '') return undefined;
  return whole ? { name, ...argumentsOf(text), result: Number(result) } : { name };
};

/** Gives the steps of a trace for what is below `root`; the run is the only one that changes it. */
export const stepsOf = (trace: string, root: string): Call[] => {
  const isOurs = (path: string | undefined): path is string => path?.startsWith(root) === true;
  const openFiles = new Map<number, string>();
  const counts = new Map<string, number>();

  const stepOf = ({ name, strings, rest, result }: Parsed): Step | undefined => {
    const [first = '', second = ''] = strings.map(String);
    const descriptor = Number(rest[0]);
    const path = openFiles.get(descriptor);
    switch (name) {
      case 'open':
      case 'openat':
        if (!isOurs(first)) return undefined;
        openFiles.set(result, first);
        return { kind: 'open', path: first, isEmptied: rest.join().includes('O_TRUNC') };
      case 'close':
        openFiles.delete(descriptor);
        return undefined;
      case 'mkdir':
      case 'mkdirat':
        return isOurs(first) ? { kind: 'makeFolder', path: first } : undefined;
      case 'unlink':
      case 'unlinkat':
        return isOurs(first) ? { kind: 'remove', path: first } : undefined;
      case 'rename':
      case 'renameat':
      case 'renameat2':
        return isOurs(first) ? { kind: 'rename', path: first, to: second } : undefined;
      case 'write':
        if (descriptor === 1) return { kind: 'say', line: String(strings[0]).trimEnd() };
        if (!path) return undefined;
        return { kind: 'write', path, offset: undefined, bytes: strings[0]!.subarray(0, result) };
      case 'pwrite64':
        if (!path) return undefined;
        return {
          kind: 'write',
          path,
          offset: Number(rest.at(-1)),
          bytes: strings[0]!.subarray(0, result),
        };
      case 'ftruncate':
        return path ? { kind: 'cut', path, size: Number(rest[1]) } : undefined;
      case 'fsync':
      case 'fdatasync':
        return path ? { kind: 'sync', path } : undefined;
      default:
        if (path ?? (untold.includes(name) && isOurs(first))) {
          throw new Error(`The trace holds a call that is not understood: ${name}.`);
        }
        return undefined;
    }
  };

  return trace.split('\n').flatMap((line): Call[] => {
    const parsed = parseLine(line);
    if (!parsed) return [];
    const nth = (counts.get(parsed.name) ?? 0) + 1;
    counts.set(parsed.name, nth);
    if (!('result' in parsed) || parsed.result < 0) return [];
    const step = stepOf(parsed);
    return step ? [{ ...step, name: parsed.name, nth }] : [];
  });
};
