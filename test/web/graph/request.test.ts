/** What an HTTP answer of the graph is read as. */
import { answerOf } from '../../../web/src/graph/request';

describe('an answer of the graph', () => {
  it('is whole where it has data and no errors', () => {
    expect(answerOf(200, { data: { a: 1 } })).toEqual({
      kind: 'answered',
      data: { a: 1 },
      isWhole: true,
    });
  });

  it('is not whole where errors stand beside its data', () => {
    const answer = answerOf(200, { data: { a: 1 }, errors: [{ message: 'x' }] });
    expect(answer).toEqual({ kind: 'answered', data: { a: 1 }, isWhole: false });
  });

  it.each([[null], [undefined], ['text'], [{}], [{ data: null }], [{ data: 'text' }]])(
    'of %j is a failure, not data',
    (body) => {
      expect(answerOf(200, body).kind).toBe('failed');
    },
  );

  it('says that nobody is signed in, by status or by code', () => {
    expect(answerOf(401, {})).toEqual({ kind: 'notSignedIn' });
    const errors = [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }];
    expect(answerOf(200, { data: null, errors })).toEqual({ kind: 'notSignedIn' });
  });

  it.each([[[null]], [[1]], [{ message: 'not a list' }]])('survives errors of %j', (errors) => {
    expect(answerOf(200, { data: { a: 1 }, errors })).toMatchObject({ isWhole: false });
  });
});
