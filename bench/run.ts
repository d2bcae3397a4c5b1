/**
 * `npm run bench`: runs the measurements and prints them beside their floors. `-- --only NAME`
 * runs one; `-- --json FILE` also writes name, value, unit, floor or peer, ratio.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { accessRecords } from './accessRecords';
import { alerts } from './alerts';
import { appends } from './appends';
import type { Bench, Figure } from './bench';
import { eventStoreDb } from './eventStoreDb';
import { hive } from './hive';
import { live } from './live';
import { policy } from './policy';
import { replay } from './replay';
import { revocation } from './revocation';
import { start } from './start';
import { streamOpen } from './streamOpen';
import { urgent } from './urgent';
import { verify } from './verify';

const benches: readonly Bench[] = [
  appends,
  streamOpen,
  replay,
  start,
  verify,
  urgent,
  hive,
  accessRecords,
  live,
  revocation,
  alerts,
  policy,
  eventStoreDb,
];

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(value < 1 ? 3 : 2);

const print = (figure: Figure): void => {
  const { name, value, unit, against, ratio, note } = figure;
  const floor = against ? `  ${against.name} ${shown(against.value)}` : '';
  const share = ratio === undefined ? '' : `  ratio ${ratio.toFixed(2)}`;
  const more = note === undefined ? '' : `  (${note})`;
  process.stdout.write(
    `  ${name.padEnd(44)} ${shown(value).padStart(9)} ${unit}${floor}${share}${more}\n`,
  );
};

const machine = (): string =>
  `${String(cpus().length)} cores ${cpus()[0]?.model ?? ''}, ${String(Math.round(totalmem() / 2 ** 30))} GiB, Node ${process.version}`;

const main = async (): Promise<void> => {
  const command = new Command('bench')
    .option('--only <name>', `one of ${benches.map(({ name }) => name).join(', ')}`)
    .option('--json <file>', 'also write the figures as JSON');
  command.parse();
  const { only, json } = command.opts<{ only?: string; json?: string }>();
  const chosen = benches.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) {
    throw new Error(
      `There is no measurement "${only ?? ''}"; there are: ${benches.map(({ name }) => name).join(', ')}.`,
    );
  }
  process.stdout.write(`${machine()}\n`);
  const figures: Figure[] = [];
  for (const bench of chosen) {
    process.stdout.write(`\n${bench.name}: ${bench.says}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'cuckmere-bench-'));
    try {
      for (const figure of await bench.run(folder)) {
        figures.push(figure);
        print(figure);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (json !== undefined) {
    const rows = figures.map(({ name, value, unit, against, ratio }) => ({
      name,
      value,
      unit,
      floor: against?.name ?? null,
      floorValue: against?.value ?? null,
      ratio: ratio ?? null,
    }));
    writeFileSync(json, `${JSON.stringify({ machine: machine(), figures: rows }, null, 2)}\n`);
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
