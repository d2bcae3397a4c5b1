/** The log of a server that was restored from a copy: the same records in the same places, up to one. */
import type { LogRecord, ServerLog } from './logRecord';
import { createServerLog } from './serverLog';

/** The first `count` records of a log, as a copy of the server's files would hold them. */
export const restoredLog = (log: ServerLog, count: number): ServerLog => {
  const copy = createServerLog();
  let append: LogRecord[] = [];
  const write = (): void => {
    const [first] = append;
    if (first) copy.append(first.stream, 'any', append);
    append = [];
  };
  for (let ordinal = copy.visibleCount; ordinal < count; ordinal += 1) {
    const record = log.recordAt(ordinal);
    if (!record) throw new Error('The log does not hold so many records.');
    if (append[0] && append[0].commit !== record.commit) write();
    append.push(record);
  }
  write();
  const last = copy.recordAt(count - 1);
  if (last?.commit !== log.recordAt(count - 1)?.commit) throw new Error('Not in the same places.');
  return copy;
};
