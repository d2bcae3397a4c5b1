/** The spool's file: what was added is there after any end of the process, and nothing else is. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSpoolFile, spoolFileName } from '../../../gateway/audit/spoolFile';
import { eventNamed, eventsNamed } from '../../contract/contractEvents';
import { temporaryFolder } from '../../support/temporaryFolder';

const limits = { reservedBytes: 8_192, bytesMax: 16_384 };
const open = (folder: string) => openSpoolFile(folder, limits);
const namesIn = (spool: ReturnType<typeof open>): unknown[] =>
  spool.read(0, 100).map(({ metadata }) => metadata['name']);

describe('the file of the spool', () => {
  it('gives back what was added, in order, whole, after it was opened again', () => {
    const folder = temporaryFolder();
    const first = open(folder);
    const events = eventsNamed('a', 'b', 'c');
    first.add(events.slice(0, 2));
    first.add(events.slice(2));
    const stream = first.stream();
    first.close();
    const again = open(folder);
    expect(again.stream()).toBe(stream);
    expect(again.count()).toBe(3);
    expect(again.read(0, 100)).toEqual(
      events.map((event) => ({ ...event, data: Buffer.from(event.data) })),
    );
    expect(again.read(1, 1)).toHaveLength(1);
    again.close();
  });

  it('has its first bytes on the disk before anything is added, and is its owner’s only', () => {
    const folder = temporaryFolder();
    open(folder).close();
    const { size, mode } = statSync(join(folder, spoolFileName));
    expect(size).toBe(limits.reservedBytes);
    expect(mode & 0o777).toBe(0o600);
  });

  it('begins anew under another stream, and takes no line of before for one of its own', () => {
    const folder = temporaryFolder();
    const spool = open(folder);
    const before = spool.stream();
    spool.add(eventsNamed('a', 'b', 'c'));
    spool.clear();
    expect(spool.stream()).not.toBe(before);
    // As long as the first line of before: what follows it in the file is whole, and not of now.
    spool.add(eventsNamed('x'));
    spool.close();
    const again = open(folder);
    expect(namesIn(again)).toEqual(['x']);
    again.close();
  });

  it.each([1, 5, 40])('drops a line that a crash cut short by %d bytes, no other', (bytes) => {
    const folder = temporaryFolder();
    const spool = open(folder);
    spool.add(eventsNamed('a', 'b'));
    spool.add([eventNamed('c')]);
    spool.close();
    const file = join(folder, spoolFileName);
    const whole = readFileSync(file);
    const end = whole.lastIndexOf('}') + 2;
    whole.fill(0, end - bytes, end);
    writeFileSync(file, whole);
    const again = open(folder);
    expect(namesIn(again)).toEqual(['a', 'b']);
    again.add([eventNamed('d')]);
    again.close();
    const once = open(folder);
    expect(namesIn(once)).toEqual(['a', 'b', 'd']);
    once.close();
  });

  it('takes nothing beyond its limit, and what it had stays', () => {
    const folder = temporaryFolder();
    const spool = open(folder);
    spool.add(eventsNamed('a'));
    const big = eventNamed('big', { data: Buffer.alloc(limits.bytesMax) });
    expect(() => {
      spool.add([big]);
    }).toThrow('full');
    expect(namesIn(spool)).toEqual(['a']);
    spool.close();
  });

  it('keeps aside a file that nobody can read any more', () => {
    const folder = temporaryFolder();
    const file = join(folder, spoolFileName);
    writeFileSync(file, 'damaged\n');
    const spool = open(folder);
    expect(spool.count()).toBe(0);
    spool.close();
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe('damaged\n');
  });
});
