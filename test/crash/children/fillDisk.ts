/**
 * Appends until the disk takes no more, says what became of it as one line of JSON, then makes
 * room by removing a file and appends once more.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCuckmereError } from '../../../events/errors';
import type { StreamName } from '../../../events/ids';
import { openSqliteEventStore } from '../../../events/store/sqlite/sqliteEventStore';
import { bigEvent, bigStream } from '../bigEvents';

const [, , , folder = ''] = process.argv;
const attemptsMax = 2_000;

const codeOf = (error: unknown): string => (isCuckmereError(error) ? error.code : String(error));

const main = async (): Promise<void> => {
  const room = join(folder, 'room');
  writeFileSync(room, Buffer.alloc(400_000));
  const poisoned: string[] = [];
  const store = openSqliteEventStore({ folder, onPoisoned: ({ code }) => poisoned.push(code) });
  const append = async (stream: StreamName, number: number): Promise<string> => {
    try {
      const expected = number === 0 ? 'none' : BigInt(number - 1);
      return (await store.append(stream, expected, [bigEvent(number)])).kind;
    } catch (error) {
      return codeOf(error);
    }
  };
  let acknowledged = 0;
  let refusal = '';
  while (refusal === '' && acknowledged < attemptsMax) {
    const answer = await append(bigStream, acknowledged);
    if (answer === 'appended') acknowledged += 1;
    else refusal = answer;
  }
  const again = await append(bigStream, acknowledged);
  rmSync(room);
  const afterRoom = await append(bigStream, acknowledged);
  const head = Number((await store.head(bigStream).catch(() => undefined)) ?? -1n);
  console.log(
    `result ${JSON.stringify({ acknowledged, refusal, again, afterRoom, head, poisoned })}`,
  );
  await store.close();
  const reopened = openSqliteEventStore({ folder });
  const kept = Number((await reopened.head(bigStream)) ?? -1n);
  await reopened.close();
  console.log(`reopened ${JSON.stringify({ kept })}`);
};

main().catch((error: unknown) => {
  console.log(`failed ${String(error)}`);
  process.exit(1);
});
