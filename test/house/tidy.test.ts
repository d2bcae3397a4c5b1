/**
 * The tree keeps its own rules: files short enough to hold in mind, nothing left for later, each file
 * says what it is for, and nothing that is true on one machine only.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const codeLinesMax = 300;
const notOurs = new Set(['.git', 'node_modules', 'dist', 'data', 'screenshots', 'coverage']);
const isCode = (path: string): boolean => /\.(ts|tsx|mjs|cjs|js|css|scss)$/.test(path);
const isText = (path: string): boolean =>
  isCode(path) || /\.(json|ya?ml|md|html|graphql|sql)$|(^|\/)(Dockerfile|run|\.\w+)$/.test(path);

interface OurFile {
  readonly path: string;
  readonly text: string;
}

function readTree(folder = ''): OurFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): OurFile[] => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(path) ? [] : readTree(path);
    if (!entry.isFile() || !isText(path) || path === 'package-lock.json') return [];
    return [{ path, text: readFileSync(join(root, path), 'utf8') }];
  });
}

const files = readTree();
const code = files.filter((file) => isCode(file.path));

/** Paths, with the line, of everything that a pattern finds. */
function found(among: readonly OurFile[], pattern: RegExp): string[] {
  return among.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? `${path}:${index + 1}` : [])),
  );
}

const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;
const opensWithComment = (text: string): boolean => /^(#!.*\n)?\s*(\/\*|\/\/)/.test(text);

describe('the tree', () => {
  it('is read whole: the rooms are in it', () => {
    const rooms = new Set(code.map((file) => file.path.split('/')[0]));

    for (const room of ['events', 'cli', 'scripts', 'bin', 'test']) expect(rooms).toContain(room);
  });

  it('has no code file longer than 300 lines', () => {
    const long = code.filter((file) => lineCount(file.text) > codeLinesMax);

    expect(long.map((file) => `${file.path}: ${lineCount(file.text)} lines`)).toEqual([]);
  });

  it('opens every code file with what it is for', () => {
    const silent = code.filter((file) => !opensWithComment(file.text));

    expect(silent.map((file) => file.path)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(
      found(files, new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`)),
    ).toEqual([]);
  });

  it('names no path of the machine that it was written on', () => {
    const folders = ['work', 'root', 'home/\\w+', 'Users/\\w+'].join('|');

    expect(found(files, new RegExp(`(^|[\\s'"\`(=:])/(${folders})/\\w`))).toEqual([]);
  });

  it('has no barrels: nothing re-exports a whole file', () => {
    expect(found(code, /^\s*export \* (as \w+ )?from/)).toEqual([]);
  });
});

describe('the rules above', () => {
  const planted = (text: string): OurFile[] => [{ path: 'planted.ts', text }];

  it('count lines without the end of the last one', () => {
    expect(lineCount('one\ntwo\n')).toBe(2);
    expect(lineCount('one\ntwo')).toBe(2);
  });

  it('know a comment that opens a file, after a line that names the program too', () => {
    expect(opensWithComment('#!/usr/bin/env node\n// For this.\n')).toBe(true);
    expect(opensWithComment('/** For this. */\n')).toBe(true);
    expect(opensWithComment("import fs from 'node:fs';\n")).toBe(false);
  });

  it('find a planted line and say where', () => {
    expect(found(planted('fine\nexport * from "./all";\n'), /^\s*export \*/)).toEqual([
      'planted.ts:2',
    ]);
  });
});

describe('the lockfile', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');

  it('names no host that packages come from', () => {
    expect(lock).toContain('"integrity"');
    expect(lock).not.toContain('"resolved"');
  });

  it('holds the packages of every platform, without which npm ci refuses to install', () => {
    const { packages } = JSON.parse(lock) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const held = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const wanted = Object.values(packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );

    expect(wanted).not.toEqual([]);
    expect(wanted.filter((name) => !held.has(name))).toEqual([]);
  });
});
