/** One-use tickets for the live socket: fetched over HTTP, good for 30 seconds, kept in memory. */
import { LRUCache } from 'lru-cache';
import { monotonicMs } from '../events/store/clock';
import { randomToken } from '../events/store/random';
import type { Caller } from '../subgraphs/context';

export const ticketLimits = { keepMs: 30_000, ticketsMax: 100_000 } as const;

export interface Tickets {
  issue(caller: Caller): string;
  /** The caller it was issued to, once; undefined for a used, old or unknown one. */
  redeem(ticket: string): Caller | undefined;
}

/** `nowMs` is a monotonic clock in milliseconds. */
export const createTickets = (nowMs: () => number = monotonicMs): Tickets => {
  const open = new LRUCache<string, Caller>({
    max: ticketLimits.ticketsMax,
    ttl: ticketLimits.keepMs,
    ttlResolution: 0,
    perf: { now: nowMs },
  });
  return {
    issue: (caller) => {
      const ticket = randomToken(24);
      open.set(ticket, caller);
      return ticket;
    },
    redeem: (ticket) => {
      const caller = open.get(ticket);
      open.delete(ticket);
      return caller;
    },
  };
};
