/** What a client asks before it reads or writes: what the server can do, and who leads. */
import {
  ClusterInfo,
  EndPoint,
  MemberInfo,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb';
import type { Endpoint } from './failures';
import type { Node } from './node';
import { uuidOf } from './wire';

/** The server that is stood in for. */
const serverVersion = '24.6.0';

const features: Readonly<Record<string, readonly string[]>> = {
  read: ['position', 'events'],
  append: [],
  batchappend: ['deadline_duration'],
  delete: [],
  tombstone: [],
};

export const supportedMethods = (): SupportedMethods => {
  const made = new SupportedMethods();
  made.setEventStoreServerVersion(serverVersion);
  made.setMethodsList(
    Object.entries(features).map(([name, has]) => {
      const method = new SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      method.setFeaturesList([...has]);
      return method;
    }),
  );
  return made;
};

const memberOf = ({ host, port }: Endpoint, isLeader: boolean): MemberInfo => {
  const address = new EndPoint();
  address.setAddress(host);
  address.setPort(port);
  const made = new MemberInfo();
  made.setInstanceId(uuidOf(`00000000-0000-4000-8000-${String(port).padStart(12, '0')}`));
  made.setTimeStamp(String(Date.now() * 10_000));
  made.setState(isLeader ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER);
  made.setIsAlive(true);
  made.setHttpEndPoint(address);
  return made;
};

/** This node alone, or with the leader that it follows. */
export const clusterInfo = (node: Node): ClusterInfo => {
  const { notLeader: leader } = node.misbehaviour();
  const made = new ClusterInfo();
  made.setMembersList([
    memberOf(node.endpoint(), !leader),
    ...(leader ? [memberOf(leader, true)] : []),
  ]);
  return made;
};
