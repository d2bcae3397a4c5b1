/**
 * The manifest of a backup: written last and whole, so that half a backup is never taken for one.
 * It says which log, up to where, and what the bytes of its file were.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CuckmereError } from '../../errors';
import { writeWhole } from '../durableFiles';

const fileName = 'manifest.json';
const formatVersion = 1;

const manifest = z.object({
  format: z.number(),
  generation: z.string(),
  records: z.number(),
  lastPosition: z.string().nullable(),
  createdAt: z.string(),
  sha256: z.string(),
});
export type BackupManifest = z.output<typeof manifest>;

export const sha256OfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

export const writeManifest = (folder: string, said: Omit<BackupManifest, 'format'>): void => {
  const text = `${JSON.stringify({ format: formatVersion, ...said }, undefined, 2)}\n`;
  writeWhole(join(folder, fileName), text);
};

/** Throws `CONFIGURATION` where there is none or it is of another form, `STORE_NEWER` of a later one. */
export const readManifest = (folder: string): BackupManifest => {
  let text: string;
  try {
    text = readFileSync(join(folder, fileName), 'utf8');
  } catch (cause) {
    throw new CuckmereError(
      'CONFIGURATION',
      `${folder} holds no finished backup: it has no ${fileName}. A backup that was broken off is not one.`,
      { cause },
    );
  }
  const read = manifest.safeParse(parsedJson(text));
  if (!read.success) {
    throw new CuckmereError('CONFIGURATION', `The ${fileName} of ${folder} cannot be read.`);
  }
  if (read.data.format <= formatVersion) return read.data;
  throw new CuckmereError(
    'STORE_NEWER',
    `The backup has format ${String(read.data.format)}; this version of Cuckmere knows up to ${String(formatVersion)}.`,
  );
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
