/**
 * `cuckmere verify`: walks the log from its first record to its last, beside a running server: every
 * checksum, every stream without a gap, and the hash chain. Names the first bad position.
 */
import { readChain } from '../events/store/chain/chainFile';
import { verifyLog } from '../events/store/chain/verifyLog';
import { openLogSource } from './logSource';
import { progressBar } from './progressBar';

export interface VerifyOptions {
  readonly data: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

const count = (number: number): string => number.toLocaleString('en-GB');

/** Gives the exit code: 0 where the log is whole. */
export const verify = async (options: VerifyOptions): Promise<number> => {
  const { data, say } = options;
  const chain = readChain(data);
  const source = await openLogSource(options);
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
    if (result.kind === 'wrong') {
      say(`The log is not whole: the record at position ${result.position} ${result.what}.`);
      say(`Everything before that position is as it was written. Restore a backup (see README).`);
      return 1;
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      `The log is whole: ${count(result.records)} records in ${seconds} s, up to position ${result.last ?? '(none)'}.`,
    );
    say(
      `The hash chain vouches for ${count(result.vouchedFor)} of them; those after its last head have their checksum only.`,
    );
    return 0;
  } finally {
    bar.stop();
    await source.close();
  }
};
