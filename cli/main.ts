/** The command line: what `cuckmere` can be told to do. */
import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { erasureReasons } from '../events/erasure/reasons';
import { isCuckmereError } from '../events/errors';
import { writeSupergraph } from './compose';
import { erase, printErasures } from './eraseCommand';
import { importPeople } from './importPeople';
import { backupKeysTo, restoreKeysFrom, rotateKeys } from './keyCommands';
import { addServeOptions } from './serveOptions';
import { superviseServer } from './supervisor';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface EraseWords {
  readonly data: string;
  readonly by?: string;
  readonly reason?: string;
  readonly retentionChecked?: string;
  readonly undo?: true;
  readonly confirm?: true;
}

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

group('keys', 'Look after the keys that personal data is sealed with.')
  .command('rotate')
  .description(
    'Wrap every key by a new master key and destroy the old one. A running server does it. Where the master key comes from CUCKMERE_MASTER_KEY, the new one comes from CUCKMERE_NEW_MASTER_KEY.',
  )
  .option(...dataOption)
  .action(({ data }: { data: string }) => rotateKeys({ data: resolve(data), say }));

program
  .command('erase')
  .description(
    'Erase a person’s record. One person requests it (it is restricted at once), another confirms it after 30 days; until then it can be undone.',
  )
  .argument('<person>', 'the person id, a UUID; never an NHS number')
  .option('--by <name>', 'first and family name of whoever does this')
  .option('--reason <code>', `why: ${Object.keys(erasureReasons).join(', ')}`)
  .option(
    '--retention-checked <reference>',
    'reference of the written decision to erase although the record must still be kept',
  )
  .addOption(new Option('--undo', 'take the request back').conflicts('confirm'))
  .option('--confirm', 'confirm the request of somebody else: the key is destroyed')
  .option(...dataOption)
  .action(async (personId: string, given: EraseWords) => {
    const { by, reason, retentionChecked } = given;
    process.exitCode = await erase({
      data: resolve(given.data),
      say,
      request: {
        step: given.undo ? 'undo' : given.confirm ? 'confirm' : 'request',
        personId,
        by,
        reason,
        retentionChecked,
      },
    });
  });

program
  .command('erasures')
  .description('List whose erasure waits for its confirmation, and who was erased.')
  .option(...dataOption)
  .action(({ data }: { data: string }) => printErasures(resolve(data), say));

group('backup', 'Make a copy for safe keeping.')
  .command('keys')
  .description('Copy the wrapped keys to a folder apart from the log. The master key is not in it.')
  .argument('<dir>', 'an empty folder outside the data folder, made where it does not exist')
  .option(...dataOption)
  .action((dir: string, { data }: { data: string }) => {
    backupKeysTo({ data: resolve(data), say }, resolve(dir));
  });

group('restore', 'Bring a copy back.')
  .command('keys')
  .description(
    'Bring back keys that are missing. What is here stays; what was erased stays erased. Stop the server first.',
  )
  .argument('<dir>', 'the folder of the copy')
  .option(...dataOption)
  .action((dir: string, { data }: { data: string }) =>
    restoreKeysFrom({ data: resolve(data), say }, dir),
  );

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
