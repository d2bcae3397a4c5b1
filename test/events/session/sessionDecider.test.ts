/** A session from its start to its end, given / when / then: once ended it never comes back. */
import type { SessionContent } from '../../../events/session/events';
import { sessionDecider } from '../../../events/session/sessionDecider';
import type { SessionCommand } from '../../../events/session/sessionDecider';
import { recordOf } from '../../support/givenWhenThen';

const content: SessionContent = {
  issuer: 'staff',
  kind: 'staff',
  assurance: 'HIGH',
  activities: ['B0380'],
  purpose: 'DIRECT_CARE',
  secretHash: 'hash',
  authenticatedAt: '2026-11-24T13:00:00.000Z',
  endsBy: '2026-11-25T01:00:00.000Z',
  idleMinutes: 120,
  signOutStreams: ['one'],
};
const start: SessionCommand = { type: 'StartSession', ...content };
const end: SessionCommand = { type: 'EndSession', reason: 'SIGNED_OUT' };
const again = (authenticatedAt: string): SessionCommand => ({
  type: 'AuthenticateAgain',
  authenticatedAt,
});
const refused = { kind: 'refused', code: 'ENTRY_UNKNOWN' };

describe('a session', () => {
  it('starts once, and knows who and from which position', () => {
    const { when, state } = recordOf(sessionDecider);
    expect(when(start, { by: 'Dr Author' })).toEqual([{ type: 'SessionStarted', data: content }]);
    expect(when(start)).toMatchObject(refused);
    expect(state().session).toMatchObject({ ...content, actor: { name: 'Dr Author' } });
    expect(state().session?.startedAt).toMatch(/^[0-9a-f]{32}$/);
  });

  it('ends once, with its reason, and cannot be made fresh after', () => {
    const { when, state } = recordOf(sessionDecider);
    when(start);
    expect(when(end)).toEqual([{ type: 'SessionEnded', data: { reason: 'SIGNED_OUT' } }]);
    expect(when({ ...end, reason: 'REVOKED' })).toEqual([]);
    expect(when(again('2026-11-24T14:00:00.000Z'))).toMatchObject(refused);
    expect(state().ended).toBe('SIGNED_OUT');
  });

  it('is made fresh by a later authentication only', () => {
    const { when, state } = recordOf(sessionDecider);
    when(start);
    expect(when(again('2026-11-24T12:00:00.000Z'))).toEqual([]);
    when(again('2026-11-24T14:00:00.000Z'));
    expect(state().session?.authenticatedAt).toBe('2026-11-24T14:00:00.000Z');
  });

  it('that never started can be neither ended nor made fresh', () => {
    const { when } = recordOf(sessionDecider);
    expect(when(end)).toMatchObject(refused);
    expect(when(again('2026-11-24T14:00:00.000Z'))).toMatchObject(refused);
  });
});

describe('a sign-out at the provider', () => {
  it('is recorded as often as it is told, the last one standing', () => {
    const { when, state } = recordOf(sessionDecider);
    when({ type: 'RecordProviderSignOut' });
    const first = state().providerSignedOutAt ?? '';
    expect(when({ type: 'RecordProviderSignOut' })).toEqual([
      { type: 'ProviderSignedOut', data: {} },
    ]);
    expect((state().providerSignedOutAt ?? '') > first).toBe(true);
  });
});
