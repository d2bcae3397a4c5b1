/**
 * A stream's metadata on the server: where it was truncated, whether somebody soft-deleted it.
 * `$tb` is the first revision still read; deleted streams have the largest that there is.
 */
import { CuckmereError } from '../../errors';
import { randomId } from '../random';
import type { Appends } from './appends';
import { eventStoreDbLimits } from './eventStoreDbLimits';
import type { Reads } from './reads';
import { receivedFrom } from './received';
import { streamRequest } from './requests';

/** Past any revision; the server writes 2^63 - 1, which JSON cannot hold exactly. */
const deletedFrom = 2 ** 62;

export interface StreamMarks {
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Of the metadata stream itself; undefined where there is none. */
  readonly revision: bigint | undefined;
  readonly truncatedBefore: number;
  readonly isDeleted: boolean;
}

const metastreamOf = (stream: string): string => `$$${stream}`;

/** By its outward name. */
export const readStreamMarks = async (reads: Reads, stream: string): Promise<StreamMarks> => {
  let metadata: Record<string, unknown> = {};
  let revision: bigint | undefined;
  const question = {
    stream: metastreamOf(stream),
    from: 'end',
    backwards: true,
    count: 1,
  } as const;
  for (const answer of await reads.ask(streamRequest(question))) {
    const received = receivedFrom(answer);
    const record = received.kind === 'event' ? received.event.getEvent() : undefined;
    if (!record) continue;
    revision = BigInt(record.getStreamRevision());
    const text = Buffer.from(record.getData_asU8()).toString('utf8');
    metadata = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }
  const truncatedBefore = Number(metadata['$tb'] ?? 0);
  return { metadata, revision, truncatedBefore, isDeleted: truncatedBefore >= deletedFrom };
};

/** Never moves the mark back; keeps what else stands in the metadata. */
export const truncateStream = async (
  { reads, appends }: { readonly reads: Reads; readonly appends: Appends },
  stream: string,
  before: bigint,
): Promise<void> => {
  for (let attempt = 1; attempt <= eventStoreDbLimits.truncateAttemptsMax; attempt += 1) {
    const marks = await readStreamMarks(reads, stream);
    if (BigInt(Math.trunc(marks.truncatedBefore)) >= before) return;
    const metadata = { ...marks.metadata, $tb: Number(before) };
    const written = await appends.write(metastreamOf(stream), marks.revision ?? 'none', [
      {
        id: randomId(),
        type: '$metadata',
        data: new Uint8Array(Buffer.from(JSON.stringify(metadata))),
        metadata: new Uint8Array(),
        isJson: true,
      },
    ]);
    if (written.kind === 'appended') return;
  }
  throw new CuckmereError('STORE_UNAVAILABLE', 'The stream’s metadata kept changing; try again.');
};
