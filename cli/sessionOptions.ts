/** What `cuckmere sessions` can be told; what carries it out is loaded with the command. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { SessionsToEnd } from './sessionCommands';

export const addSessionCommands = (
  sessions: Command,
  dataOption: readonly [flags: string, description: string, value: string],
  say: (line: string) => void,
): void => {
  sessions
    .command('list')
    .description(
      'List open sessions: an opaque id of who it is, role, issuer, when it began and was last used. No name, no secret.',
    )
    .option(...dataOption)
    .action(async ({ data }: { data: string }) => {
      const { printSessions } = require('./sessionCommands') as typeof import('./sessionCommands');
      await printSessions({ data: resolve(data), say });
    });

  sessions
    .command('end')
    .description(
      'End sessions at once: one, all of one actor, or all of one issuer. Their sockets are closed with 4403. Programs have tokens, which end at the issuer.',
    )
    .option('--session <id>', 'one session, by the id that the list gives')
    .option('--actor <id>', 'every session of this actor, by the opaque id')
    .option('--issuer <name>', 'every session of this issuer, by its name in the configuration')
    .option(...dataOption)
    .action(async ({ data, ...chosen }: { data: string } & SessionsToEnd) => {
      const { endOpenSessions } =
        require('./sessionCommands') as typeof import('./sessionCommands');
      process.exitCode = await endOpenSessions({ data: resolve(data), say }, chosen);
    });
};
