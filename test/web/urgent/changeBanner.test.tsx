/** The banner that says what changed while the page was open, until somebody has seen it. */
import type { ChangeNotice } from '../../../web/src/live/changeNotice';
import { ChangeBanner } from '../../../web/src/urgent/ChangeBanner';
import { positionAt } from '../support/answers';
import { textOf } from '../support/render';

describe('the change banner', () => {
  const notice: ChangeNotice = {
    after: positionAt(5),
    newest: positionAt(6),
    firstAt: '2026-11-24T02:11:00.000Z',
    sentences: [
      {
        sentence: 'Resuscitation: the decision against CPR was withdrawn.',
        at: '2026-11-24T02:11:00.000Z',
        by: 'Dr A. Osei',
        position: positionAt(6),
      },
    ],
    words: 'loaded',
    seen: { kind: 'no' },
  };
  const banner = (change: Partial<ChangeNotice>): string =>
    textOf(
      <ChangeBanner
        notice={{ ...notice, ...change }}
        now="2026-11-24T02:14:07.000Z"
        onSeen={() => undefined}
        onRetryWords={() => undefined}
      />,
    );

  it('says what changed, when and by whom, with one button', () => {
    const text = banner({});
    expect(text).toContain('Changed while you were here, 02:11.');
    expect(text).toContain(
      'Resuscitation: the decision against CPR was withdrawn. 02:11, Dr A. Osei',
    );
    expect(text).toContain('I have seen this');
  });

  it('says that it could not load what changed, and can still be seen', () => {
    const text = banner({ sentences: [], words: 'failed' });
    expect(text).toContain('Something changed, we could not load what.');
    expect(text).toContain('I have seen this');
  });

  it('says that it was recorded as seen, and when', () => {
    const text = banner({ seen: { kind: 'yes', atMs: Date.parse('2026-11-24T02:12:00Z') } });
    expect(text).toContain('Seen, recorded 02:12');
    expect(text).not.toContain('I have seen this');
  });

  it('says that it was not recorded, and keeps the button', () => {
    const text = banner({ seen: { kind: 'failed', message: 'No connection.' } });
    expect(text).toContain('Not recorded that you have seen this: No connection.');
    expect(text).toContain('I have seen this');
  });
});
