/**
 * The two access records of a subscription: one durable before its first message, one when it ended,
 * with the first and the last position that was sent. What was sent between them is what the reader
 * may see, and every change of that is an event of its own.
 */
import type { AccessNote, Caller } from '../../subgraphs/context';
import type { Position } from '../../events/store/eventStore';
import type { AccessLog } from './accessLog';

export interface LiveTold {
  readonly caller: Caller;
  /** Of the subscription, a UUID; the closing names the same. */
  readonly requestId: string;
  readonly operationName?: string | undefined;
  /** The decisions that the opening rests on; those of a refused one deny. */
  readonly notes: readonly AccessNote[];
}

export interface LiveSent {
  /** Both absent where nothing was sent. */
  readonly first?: Position;
  readonly last?: Position;
}

export interface OpenedLive {
  /** Called once the subscription is over, for whatever reason; a second call says nothing more. */
  closed(sent: LiveSent): Promise<void>;
}

export interface AuditLive {
  /**
   * Resolves once the opening is recorded: only then may the first message be sent. Rejects with
   * `ACCESS_LOG_UNAVAILABLE`: then the subscription is refused.
   */
  opened(told: LiveTold): Promise<OpenedLive>;
}

export const createAuditLive = (accessLog: Pick<AccessLog, 'keep'>): AuditLive => ({
  opened: async (told) => {
    await accessLog.keep({ ...told, kind: 'LIVE_OPENED' });
    let isClosed = false;
    return {
      closed: async (sent) => {
        if (isClosed) return;
        isClosed = true;
        await accessLog.keep({ ...told, kind: 'LIVE_CLOSED', sent });
      },
    };
  },
});
