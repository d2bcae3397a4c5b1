/**
 * The hooks between the pages and live/: one person followed for as long as the component stands,
 * and the live light, which renders again only when its words change.
 */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { UrgentPerson } from '../graph/personView';
import type { FollowedPerson, PersonSource } from './followPerson';
import { followPerson } from './followPerson';
import { liveState, liveWords, type LiveState, type SocketFacts } from './liveState';

const lookEveryMs = 500;

/** Undefined until the first effect ran. Give the component `key={personId}`: one person each. */
export function useFollowedPerson<View extends UrgentPerson>(
  personId: string,
  source: PersonSource<View>,
): FollowedPerson<View> | undefined {
  const [followed, setFollowed] = useState<FollowedPerson<View>>();
  useEffect(() => {
    const opened = followPerson(personId, source);
    setFollowed(opened);
    const wake = (): void => {
      if (document.visibilityState === 'visible') void opened.wake();
    };
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    window.addEventListener('pageshow', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', wake);
      opened.close();
    };
  }, [personId, source]);
  return followed;
}

export function useOpenPersonState<View extends UrgentPerson>(followed: FollowedPerson<View>) {
  return useSyncExternalStore(followed.subscribe, followed.state);
}

export function useLiveState(facts: SocketFacts): LiveState {
  const [nowMs, setNowMs] = useState(() => Date.now());
  const state = liveState(facts, Math.max(nowMs, facts.heardAtMs ?? 0));
  const words = liveWords(state);
  useEffect(() => {
    const look = setInterval(() => {
      setNowMs((shownMs) => {
        const now = Date.now();
        return liveWords(liveState(facts, now)) === words ? shownMs : now;
      });
    }, lookEveryMs);
    return () => clearInterval(look);
  }, [facts, words]);
  return state;
}
