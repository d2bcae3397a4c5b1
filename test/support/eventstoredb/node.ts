/**
 * One node of the double as its call handlers see it: its log, how it misbehaves just now, and what
 * every call is refused with before anything is done.
 */
import type { Metadata, ServerErrorResponse } from '@grpc/grpc-js';
import { notLeader, notReady, accessDenied } from './failures';
import type { Endpoint } from './failures';
import type { ServerLog } from './logRecord';
import type { AppendFate, AppendSeen, Misbehaviour } from './misbehaviour';

export interface Node {
  readonly log: ServerLog;
  readonly endpoint: () => Endpoint;
  readonly misbehaviour: () => Misbehaviour;
  /** After so long an append that is still not indexed is answered with a timeout. */
  readonly writeTimeoutMs: number;
  /** Who may call, by name and password; undefined lets everybody in. */
  readonly users: Readonly<Record<string, string>> | undefined;
  fateOf(append: Omit<AppendSeen, 'number'>): AppendFate;
  /** Counts an answer of a read or subscription; the node may go away by it. */
  answerSent(): void;
}

/** As `MaxAppendSize` of the server; it counts the data only. */
export const appendBytesMax = 1024 * 1024;

const isLetIn = (node: Node, metadata: Metadata): boolean => {
  if (!node.users) return true;
  const [header] = metadata.get('authorization');
  const [, basic = ''] = /^Basic (.+)$/.exec(String(header)) ?? [];
  const [, name = '', password = ''] =
    /^([^:]*):(.*)$/.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
  return name !== '' && node.users[name] === password;
};

const requiresLeader = (metadata: Metadata): boolean =>
  metadata.get('requires-leader').some((value) => String(value) === 'true');

/** `silent`: there will be no answer. undefined: the call is carried out. */
export const refusalOf = (
  node: Node,
  metadata: Metadata,
): ServerErrorResponse | 'silent' | undefined => {
  const { isSilent, isNotReady, notLeader: leader, onCall } = node.misbehaviour();
  onCall?.();
  if (isSilent) return 'silent';
  if (!isLetIn(node, metadata)) return accessDenied();
  if (isNotReady) return notReady();
  return leader && requiresLeader(metadata) ? notLeader(leader) : undefined;
};
