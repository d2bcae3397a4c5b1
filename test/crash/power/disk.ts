/**
 * A disk as a power cut leaves it. Files and folders hold what was synced, and in order what was not:
 * any part of that may be there or not, a write torn at its sectors, a name apart from its file.
 * Harsher than most file systems: a new name is kept only once its folder was synced.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Step } from './steps';

/** Decides what of the unsynced is kept. */
export interface Fate {
  /** Of a write: whether the sector that begins at this byte of the file is kept. */
  keepsSector(file: string, write: number, sector: number): boolean;
  /** Of a change of size, or a name that came or went. */
  keepsChange(file: string, change: number): boolean;
  readonly sectorBytes: number;
  /** Whether a file may have its last size, with zeros where its data did not arrive. */
  keepsSize(file: string): boolean;
}

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly size: number };

interface File {
  readonly kind: 'file';
  readonly path: string;
  synced: Buffer;
  unsynced: Change[];
}

type Entries = Map<string, Node>;
interface Folder {
  readonly kind: 'folder';
  readonly path: string;
  synced: Entries;
  /** Names that changed together: a rename is one change of two names. */
  unsynced: (readonly (readonly [name: string, node: Node | undefined])[])[];
}
type Node = File | Folder;

const newFolder = (path: string): Folder => ({
  kind: 'folder',
  path,
  synced: new Map(),
  unsynced: [],
});

const sized = (bytes: Buffer, size: number): Buffer =>
  size <= bytes.length
    ? bytes.subarray(0, size)
    : Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);

const everything: Fate = {
  keepsSector: () => true,
  keepsChange: () => true,
  sectorBytes: 4096,
  keepsSize: () => true,
};

const contentOf = (file: File, fate: Fate): Buffer => {
  const length = file.unsynced.reduce(
    (most, change) => Math.max(most, 'size' in change ? 0 : change.offset + change.bytes.length),
    file.synced.length,
  );
  const content = Buffer.alloc(length);
  file.synced.copy(content);
  let size = file.synced.length;
  file.unsynced.forEach((change, index) => {
    if ('size' in change) {
      if (!fate.keepsChange(file.path, index)) return;
      content.fill(0, Math.min(size, change.size));
      size = change.size;
      return;
    }
    const { offset, bytes } = change;
    const end = offset + bytes.length;
    let from = offset;
    while (from < end) {
      const sector = from - (from % fate.sectorBytes);
      const to = Math.min(end, sector + fate.sectorBytes);
      if (fate.keepsSector(file.path, index, sector)) {
        bytes.copy(content, from, from - offset, to - offset);
        size = Math.max(size, to);
      }
      from = to;
    }
    if (fate.keepsSize(file.path)) size = Math.max(size, end);
  });
  return sized(content, size);
};

const entriesOf = (folder: Folder, fate: Fate): Entries => {
  const entries = new Map(folder.synced);
  folder.unsynced.forEach((names, index) => {
    if (!fate.keepsChange(folder.path, index)) return;
    for (const [name, node] of names) {
      if (node) entries.set(name, node);
      else entries.delete(name);
    }
  });
  return entries;
};

export const createDisk = (root: string) => {
  const top = newFolder(root);

  const find = (path: string): Node | undefined => {
    if (path === root) return top;
    const folder = find(dirname(path));
    return folder?.kind === 'folder'
      ? entriesOf(folder, everything).get(basename(path))
      : undefined;
  };
  const folderOf = (path: string): Folder => {
    const folder = find(dirname(path));
    if (folder?.kind !== 'folder') throw new Error(`No folder holds ${path}.`);
    return folder;
  };
  const fileAt = (path: string): File => {
    const file = find(path);
    if (file?.kind !== 'file') throw new Error(`There is no file ${path}.`);
    return file;
  };
  /** By the path it was opened at: what was renamed or removed since is still the same file. */
  const opened = new Map<string, Node>();
  const openedAt = (path: string): Node => opened.get(path) ?? fileAt(path);
  const openedFile = (path: string): File => {
    const node = openedAt(path);
    return node.kind === 'file' ? node : fileAt(path);
  };

  const open = (path: string, isEmptied: boolean): void => {
    let node = find(path);
    if (!node) {
      node = { kind: 'file', path, synced: Buffer.alloc(0), unsynced: [] };
      folderOf(path).unsynced.push([[basename(path), node]]);
    } else if (isEmptied && node.kind === 'file') node.unsynced.push({ size: 0 });
    opened.set(path, node);
  };

  const sync = (node: Node): void => {
    if (node.kind === 'file') node.synced = contentOf(node, everything);
    else node.synced = entriesOf(node, everything);
    node.unsynced = [];
  };

  const write = (folder: Folder, to: string, fate: Fate): void => {
    mkdirSync(to, { recursive: true });
    for (const [name, node] of entriesOf(folder, fate)) {
      if (node.kind === 'folder') write(node, join(to, name), fate);
      // The index of a WAL is memory shared by processes: it is made anew by the first to open.
      else if (!name.endsWith('-shm')) writeFileSync(join(to, name), contentOf(node, fate));
    }
  };

  return {
    apply: (step: Step): void => {
      switch (step.kind) {
        case 'open':
          open(step.path, step.isEmptied);
          break;
        case 'makeFolder':
          folderOf(step.path).unsynced.push([[basename(step.path), newFolder(step.path)]]);
          break;
        case 'remove':
          folderOf(step.path).unsynced.push([[basename(step.path), undefined]]);
          break;
        case 'rename': {
          const moved = fileAt(step.path);
          folderOf(step.path).unsynced.push([
            [basename(step.path), undefined],
            [basename(step.to), moved],
          ]);
          break;
        }
        case 'write': {
          const { bytes } = step;
          const file = openedFile(step.path);
          const offset = step.offset ?? contentOf(file, everything).length;
          file.unsynced.push({ offset, bytes });
          break;
        }
        case 'cut':
          openedFile(step.path).unsynced.push({ size: step.size });
          break;
        case 'sync':
          sync(openedAt(step.path));
          break;
        case 'say':
          break;
      }
    },
    /** Writes what is left of the disk into a folder. */
    cutInto: (to: string, fate: Fate): void => {
      write(top, to, fate);
    },
    /** Writes the files as the running machine sees them. */
    copyInto: (to: string): void => {
      write(top, to, everything);
    },
  };
};
export type Disk = ReturnType<typeof createDisk>;
