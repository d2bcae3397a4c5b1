/** What the server answers and must not be taken at its word. */
import { ReadResp } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { receivedFrom } from '../../../../events/store/eventstoredb/received';

const checkpointAt = (commit: string, prepare: string): ReadResp => {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(commit);
  checkpoint.setPreparePosition(prepare);
  const answer = new ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
};

describe('a checkpoint of the server', () => {
  it('is its commit and its prepare, which need not be the same', () => {
    expect(receivedFrom(checkpointAt('258', '0'))).toEqual({
      kind: 'checkpoint',
      position: '00000000000001020000000000000000',
    });
  });

  it('is none where it names the end of all logs: a 24.6 says so of a log with nothing wanted in it', () => {
    const most = '18446744073709551615';
    expect(receivedFrom(checkpointAt(most, most))).toEqual({
      kind: 'checkpoint',
      position: undefined,
    });
  });
});
