/**
 * A change announces itself: what changed, in words, and one button. It stays, quietly, after
 * *I have seen this* was recorded, and never claims that nothing changed when the words did not load.
 */
import { formatRecent, formatTime } from '../format/dates';
import type { ChangeNotice } from '../live/changeNotice';

export interface ChangeBannerProps {
  readonly notice: ChangeNotice | undefined;
  /** The moment of reading. */
  readonly now: string;
  readonly onSeen: () => void;
  readonly onRetryWords: () => void;
}

export function ChangeBanner({ notice, now, onSeen, onRetryWords }: ChangeBannerProps) {
  return (
    <div className="changed-place" role="status">
      {notice === undefined ? null : (
        <div className={`changed changed--${notice.words} changed--seen-${notice.seen.kind}`}>
          <div>
            <p>Changed while you were here, {formatRecent(notice.firstAt, now)}.</p>
            <Words notice={notice} now={now} />
            <SeenWords seen={notice.seen} />
          </div>
          <div className="changed__buttons">
            {notice.words === 'failed' ? (
              <button type="button" className="changed__quiet" onClick={onRetryWords}>
                Load what changed
              </button>
            ) : null}
            {notice.seen.kind === 'yes' ? null : (
              <button type="button" onClick={onSeen} aria-disabled={notice.seen.kind === 'saving'}>
                {notice.seen.kind === 'saving' ? 'Recording' : 'I have seen this'}
              </button>
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function Words({ notice, now }: { readonly notice: ChangeNotice; readonly now: string }) {
  const { sentences, words } = notice;
  return (
    <>
      {sentences.length === 0 ? null : (
        <ul>
          {sentences.map(({ sentence, at, by, position }) => (
            <li key={`${position} ${sentence}`}>
              {sentence}{' '}
              <small>
                {formatRecent(at, now)}
                {by === null ? '' : `, ${by}`}
              </small>
            </li>
          ))}
        </ul>
      )}
      {words === 'failed' ? (
        <p>Something changed, we could not load what. Read the page again.</p>
      ) : null}
      {words === 'notShown' ? <p>Something changed that is not shown to you.</p> : null}
      {words === 'loading' && sentences.length === 0 ? <p>Something changed.</p> : null}
    </>
  );
}

function SeenWords({ seen }: { readonly seen: ChangeNotice['seen'] }) {
  if (seen.kind === 'yes')
    return <p className="changed__seen">Seen, recorded {formatTime(seen.atMs)}</p>;
  if (seen.kind === 'failed') {
    return (
      <p className="changed__seen">
        Not recorded that you have seen this: {seen.message} Try again.
      </p>
    );
  }
  return null;
}
