/** Tickets for the live socket: one use, thirty seconds, and no two alike. */
import { demoCaller } from '../../gateway/demo/actors';
import { createTickets, ticketLimits } from '../../gateway/tickets';

const caller = demoCaller('paramedic');
if (!caller) throw new Error('no paramedic');

describe('a ticket', () => {
  it('is good once, for the one it was issued to', () => {
    const tickets = createTickets();
    const [one, other] = [tickets.issue(caller), tickets.issue(caller)];

    expect(one).not.toBe(other);
    expect(tickets.redeem(one)).toBe(caller);
    expect(tickets.redeem(one)).toBeUndefined();
    expect(tickets.redeem(other)).toBe(caller);
    expect(tickets.redeem('')).toBeUndefined();
  });

  it('is good for thirty seconds and no longer', () => {
    let now = 1_000;
    const tickets = createTickets(() => now);
    const [early, late] = [tickets.issue(caller), tickets.issue(caller)];

    now += ticketLimits.keepMs - 1;
    expect(tickets.redeem(early)).toBe(caller);
    now += 2;
    expect(tickets.redeem(late)).toBeUndefined();
  });
});
