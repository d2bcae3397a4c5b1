/**
 * The chain file after a crash, a power cut or a full disk: what is left of a last line is dropped,
 * anything else that cannot be read is damage and is said (hazard H20).
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainFileName, openChainFile, readChain } from '../../../../events/store/chain/chainFile';
import type { Head } from '../../../../events/store/chain/chainHash';
import type { Position } from '../../../../events/store/eventStore';
import { temporaryFolder } from '../../../support/temporaryFolder';

const headNumber = (count: number): Head => ({
  count,
  position: count.toString(16).padStart(32, '0') as Position,
  head: 'ab'.repeat(32),
  marks: Buffer.alloc(2_000, count).toString('base64'),
});

/** A chain of three heads, closed. */
const written = (): { folder: string; file: string; bytes: Buffer } => {
  const folder = temporaryFolder();
  const chain = openChainFile(folder, 'one');
  for (const count of [1, 2, 3]) chain.append(headNumber(count));
  chain.close();
  const file = join(folder, chainFileName);
  return { folder, file, bytes: readFileSync(file) };
};

/** Zeros where the sectors of 512 bytes from here on did not reach the disk, up to the last byte. */
const withoutSectors = (bytes: Buffer, from: number): Buffer => {
  const torn = Buffer.from(bytes);
  torn.fill(0, Math.ceil(from / 512) * 512, torn.length - 1);
  return torn;
};

const countsIn = (folder: string): number[] | undefined =>
  readChain(folder)?.heads.map(({ count }) => count);

describe('the last line of the chain file', () => {
  const lastLineAt = (bytes: Buffer): number => bytes.lastIndexOf('\n', bytes.length - 2) + 1;

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut short', (bytes) => bytes.subarray(0, -100)],
    ['torn, its end on the disk', (bytes) => withoutSectors(bytes, lastLineAt(bytes))],
    ['all zeros', (bytes) => Buffer.from(bytes).fill(0, lastLineAt(bytes))],
  ])('%s by a power cut is dropped and written anew', (_what, leave) => {
    const { folder, file, bytes } = written();
    writeFileSync(file, leave(bytes));
    expect(countsIn(folder)).toEqual([1, 2]);

    const chain = openChainFile(folder, 'one');
    expect(chain.last()?.count).toBe(2);
    chain.append(headNumber(3));
    chain.close();
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('that a full disk took in part goes before the next is written', () => {
    const { folder, file } = written();
    const chain = openChainFile(folder, 'one');
    appendFileSync(file, '{"count":4,"posi');
    chain.append(headNumber(4));
    chain.close();
    expect(countsIn(folder)).toEqual([1, 2, 3, 4]);
  });
});

describe('another line of the chain file', () => {
  it('that cannot be read is damage, named by its number', () => {
    const { folder, file, bytes } = written();
    writeFileSync(file, bytes.toString().replace('"count":1', '"count":'));
    for (const open of [() => readChain(folder), () => openChainFile(folder, 'one')]) {
      expect(open).toThrow(
        expect.objectContaining({
          code: 'STORE_DAMAGED',
          message: expect.stringMatching(/^Line 2 of chain\.jsonl cannot be read/),
        }),
      );
    }
  });
});
