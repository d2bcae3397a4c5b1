/** Following one person, with the graph and the socket played by this test. */
import { urgentPersonQuery } from '../../../web/src/graph/documents';
import type { SocketEnd } from '../../../web/src/live/planSocket';
import { silenceMaxMs } from '../../../web/src/live/liveState';
import { cprWithdrawn, person, personId, positionAt, unavailable } from '../support/answers';
import { answer, asked, decision, followed, settle, sockets, tell } from '../support/followed';

const lost: SocketEnd = 'lost';

describe('following a person', () => {
  it('asks, then subscribes from now on', async () => {
    expect(asked).toHaveLength(1);
    await answer(0, { person: person(5) });
    expect(sockets[0]?.after).toBeUndefined();
    expect(decision()).toBe('CprRecorded');
  });

  it('announces nothing of what it reads first, though the log is far ahead', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 90, 'OPENED', person(5));
    expect(followed.state().notice).toBeUndefined();
    expect(decision()).toBe('CprRecorded');
  });

  it('announces what changed between its question and the first message', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 90, 'OPENED', { ...person(5), cprDecision: cprWithdrawn(7) });
    expect(decision()).toBe('CprWithdrawn');
    expect(asked[1]).toMatchObject({ variables: { personId, after: positionAt(5) } });
  });

  it('subscribes also where the first question is not answered', async () => {
    asked[0]!.answer({ kind: 'failed', message: 'No connection.' });
    await settle();
    expect(sockets).toHaveLength(1);
    expect(sockets[0]?.after).toBeUndefined();
    expect(followed.state().failure).toBe('failed');
  });

  it('shows a withdrawal at once, and asks for its words after the position shown before', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'CPR_DECISION_WITHDRAWN', { cprDecision: cprWithdrawn(6) });
    expect(decision()).toBe('CprWithdrawn');
    expect(asked[1]).toMatchObject({
      variables: { personId, after: positionAt(5) },
      readAfter: positionAt(6),
    });
    const change = {
      sentence: 'Resuscitation: the decision against CPR was withdrawn.',
      at: '2026-11-24T02:11:00.000Z',
      by: null,
      position: positionAt(6),
    };
    const planChanges = { __typename: 'PlanChanges', changes: [change] };
    await answer(1, { person: { id: personId, planChanges } });
    expect(followed.state().notice).toMatchObject({ words: 'loaded', sentences: [change] });
  });

  it('says that something changed where its words do not come', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'PUBLISHED');
    await answer(1, { person: { id: personId, planChanges: null } });
    expect(followed.state().notice).toMatchObject({ words: 'failed', newest: positionAt(6) });
  });

  it('asks for the words again where another change comes while they load', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'PUBLISHED');
    await tell(0, 7, 'PUBLISHED');
    const planChanges = { __typename: 'PlanChanges', changes: [] };
    await answer(1, { person: { id: personId, planChanges } });
    expect(followed.state().notice).toBeDefined();
    expect(asked[2]).toMatchObject({ readAfter: positionAt(7) });
  });

  it('goes on after the last position once the socket is lost, and misses nothing', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'SEEN');
    sockets[0]!.onEnd(lost);
    expect(followed.state().socket.phase).toBe('closed');
    await jest.advanceTimersByTimeAsync(500);
    expect(sockets[1]?.after).toBe(positionAt(6));
    await tell(1, 6, 'OPENED');
    await tell(1, 8, 'PUBLISHED');
    expect(followed.state().notice).toMatchObject({ after: positionAt(6), newest: positionAt(8) });
    expect(followed.state().socket.phase).toBe('caughtUp');
  });

  it('tries without end, each time with a new connection', async () => {
    await answer(0, { person: person(5) });
    for (let attempt = 0; attempt < 12; attempt += 1) {
      sockets[attempt]!.onEnd(lost);
      await jest.advanceTimersByTimeAsync(15_000);
      expect(sockets).toHaveLength(attempt + 2);
    }
  });

  it('gives a silent connection up and opens another', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await jest.advanceTimersByTimeAsync(silenceMaxMs + 2_000);
    expect(sockets[0]?.isClosed).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('connects and asks at once when the tab is looked at again', async () => {
    await answer(0, { person: person(5) });
    sockets[0]!.onEnd(lost);
    void followed.wake();
    expect(sockets).toHaveLength(2);
    expect(asked).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(sockets).toHaveLength(2);
  });

  it('reads again and says that something changed where its position is no longer known', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    sockets[0]!.onEnd('positionUnknown');
    await answer(1, { person: person(9) });
    expect(followed.state().notice).toMatchObject({ after: positionAt(5), newest: positionAt(9) });
    asked[2]!.answer({ kind: 'failed', message: 'x' });
    await jest.advanceTimersByTimeAsync(500);
    expect(sockets[1]?.after).toBeUndefined();
    expect(followed.state().notice?.words).toBe('failed');
  });

  it('asks again where a message could not be read as this person', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'DRAFT_CHANGED', { id: 'somebody else' });
    expect(asked[1]).toMatchObject({ document: urgentPersonQuery, readAfter: positionAt(6) });
    expect(followed.state().shown?.view.id).toBe(personId);
  });

  it('asks again where a message without a decision overtook the answer', async () => {
    await answer(0, { person: person(5, { cprDecision: unavailable() }) });
    void followed.ask();
    await tell(0, 5, 'OPENED', { cprDecision: unavailable() });
    await answer(1, { person: person(5) });
    expect(decision()).toBe('Unavailable');
    await answer(2, { person: person(5) });
    expect(decision()).toBe('CprRecorded');
  });

  it('asks again by itself for a decision that could not be loaded', async () => {
    await answer(0, { person: person(5, { cprDecision: unavailable() }) });
    await jest.advanceTimersByTimeAsync(15_000);
    await answer(1, { person: person(5) });
    expect(decision()).toBe('CprRecorded');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(2);
  });

  it('takes no answer about somebody else for its own', async () => {
    await answer(0, { person: person(5, { id: '0f000000-0000-4000-8000-000000000002' }) });
    expect(followed.state().shown).toBeUndefined();
    expect(followed.state().failure).toBe('failed');
  });

  it('lets nothing through after it was closed', async () => {
    await answer(0, { person: person(5) });
    const before = followed.state();
    followed.close();
    await tell(0, 6, 'CPR_DECISION_WITHDRAWN', { cprDecision: cprWithdrawn(6) });
    expect(followed.state()).toBe(before);
    expect(sockets[0]?.isClosed).toBe(true);
  });

  it('records that a change was seen, with the same commandId for a retry', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'PUBLISHED');
    void followed.acknowledge();
    const first = asked[2]!;
    first.answer({ kind: 'failed', message: 'No connection.' });
    await settle();
    expect(followed.state().notice?.seen).toEqual({ kind: 'failed', message: 'No connection.' });
    void followed.acknowledge();
    expect(asked[3]!.variables).toEqual(first.variables);
    await answer(3, {
      acknowledgePlanChange: {
        __typename: 'EndOfLifePlanSaved',
        position: positionAt(7),
        revision: '9',
        person: { id: personId },
      },
    });
    expect(followed.state().notice?.seen.kind).toBe('yes');
  });
});
