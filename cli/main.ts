/**
 * The command line: what `cuckmere` can be told to do. What carries a command out is loaded with that
 * command, so that the parent of a server is small and at once there.
 */
import './compileCache';
import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { erasureReasons } from '../events/erasure/reasons';
import { isCuckmereError } from '../events/errors';
import { addServeOptions } from './serveOptions';
import { addSessionCommands } from './sessionOptions';
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

// A group may be a command itself: an option that follows one of its words belongs to that word.
const program = new Command('cuckmere')
  .description('A shared care plan platform: plans as event streams, a federated graph, live.')
  .enablePositionalOptions();

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
    const { importPeople } = require('./importPeople') as typeof import('./importPeople');
    process.exitCode = await importPeople({ files, data: resolve(data), say });
  });

/** A command that others are grouped under; made by whoever comes first. */
const group = (name: string, description: string): Command =>
  program.commands.find((one) => one.name() === name) ??
  program.command(name).description(description).enablePositionalOptions();

const dataOption = ['--data <dir>', 'the data folder', './data'] as const;

group('backup', 'Make a copy for safe keeping.')
  .argument('<dir>', 'a new or empty folder outside the data folder, for a copy of the event log')
  .option(...dataOption)
  .action(async (dir: string, { data }: { data: string }) => {
    const { backup } = require('./backup') as typeof import('./backup');
    await backup({ to: resolve(dir), data: resolve(data), environment: process.env, say });
  });

group('restore', 'Bring a copy back.')
  .argument('<dir>', 'the folder of a backup of the event log. Stop the server first.')
  .option('--at <moment or position>', 'leave out what was recorded after it')
  .option('--replace', 'move the log that is there aside; nothing is deleted')
  .option(...dataOption)
  .action(
    async (dir: string, { data, ...chosen }: { data: string; at?: string; replace?: boolean }) => {
      const { restore } = require('./restore') as typeof import('./restore');
      await restore({ from: resolve(dir), data: resolve(data), ...chosen, say });
    },
  );

group('verify', 'Check that what is stored is whole; a running server goes on meanwhile.')
  .option('--chain <file>', 'a copy of chain.jsonl that was kept elsewhere, to compare with')
  .option(...dataOption)
  .action(async ({ data, chain }: { data: string; chain?: string }) => {
    const environment = process.env;
    const { verify } = require('./verify') as typeof import('./verify');
    process.exitCode = await verify({ data: resolve(data), chain, say, environment });
  });

group('keys', 'Look after the keys that personal data is sealed with.')
  .command('rotate')
  .description(
    'Wrap every key by a new master key and destroy the old one. A running server does it. Where the master key comes from CUCKMERE_MASTER_KEY, the new one comes from CUCKMERE_NEW_MASTER_KEY.',
  )
  .option(...dataOption)
  .action(async ({ data }: { data: string }) => {
    const { rotateKeys } = require('./keyCommands') as typeof import('./keyCommands');
    await rotateKeys({ data: resolve(data), say });
  });

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
    const { erase } = require('./eraseCommand') as typeof import('./eraseCommand');
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
  .action(async ({ data }: { data: string }) => {
    const { printErasures } = require('./eraseCommand') as typeof import('./eraseCommand');
    await printErasures(resolve(data), say);
  });

addSessionCommands(group('sessions', 'Look after who is signed in by a browser.'), dataOption, say);

group('backup', 'Make a copy for safe keeping.')
  .command('keys')
  .description('Copy the wrapped keys to a folder apart from the log. The master key is not in it.')
  .argument('<dir>', 'an empty folder outside the data folder, made where it does not exist')
  .option(...dataOption)
  .action(async (dir: string, { data }: { data: string }) => {
    const { backupKeysTo } = require('./keyCommands') as typeof import('./keyCommands');
    backupKeysTo({ data: resolve(data), say }, resolve(dir));
  });

group('restore', 'Bring a copy back.')
  .command('keys')
  .description(
    'Bring back keys that are missing. What is here stays; what was erased stays erased. Stop the server first.',
  )
  .argument('<dir>', 'the folder of the copy')
  .option(...dataOption)
  .action(async (dir: string, { data }: { data: string }) => {
    const { restoreKeysFrom } = require('./keyCommands') as typeof import('./keyCommands');
    await restoreKeysFrom({ data: resolve(data), say }, dir);
  });

group('verify', 'Check that what is stored is whole; a running server goes on meanwhile.')
  .command('projections')
  .description('Compare every read model with a replay of the log; a running server goes on.')
  .option(...dataOption)
  .action(async ({ data }: { data: string }) => {
    const { verifyProjections } =
      require('./verifyProjections') as typeof import('./verifyProjections');
    process.exitCode = await verifyProjections({
      data: resolve(data),
      say,
      environment: process.env,
    });
  });

program
  .command('log')
  .description('The event log on EventStoreDB.')
  .command('renew')
  .description('After its server was restored: make positions of before unusable, read anew.')
  .option('--data <dir>', 'the data folder; nobody may have it open', './data')
  .action(async ({ data }: { data: string }) => {
    const { renewLog } = require('./openLog') as typeof import('./openLog');
    const generation = await renewLog({ data: resolve(data), environment: process.env });
    say(`The log is now ${generation}: read models begin anew at the next start.`);
    // The client's connection would keep the process for a while.
    process.exit(0);
  });

group('audit', 'Look after the records of who looked.')
  .command('verify')
  .description(
    'Check that every access record is there as it was written: taken out, moved, changed or cut off is found. A running server goes on.',
  )
  .option('--heads <file>', 'a copy of accessLog.jsonl that was kept elsewhere, to compare with')
  .option('--chain <file>', 'a copy of chain.jsonl that was kept elsewhere, to compare with')
  .option(...dataOption)
  .action(async ({ data, ...kept }: { data: string; heads?: string; chain?: string }) => {
    const environment = process.env;
    const { auditVerify } = require('./auditVerify') as typeof import('./auditVerify');
    process.exitCode = await auditVerify({ data: resolve(data), ...kept, say, environment });
  });

interface AuditExportWords {
  readonly data: string;
  readonly out: string;
  readonly format: string;
  readonly person?: string;
  readonly from?: string;
  readonly to?: string;
}

group('audit', 'Look after the records of who looked.')
  .command('export')
  .description('Write access records to a new file that only its owner may read.')
  .requiredOption('--out <file>', 'the file to write')
  .option('--format <format>', 'csv, or fhir for a Bundle of R4 AuditEvents', 'csv')
  .option('--person <id>', 'only of this person; the id, never an NHS number')
  .option('--from <day or moment>', 'from this day or moment on, UTC')
  .option('--to <day or moment>', 'up to the end of this day, or before this moment, UTC')
  .option(...dataOption)
  .action(async ({ data, out, ...chosen }: AuditExportWords) => {
    const interrupted = new AbortController();
    process.once('SIGINT', () => {
      interrupted.abort();
    });
    const { auditExport } = require('./auditExport') as typeof import('./auditExport');
    await auditExport({
      ...chosen,
      data: resolve(data),
      out: resolve(out),
      environment: process.env,
      say,
      signal: interrupted.signal,
    });
  });

group('audit', 'Look after the records of who looked.')
  .command('forget')
  .description(
    'Destroy the audit key of a year whose retention is over: its access records open no more, the log stays whole. Without --confirm it only says what would go.',
  )
  .argument('<year>', 'such as 2017')
  .option('--by <name>', 'first and family name of whoever does this')
  .option('--confirm', 'do it; it cannot be undone')
  .option(...dataOption)
  .action(async (year: string, given: { data: string; by?: string; confirm?: true }) => {
    const { auditForget } = require('./auditForget') as typeof import('./auditForget');
    process.exitCode = await auditForget({
      data: resolve(given.data),
      year,
      by: given.by,
      isConfirmed: given.confirm === true,
      say,
    });
  });

program
  .command('rebuild')
  .description('Make a read model anew from the log; a running server goes on serving meanwhile.')
  .argument('<name>', 'a read model, or all; an unknown name lists them')
  .option(...dataOption)
  .action(async (name: string, { data }: { data: string }) => {
    const { rebuild } = require('./rebuild') as typeof import('./rebuild');
    await rebuild({ name, data: resolve(data), say });
  });

program
  .command('compose')
  .description('Write the supergraph from the subgraphs as they are (for developers).')
  .action(async () => {
    const { writeSupergraph } = require('./compose') as typeof import('./compose');
    say(`Wrote ${relative(process.cwd(), writeSupergraph())}`);
  });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isCuckmereError(error) ? 1 : 2;
});
