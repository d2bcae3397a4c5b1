/** The plan's read model: its state, every published version, and rows that are never half known. */
import { cprStatusOf } from '../../events/end-of-life-plan/cprStatus';
import { endOfLifePlanDecider } from '../../events/end-of-life-plan/endOfLifePlanDecider';
import { openRecords } from '../../events/store/codec';
import { createFoldedView, foldedViewLimits } from '../../projections/foldedView';
import { actOf, personIdOf } from '../support/acts';
import { question, start } from '../events/end-of-life-plan/planCommands';
import { writeDemoLog } from './demoLog';
import { doneOf, loopsOf, openData, runToEnd } from './openedData';

describe('the versions of a plan', () => {
  it('are all kept as urgent care saw them, newest first', async () => {
    const data = await openData();
    const [id] = await writeDemoLog(data);
    await runToEnd(data);
    const versions = await data.models.endOfLifePlans.versions(id!, 10);
    expect(
      versions.map(({ version, scope, episode, content, publishedBy }) => [
        version,
        scope,
        episode,
        cprStatusOf(content.cpr).kind,
        content.focusOfCare.value.statement,
        publishedBy.name,
      ]),
    ).toEqual([
      [3, 'whole', 1, 'recorded', 'comfort', 'Dr Author'],
      [2, 'cprDecision', 1, 'withdrawn', undefined, 'Dr Author'],
      [1, 'whole', 1, 'recorded', undefined, 'Dr Author'],
    ]);
    expect(versions.map(({ position }) => position).toSorted()).toEqual(
      versions.map(({ position }) => position).toReversed(),
    );
  });

  it('are given in pages', async () => {
    const data = await openData();
    const [id] = await writeDemoLog(data);
    await runToEnd(data);
    const page = async (limit: number, before?: number): Promise<number[]> =>
      (await data.models.endOfLifePlans.versions(id!, limit, before)).map(({ version }) => version);
    expect(await page(2)).toEqual([3, 2]);
    expect(await page(2, 2)).toEqual([1]);
    expect(await page(2, 1)).toEqual([]);
  });
});

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
      folder: `${data.folder}/other`,
      generation: data.store.generation,
      keys: data.keys,
      name: 'otherView',
      version: 1,
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
