/**
 * `cuckmere verify`: walks the log from its first record to its last, beside a running server: every
 * checksum, every stream without a gap, and the hash chain. Names the first bad position.
 */
import { CuckmereError, isCuckmereError } from '../events/errors';
import { readChain, readChainFile } from '../events/store/chain/chainFile';
import type { ChainRecord } from '../events/store/chain/chainFile';
import { verifyLog } from '../events/store/chain/verifyLog';
import type { Verified, Wrong } from '../events/store/chain/verifyLog';
import { openLogSource } from './logSource';
import type { LogSource } from './logSource';
import { progressBar } from './progressBar';

export interface VerifyOptions {
  readonly data: string;
  /** A copy of the chain file that was kept elsewhere; that of the data folder unless told. */
  readonly chain?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

const count = (number: number): string => number.toLocaleString('en-GB');

const chainOf = ({ data, chain }: VerifyOptions): ChainRecord | undefined => {
  if (chain === undefined) return readChain(data);
  const found = readChainFile(chain);
  if (found) return found;
  throw new CuckmereError('CONFIGURATION', `There is no hash chain in ${chain}.`);
};

/** The one line for a log that is not whole. */
const faultLine = (source: LogSource, result: Verified | Wrong, chain: ChainRecord | undefined) => {
  if (result.kind === 'wrong') {
    return `The log is not whole: the record at position ${result.position} ${result.what}.`;
  }
  if (chain && chain.generation !== source.generation) {
    return `The hash chain is of another log (${chain.generation}; this one is ${source.generation}): it vouches for nothing here.`;
  }
  const fault = source.fileFault?.();
  return fault === undefined
    ? undefined
    : `Every record is whole, but the file around them is damaged: ${fault}.`;
};

const walk = async (options: VerifyOptions, source: LogSource): Promise<number> => {
  const { say } = options;
  const chain = chainOf(options);
  const bar = progressBar('records', source.records ?? chain?.heads.at(-1)?.count ?? 0);
  const began = performance.now();
  try {
    const result = await verifyLog({
      pages: source.pages(),
      generation: source.generation,
      chain,
      onProgress: (records) => {
        bar.advance(records);
      },
    });
    bar.stop();
    const fault = faultLine(source, result, chain);
    if (fault !== undefined || result.kind === 'wrong') {
      say(fault ?? '');
      if (result.kind === 'wrong') say('Everything before that position is as it was written.');
      say('Stop the server, and bring a backup back with: cuckmere restore DIR --replace.');
      return 1;
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      `The log is whole: ${count(result.records)} records in ${seconds} s, up to position ${result.last ?? '(none)'}.`,
    );
    say(
      chain
        ? `The hash chain vouches for ${count(result.vouchedFor)} of them; those after its last head have their checksum only.`
        : 'There is no hash chain here yet, so only their checksums were checked; a start of the server makes one.',
    );
    return 0;
  } finally {
    bar.stop();
  }
};

/** Gives the exit code: 0 where the log is whole. */
export const verify = async (options: VerifyOptions): Promise<number> => {
  let source: LogSource | undefined;
  try {
    source = await openLogSource(options);
    return await walk(options, source);
  } catch (error) {
    if (!isCuckmereError(error, 'STORE_DAMAGED')) throw error;
    options.say(`The log is not whole: ${error.message}`);
    return 1;
  } finally {
    await source?.close();
  }
};
