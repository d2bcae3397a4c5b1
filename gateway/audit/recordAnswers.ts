/** Lets no answer of the graph leave before the access record of what it shows is durable. */
import type { Answer, Graph } from '../graph';
import type { AccessLog } from './accessLog';

/** Sooner yes than no: it is only asked before what is carried out is known. */
const mayBeMutation = (body: unknown): boolean => {
  const { query } = (body ?? {}) as { readonly query?: unknown };
  return typeof query !== 'string' || query.includes('mutation');
};

export const recordAnswers = (
  graph: Pick<Graph, 'answer'>,
  accessLog: Pick<AccessLog, 'keep' | 'refuseWhereNoneIsTaken'>,
): Graph['answer'] => {
  let beingMade = 0;
  return async (...asked): Promise<Answer> => {
    const [body] = asked;
    if (mayBeMutation(body)) accessLog.refuseWhereNoneIsTaken();
    beingMade += 1;
    const answered = await graph.answer(...asked).finally(() => {
      beingMade -= 1;
    });
    const [, , { caller, requestId }] = asked;
    const { notes, operation } = answered;
    await accessLog.keep({
      caller,
      requestId,
      kind: operation?.isMutation ? 'MUTATION' : 'QUERY',
      operationName: operation?.name,
      notes,
      othersCome: beingMade > 0,
    });
    return answered;
  };
};
