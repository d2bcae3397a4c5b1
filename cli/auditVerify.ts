/**
 * `cuckmere audit verify`: walks the whole log beside a running server: its checksums and hash chain,
 * and of the access records each writer's own chain, which is sealed in. So records that were taken
 * out, moved, changed or cut off are found, also by somebody who mended checksums and chain file.
 */
import { join } from 'node:path';
import { isYearForgotten } from '../events/audit-year/events';
import { utcMinute } from '../events/erasure/utcMinute';
import { CuckmereError, isCuckmereError } from '../events/errors';
import { idOf } from '../events/ids';
import { readChain, readChainFile } from '../events/store/chain/chainFile';
import { verifyLog } from '../events/store/chain/verifyLog';
import type { LogMessage, Verified, Wrong } from '../events/store/chain/verifyLog';
import { createAccessChainCheck } from '../events/store/access-log/accessChainCheck';
import type { AccessChainCheck } from '../events/store/access-log/accessChainCheck';
import { openKeyReader } from '../events/store/keys/keyReader';
import { accessLogFileName, readAccessLogFile } from '../gateway/audit/accessLogFile';
import type { NotedChains } from '../gateway/audit/accessLogFile';
import { openLogSource } from './logSource';
import type { LogSource } from './logSource';
import { progressBar } from './progressBar';

export interface AuditVerifyOptions {
  readonly data: string;
  /** A copy of accessLog.jsonl that was kept elsewhere; that of the data folder unless told. */
  readonly heads?: string | undefined;
  /** A copy of chain.jsonl likewise. */
  readonly chain?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

const count = (number: number): string => number.toLocaleString('en-GB');

const headsOf = ({ data, heads }: AuditVerifyOptions): NotedChains | undefined => {
  const found = readAccessLogFile(heads ?? join(data, accessLogFileName));
  if (found || heads === undefined) return found;
  throw new CuckmereError('CONFIGURATION', `There is no ${accessLogFileName} in ${heads}.`);
};

/**
 * The pages as they come, looked at by the check on their way; it ends where the check ends. Of years
 * that were forgotten it notes when.
 */
async function* checked(
  pages: AsyncIterable<readonly LogMessage[]>,
  check: AccessChainCheck,
  forgotten: Map<string, string>,
): AsyncGenerator<readonly LogMessage[]> {
  for await (const page of pages) {
    for (const one of page) {
      if (one.kind !== 'event' || !isYearForgotten(one.event)) continue;
      forgotten.set(idOf(one.event.stream), one.event.metadata['recordedAt'] ?? '');
    }
    await check.add(page.flatMap((one) => (one.kind === 'event' ? [one.event] : [])));
    yield page;
    if (check.wrong()) return;
  }
}

/** The earlier of what the two walks found. */
const firstOf = (log: Verified | Wrong, access: Wrong | undefined): Wrong | undefined => {
  if (log.kind === 'whole') return access;
  return access && access.position <= log.position ? access : log;
};

/** Of another log it vouches for nothing: refused where it was named, said where it lies here. */
const headsOfThis = (options: AuditVerifyOptions, generation: string): NotedChains | undefined => {
  const heads = headsOf(options);
  if (!heads || heads.generation === generation) return heads;
  const words = 'of another log than this one (or no such file): it vouches for nothing here';
  if (options.heads !== undefined) {
    throw new CuckmereError('CONFIGURATION', `--heads: ${options.heads} is ${words}.`);
  }
  options.say(`The ${accessLogFileName} here is ${words}.`);
  return undefined;
};

/** Of each writer the last that was noted. */
const toldOf = ({ points }: NotedChains): number =>
  [...new Map(points.map(({ stream, count: noted }) => [stream, noted])).values()].reduce(
    (sum, noted) => sum + noted,
    0,
  );

const walk = async (options: AuditVerifyOptions, source: LogSource): Promise<number> => {
  const { data, chain, environment, say } = options;
  const heads = headsOfThis(options, source.generation);
  const ours = heads?.points ?? [];
  const reader = openKeyReader(join(data, 'keys'), environment);
  const bar = progressBar('records', source.records ?? 0);
  try {
    const check = createAccessChainCheck(reader.keys, ours);
    const forgotten = new Map<string, string>();
    const log = await verifyLog({
      pages: checked(source.pages(), check, forgotten),
      generation: source.generation,
      chain: chain === undefined ? readChain(data) : readChainFile(chain),
      onProgress: (records) => {
        bar.advance(records);
      },
    });
    bar.stop();
    const wrong = firstOf(log, check.wrong() ?? check.end());
    if (wrong) {
      say(
        `The access records are not whole: the record at position ${wrong.position} ${wrong.what}.`,
      );
      say('Everything before that position is as it was written.');
      return 1;
    }
    const { records, writers, unopened } = check.counts();
    say(
      `The access records are whole: ${count(records)} of ${count(writers)} writers, each chained to the one before.`,
    );
    for (const [year, at] of forgotten) {
      say(`The year ${year} was forgotten on ${utcMinute(at)}: what its records say is gone.`);
    }
    if (unopened > 0) say(`The audit key of ${count(unopened)} of them was destroyed.`);
    say(
      heads === undefined
        ? `There is no ${accessLogFileName} of this log here, so records cut off the end are found by the hash chain only.`
        : `None of the ${count(toldOf(heads))} that ${accessLogFileName} tells of is missing.`,
    );
    return 0;
  } finally {
    bar.stop();
    reader.close();
  }
};

/** Gives the exit code: 0 where every access record is there, as it was written. */
export const auditVerify = async (options: AuditVerifyOptions): Promise<number> => {
  let source: LogSource | undefined;
  try {
    source = await openLogSource(options);
    return await walk(options, source);
  } catch (error) {
    if (!isCuckmereError(error, 'STORE_DAMAGED')) throw error;
    options.say(`The access records are not whole: ${error.message}`);
    return 1;
  } finally {
    await source?.close();
  }
};
