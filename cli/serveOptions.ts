/** The options of `cuckmere start`, read once for the parent and once more by its child. */
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

export interface ServeOptions {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly host: string;
  /** 0 picks a free one and prints it. */
  readonly port: number;
  readonly withDemo: boolean;
}

export const defaultPort = 4000;

const portFrom = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('a port is a whole number from 0 to 65535; 0 picks a free one.');
  }
  return port;
};

export const addServeOptions = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of the event log, keys and read models', './data')
    .option('--port <n>', 'port to listen on; 0 picks a free one', portFrom, defaultPort)
    .option(
      '--host <address>',
      'address to listen on; the demo sign-in allows loopback',
      '127.0.0.1',
    )
    .option('--empty', 'do not fill an empty data folder with demo people', false);

export const readServeOptions = (words: readonly string[]): ServeOptions => {
  const command = addServeOptions(new Command('start'));
  command.parse([...words], { from: 'user' });
  const { data, port, host, empty } = command.opts<{
    data: string;
    port: number;
    host: string;
    empty: boolean;
  }>();
  return { data: resolve(data), host, port, withDemo: !empty };
};
