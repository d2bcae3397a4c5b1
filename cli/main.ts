/** The command line: what `cuckmere` can be told to do. */
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { isCuckmereError } from '../events/errors';
import { backup } from './backup';
import { writeSupergraph } from './compose';
import { importPeople } from './importPeople';
import { restore } from './restore';
import { addServeOptions } from './serveOptions';
import { superviseServer } from './supervisor';
import { verify } from './verify';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = new Command('cuckmere').description(
  'A shared care plan platform: plans as event streams, a federated graph, live.',
);

const start = program
  .command('start')
  .description('Run everything in one process behind a parent that restarts it.');
addServeOptions(start).action(async () => {
  // The child reads the same words again: everything after `start`.
  process.exitCode = await superviseServer({ args: process.argv.slice(3) });
});

program
  .command('import')
  .description('Bring records in.')
  .command('people')
  .description('Register people from FHIR R4 Patient files (single, Bundle or searchset).')
  .argument('<file...>', 'JSON files')
  .option('--data <dir>', 'the data folder; a server that has it open does the writing', './data')
  .action(async (files: string[], { data }: { data: string }) => {
    process.exitCode = await importPeople({ files, data: resolve(data), say });
  });

/** A command that others are grouped under; made by whoever comes first. */
const group = (name: string, description: string): Command =>
  program.commands.find((one) => one.name() === name) ??
  program.command(name).description(description);

const dataOption = ['--data <dir>', 'the data folder', './data'] as const;

group('backup', 'Make a copy for safe keeping.')
  .argument('<dir>', 'a new or empty folder outside the data folder, for a copy of the event log')
  .option(...dataOption)
  .action((dir: string, { data }: { data: string }) =>
    backup({ to: resolve(dir), data: resolve(data), environment: process.env, say }),
  );

group('restore', 'Bring a copy back.')
  .argument('<dir>', 'the folder of a backup of the event log. Stop the server first.')
  .option('--at <moment or position>', 'leave out what was recorded after it')
  .option('--replace', 'move the log that is there aside; nothing is deleted')
  .option(...dataOption)
  .action((dir: string, { data, ...chosen }: { data: string; at?: string; replace?: boolean }) =>
    restore({ from: resolve(dir), data: resolve(data), ...chosen, say }),
  );

program
  .command('verify')
  .description('Check that what is stored is whole; a running server goes on meanwhile.')
  .option('--data <dir>', 'the data folder', './data')
  .action(async ({ data }: { data: string }) => {
    process.exitCode = await verify({ data: resolve(data), say, environment: process.env });
  });

program
  .command('compose')
  .description('Write the supergraph from the subgraphs as they are (for developers).')
  .action(() => {
    say(`Wrote ${relative(process.cwd(), writeSupergraph())}`);
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isCuckmereError(error) ? 1 : 2;
});
