/**
 * A disk that takes no more (hazard H6). A full one is a certain no and the store lives on; any
 * other failed write leaves the outcome unknown and the store stops. Acknowledged is there.
 */
import { spawnSync } from 'node:child_process';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { openLog } from '../events/store/openedLog';
import { bigEvent, bigStream } from './bigEvents';
import { startChildUnder } from './typescriptProgram';

afterEach(endAll);

interface Result {
  readonly acknowledged: number;
  readonly refusal: string;
  readonly again: string;
  readonly afterRoom: string;
  readonly head: number;
  readonly poisoned: readonly string[];
}

describe('a write that the disk refuses in the middle of a file', () => {
  it('is acknowledged to nobody, stops the store, and loses nothing that was acknowledged', async () => {
    const folder = temporaryFolder();
    const child = startChildUnder('ulimit -f 3000', 'fillDisk', folder);
    const [, json = ''] = await child.heard(/^result (.*)$/);
    const result = JSON.parse(json) as Result;
    expect(result).toMatchObject({
      refusal: 'OUTCOME_UNKNOWN',
      again: 'STORE_POISONED',
      afterRoom: 'STORE_POISONED',
      poisoned: ['OUTCOME_UNKNOWN'],
    });
    expect(result.acknowledged).toBeGreaterThan(10);
    await child.exitCode;

    const { store } = openLog(folder);
    const head = Number(await store.head(bigStream));
    expect([result.acknowledged - 1, result.acknowledged]).toContain(head);
    const resent = await store.append(bigStream, BigInt(result.acknowledged - 1), [
      bigEvent(result.acknowledged),
    ]);
    expect(resent).toMatchObject({ kind: 'appended', revision: BigInt(result.acknowledged) });
  });
});

/** True where a process may mount a small disk of its own without touching the machine's. */
const canMount = (): boolean =>
  spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0;

/** A line of shell: the folder that the child is given is a disk of this size. */
const onDiskOf = (size: string): string =>
  `exec unshare -rm sh -c 'mount -t tmpfs -o size=${size} tmpfs "$3" && exec "$0" "$@"' "$0" "$@"`;

// Registered only where such a disk can be had; the page limit in test/contract holds elsewhere.
if (canMount()) {
  describe('a disk that is full', () => {
    it('refuses for certain, keeps what was acknowledged, and takes more once there is room', async () => {
      const folder = temporaryFolder();
      const child = startChildUnder(onDiskOf('2m'), 'fillDisk', folder);
      const [, json = ''] = await child.heard(/^result (.*)$/);
      const result = JSON.parse(json) as Result;
      expect(result).toMatchObject({
        refusal: 'STORE_FULL',
        again: 'STORE_FULL',
        afterRoom: 'appended',
        poisoned: [],
        head: result.acknowledged,
      });
      expect(result.acknowledged).toBeGreaterThan(10);
      const [, reopened = ''] = await child.heard(/^reopened (.*)$/);
      expect(JSON.parse(reopened)).toEqual({ kept: result.acknowledged });
    });

    it('stops neither reads nor log for its read models, keys and hash chain, and all of them catch up', async () => {
      const child = startChildUnder(onDiskOf('6m'), 'fillDiskServing', temporaryFolder());
      const [, json = ''] = await child.heard(/^result (.*)$/);
      const result = JSON.parse(json) as Record<string, unknown>;
      expect(result).toMatchObject({
        refusals: ['STORE_FULL'],
        rowWhileFull: true,
        afterRoom: ['done', 'done'],
        isCurrent: true,
        halts: [],
      });
      expect(result['acknowledged']).toBeGreaterThan(10);
      expect(result['readsWhileFull']).toBeGreaterThan(0);
      expect(result['questions']).toBeGreaterThan(0);
      expect(child.lines.filter((line) => line.startsWith('fault ')).join('\n')).toMatch(
        /full|ENOSPC/,
      );
    });
  });
}
