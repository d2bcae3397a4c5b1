/** Lets no answer of the graph leave before the access record of what it shows is durable. */
import type { Answer, Graph } from '../graph';
import type { AccessLog } from './accessLog';

export const recordAnswers = (
  graph: Pick<Graph, 'answer'>,
  accessLog: Pick<AccessLog, 'keep'>,
): Graph['answer'] => {
  let beingMade = 0;
  return async (...asked): Promise<Answer> => {
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
