/**
 * What a subgraph in another process believes of who calls: the gateway's word, whole, for this
 * subgraph, within half a minute; nothing else, and it is refused in the same words whatever is wrong.
 */
import { createSecretKey, randomBytes } from 'node:crypto';
import type { ActorId } from '../../events/ids';
import { assertCaller, assertionLimits, callerFrom } from '../../subgraphs/callerAssertion';
import type { SubgraphContext } from '../../subgraphs/context';
import { callerFor } from '../support/callers';

const key = createSecretKey(randomBytes(32));
const now = Date.UTC(2026, 10, 3, 10);
const context: SubgraphContext = {
  caller: callerFor({
    id: 'a-1' as ActorId,
    name: 'Zoë Ünver',
    role: 'GP',
    organisation: 'X2GPP',
    organisationName: 'Meads Surgery (made up)',
  }),
  requestId: 'r-1',
  readAfter: 'g.1',
};
const word = assertCaller(key, 'people', context, now);

const refused = (header: string | undefined, { subgraph = 'people', at = now } = {}): string => {
  try {
    callerFrom(key, subgraph, header, at);
    return 'believed';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
};
const no = 'UNAUTHENTICATED The caller is not vouched for.';

describe("the gateway's word for a caller", () => {
  it('is believed as it was given, up to its last moment', () => {
    expect(callerFrom(key, 'people', word, now)).toEqual(context);
    expect(callerFrom(key, 'people', word, now + assertionLimits.validMs)).toEqual(context);
    expect(callerFrom(key, 'people', word, now - assertionLimits.clockSkewMs)).toEqual(context);
  });

  it('is not believed by another subgraph, nor after its time, nor long before', () => {
    expect(refused(word, { subgraph: 'live' })).toBe(no);
    expect(refused(word, { at: now + assertionLimits.validMs + 1 })).toBe(no);
    expect(refused(word, { at: now - assertionLimits.clockSkewMs - 1 })).toBe(no);
  });

  it('is not believed of a session that is over', () => {
    const over = { ...context.caller, expiresAt: new Date(now).toISOString() };
    expect(refused(assertCaller(key, 'people', { ...context, caller: over }, now))).toBe(no);
  });

  it('is not believed with any one character changed, cut off or added', () => {
    for (let at = 0; at < word.length; at += 1) {
      const other = word[at] === 'A' ? 'B' : 'A';
      const changed = `${word.slice(0, at)}${other}${word.slice(at + 1)}`;
      // The last characters of base64 may hold bits that no byte has.
      const isSame = Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(sentHmac);
      if (isSame && at > word.indexOf('.')) continue;
      expect(refused(changed)).toBe(no);
    }
    for (const bad of [undefined, '', '.', '..', word.slice(1), `${word}.`, `${word}A`, 'null.']) {
      expect(refused(bad)).toBe(no);
    }
    expect(refused('A'.repeat(assertionLimits.textBytesMax + 1))).toBe(no);
  });

  it('is not believed under another key', () => {
    const other = createSecretKey(randomBytes(32));
    expect(refused(assertCaller(other, 'people', context, now))).toBe(no);
  });
});

const sentHmac = Buffer.from(word.split('.')[1] ?? '', 'base64url');
