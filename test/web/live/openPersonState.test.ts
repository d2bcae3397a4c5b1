/** What a page shows and announces of one person, whatever order things arrive in. */
import type { UrgentPerson } from '../../../web/src/graph/personView';
import type { OpenPersonEvent, OpenPersonState } from '../../../web/src/live/openPersonState';
import {
  isAnnounced,
  openPersonState,
  reduceOpenPerson,
} from '../../../web/src/live/openPersonState';
import { cprWithdrawn, personId, positionAt, unavailable } from '../support/answers';
import { viewAt } from '../support/views';

type State = OpenPersonState<UrgentPerson>;
type Event = OpenPersonEvent<UrgentPerson>;

const opened = openPersonState<UrgentPerson>(personId, 0);
const after = (state: State, ...events: Event[]): State => events.reduce(reduceOpenPerson, state);
const message = (position: number, kind: string, view = viewAt(position)): Event => ({
  type: 'message',
  message: { position: positionAt(position), kind, at: '2026-11-24T02:11:00.000Z', view },
});
const asked: Event = { type: 'asked' };
const answered = (askedAt: number, view: UrgentPerson): Event => ({
  type: 'answered',
  askedAt,
  view,
});
const sentence = (position: number, text = 'Resuscitation: withdrawn.') => ({
  sentence: text,
  at: '2026-11-24T02:11:00.000Z',
  by: 'Dr A. Osei',
  position: positionAt(position),
});

describe('what a page shows of one person', () => {
  it('is the answer to its question', () => {
    const state = after(opened, asked, answered(1, viewAt(5)));
    expect(state.shown?.view).toEqual(viewAt(5));
    expect(state.isAsking).toBe(false);
  });

  it('is replaced whole by a message', () => {
    const view = viewAt(6, { cprDecision: cprWithdrawn(6) });
    const state = after(
      opened,
      asked,
      answered(1, viewAt(5)),
      message(6, 'CPR_DECISION_WITHDRAWN', view),
    );
    expect(state.shown?.view).toBe(view);
    expect(state.lastPosition).toBe(positionAt(6));
  });

  it('is not put back by an answer that was asked for before the message and is older', () => {
    const state = after(opened, asked, message(6, 'PUBLISHED'), answered(1, viewAt(5)));
    expect(state.shown?.view).toEqual(viewAt(6));
  });

  it('is not put back by an earlier answer in which the decision could not be loaded', () => {
    const late = viewAt(6, { cprDecision: unavailable() });
    const state = after(opened, asked, message(6, 'PUBLISHED'), answered(1, late));
    expect(state.shown?.view.cprDecision.__typename).toBe('CprRecorded');
  });

  it('says that the decision could not be loaded where a later answer says so', () => {
    const later = viewAt(6, { cprDecision: unavailable() });
    const state = after(opened, message(6, 'OPENED'), asked, answered(2, later));
    expect(state.shown?.view.cprDecision.__typename).toBe('Unavailable');
  });

  it('never goes back to an older position, though it was asked for later', () => {
    const state = after(opened, message(6, 'OPENED'), asked, answered(2, viewAt(5)));
    expect(state.shown?.view).toEqual(viewAt(6));
  });

  it('follows a log that was restored: positions of another generation count as newer', () => {
    const restored = viewAt(5);
    const other = JSON.parse(JSON.stringify(viewAt(1)).replaceAll('"g1.', '"g2.')) as UrgentPerson;
    const state = after(opened, asked, answered(1, restored), asked, answered(2, other));
    expect(state.shown?.view).toEqual(other);
  });

  it('is never of another person', () => {
    const stranger = { ...viewAt(9), id: '0f000000-0000-4000-8000-000000000002' };
    const state = after(
      opened,
      asked,
      answered(1, viewAt(5)),
      asked,
      answered(2, stranger),
      message(9, 'PUBLISHED', stranger),
    );
    expect(state.shown?.view).toEqual(viewAt(5));
  });

  it('stays, with the failure said, where a later question was not answered', () => {
    const state = after(opened, asked, answered(1, viewAt(5)), asked, {
      type: 'notAnswered',
      failure: 'failed',
    });
    expect(state.shown?.view).toEqual(viewAt(5));
    expect(state.failure).toBe('failed');
  });
});

describe('the announcement of a change', () => {
  it.each(['SEEN', 'DRAFT_CHANGED'])('is not made of %s', (kind) => {
    expect(after(opened, message(5, 'OPENED'), message(6, kind)).notice).toBeUndefined();
  });

  it('starts after the position that was shown before', () => {
    const state = after(opened, message(5, 'OPENED'), message(6, 'CPR_DECISION_WITHDRAWN'));
    expect(state.notice).toMatchObject({
      after: positionAt(5),
      newest: positionAt(6),
      words: 'loading',
    });
  });

  it('is made of a kind that the page does not know', () => {
    expect(after(opened, message(5, 'OPENED'), message(6, 'SOMETHING_NEW')).notice).toBeDefined();
  });

  it('is made though the content of the message could not be read', () => {
    const state = after(opened, message(5, 'OPENED'), {
      type: 'message',
      message: { position: positionAt(6), kind: 'PUBLISHED', at: 'x', view: undefined },
    });
    expect(state.notice).toBeDefined();
    expect(state.shown?.view).toEqual(viewAt(5));
  });

  it('gathers what happens until it was seen', () => {
    const state = after(
      opened,
      message(5, 'OPENED'),
      message(6, 'PUBLISHED'),
      { type: 'changesLoaded', sentences: [sentence(6)] },
      message(8, 'CPR_DECISION_QUESTIONED'),
    );
    expect(state.notice).toMatchObject({ after: positionAt(5), newest: positionAt(8) });
  });

  it('starts anew after it was seen', () => {
    const state = after(
      opened,
      message(5, 'OPENED'),
      message(6, 'PUBLISHED'),
      { type: 'changesLoaded', sentences: [sentence(6)] },
      { type: 'seen', seen: { kind: 'yes', atMs: 1 } },
      message(8, 'PUBLISHED'),
    );
    expect(state.notice).toMatchObject({ newest: positionAt(8), seen: { kind: 'no' } });
    expect(state.notice?.sentences).toEqual([]);
  });

  it('is not made of what this page saved itself', () => {
    const saved: Event = { type: 'saved', position: positionAt(6) };
    const before = after(opened, message(5, 'OPENED'), saved, message(6, 'PUBLISHED'));
    expect(before.notice).toBeUndefined();
    const later = after(
      opened,
      message(5, 'OPENED'),
      message(6, 'PUBLISHED'),
      { type: 'changesLoaded', sentences: [sentence(6)] },
      saved,
    );
    expect(later.notice).toBeUndefined();
  });

  it('keeps what somebody else changed beside what this page saved', () => {
    const state = after(
      opened,
      message(5, 'OPENED'),
      message(6, 'PUBLISHED'),
      message(7, 'CPR_DECISION_QUESTIONED'),
      { type: 'changesLoaded', sentences: [sentence(6, 'Focus: changed.'), sentence(7)] },
      { type: 'saved', position: positionAt(7) },
    );
    expect(state.notice?.sentences.map(({ position }) => position)).toEqual([positionAt(6)]);
  });

  it('stays, without words, where the words could not be loaded', () => {
    const state = after(opened, message(5, 'OPENED'), message(6, 'PUBLISHED'), {
      type: 'changesNotLoaded',
      words: 'failed',
    });
    expect(state.notice?.words).toBe('failed');
  });

  it('is made where a new subscription begins later than the last one ended', () => {
    const state = after(opened, message(5, 'OPENED'));
    const later = { position: positionAt(9), kind: 'OPENED', at: 'x', view: viewAt(9) };
    expect(isAnnounced(state, later)).toBe(true);
    expect(isAnnounced(state, { ...later, position: positionAt(5), view: viewAt(5) })).toBe(false);
  });
});
