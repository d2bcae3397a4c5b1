/** A folded view: rows that are never half known, whatever memory lets go. */
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { openRecords } from '../../events/store/codec';
import { createFoldedView, foldedViewLimits } from '../../projections/foldedView';
import { actOf, personIdOf } from '../support/acts';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, openData, runToEnd } from './openedData';

describe('a folded view', () => {
  const id = personIdOf('Edith');

  it('holds a row that was let go from memory between its loading and its folding', async () => {
    const data = await openData();
    await loopsOf(data).plans.handle(id, start, actOf('start'));
    doneOf(await loopsOf(data).plans.handle(id, question('one'), actOf('one')));
    await runToEnd(data);
    doneOf(await loopsOf(data).plans.handle(id, question('two'), actOf('two')));
    const view = data.models.endOfLifePlans;
    const { events } = await data.store.readAll(view.checkpoint(), ['endOfLifePlan-'], 10);
    const opened = await openRecords(data.keys, events);

    await view.get(id);
    await view.prepare(opened);
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1e12 + foldedViewLimits.keepMs);
    try {
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const one of opened) view.apply(one);
    } finally {
      clock.mockRestore();
    }
    await view.commit(events.at(-1)!.position, []);
    const row = await view.get(id);
    expect(row).toMatchObject({ revision: 2, state: { episode: 1 } });
    expect(row?.state.questions.map(({ concern }) => concern)).toEqual(['one', 'two']);
  });

  it('does not fold an event onto a row that lacks the one before it', async () => {
    const data = await openData();
    await loopsOf(data).plans.handle(id, start, actOf('start'));
    doneOf(await loopsOf(data).plans.handle(id, question(), actOf('one')));
    const { events } = await data.store.readAll('start', ['endOfLifePlan-'], 10);
    const view = createFoldedView({
      file: `${data.folder}/otherView.db`,
      generation: data.store.generation,
      keys: data.keys,
      name: 'otherView',
      decider: endOfLifePlanDecider,
    });
    const [, second] = await openRecords(data.keys, events);
    await view.prepare([second!]);
    expect(() => view.apply(second!)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    view.close();
  });

  it('takes an event that it holds already as done', async () => {
    const data = await openData();
    await loopsOf(data).plans.handle(id, start, actOf('start'));
    await runToEnd(data);
    const view = data.models.endOfLifePlans;
    const { events } = await data.store.readAll('start', ['endOfLifePlan-'], 10);
    const opened = await openRecords(data.keys, events);
    await view.prepare(opened);
    for (const one of opened) view.apply(one);
    await view.commit(events.at(-1)!.position, []);
    expect(await view.get(id)).toMatchObject({ revision: 0, state: { episode: 1 } });
  });
});
