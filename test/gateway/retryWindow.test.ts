/**
 * What waits for what when EventStoreDB changes its leader (hazard H6): an append is sent again for
 * longer than the slowest change that was measured, and whoever asked waits for longer than that.
 */
import { eventStoreDbLimits } from '../../events/store/eventstoredb/eventStoreDbLimits';
import { commandLoopLimits } from '../../events/store/handle';
import { fetchLimits } from '../../gateway/localDataSource';

/** docs/measurements.md: a cluster of three whose leader was killed. */
const slowestChangeOfLeaderMs = 9_700;

describe('the time that an append of unknown outcome is sent again', () => {
  it('outlasts the slowest change of leader that was measured by half', () => {
    expect(commandLoopLimits.appendSurelyMs).toBeGreaterThanOrEqual(slowestChangeOfLeaderMs * 1.5);
  });

  it('ends, its last sending and the read before it included, before the mutation is given up', () => {
    const { readTimeoutMs, appendTimeoutMs } = eventStoreDbLimits;
    const longest = readTimeoutMs + commandLoopLimits.appendSurelyMs + appendTimeoutMs;
    expect(longest).toBeLessThan(fetchLimits.mutationMs);
  });
});
