/**
 * The product while its event store is away and once it is back: what may still be shown is shown
 * and says that it may be out of date, nothing is claimed to be absent, and a command that was sent
 * meanwhile has one effect. `urlOf` names a server without TLS on this machine.
 */
import { randomUUID } from 'node:crypto';
import { prefixes } from '../../projections/runner';
import { openTestApp, until } from '../support/app';
import type { TestApp } from '../support/app';
import { openLine } from '../support/cuttableLine';
import type { CuttableLine } from '../support/cuttableLine';
import { lastChange } from '../support/lastChange';
import { logOn } from '../support/logs';
import { readUrgent, register, send, writePlan } from '../support/writes';

export const serverGone = (name: string, urlOf: () => string): void => {
  describe(`while the event store is away: ${name}`, () => {
    let line: CuttableLine;
    let app: TestApp;
    let withDecision: string;
    let withNone: string;
    const caughtUp = async (): Promise<boolean> => {
      const { store, runner } = app.app.house;
      const last = await lastChange(store).catch(() => undefined);
      return last !== undefined && runner.status().isCaughtUp && runner.position() >= last;
    };
    const questions = async (personId: string): Promise<string> =>
      JSON.stringify((await readUrgent(app, personId)).cprDecision);

    beforeAll(async () => {
      const [, port] = /:(\d+)/.exec(urlOf().slice('kurrentdb://'.length)) ?? [];
      line = await openLine(Number(port));
      app = await openTestApp({
        logOf: logOn(`kurrentdb://127.0.0.1:${String(line.port)}?tls=false`),
      });
      withDecision = (await writePlan(app)).personId;
      withNone = await register(app);
      await until(caughtUp, 'the read models held the log');
    });
    afterEach(() => {
      line.mend();
    });
    afterAll(async () => {
      await app.close();
      await line.close();
    });

    it('shows what it holds, says that it may be out of date, and never that there is none', async () => {
      line.cut();
      const shown = await readUrgent(app, withDecision);
      expect(shown.cprDecision).toMatchObject({
        __typename: 'CprRecorded',
        reading: { current: false },
      });
      expect((await readUrgent(app, withNone)).cprDecision.__typename).toBe('Unavailable');
      line.mend();
      await until(
        async () => (await readUrgent(app, withNone)).cprDecision.__typename === 'NotRecorded',
        'the record was read to its end again',
      );
    });

    it('carries a command out once that was sent while it was away', async () => {
      line.cut();
      const input = { commandId: randomUUID(), personId: withDecision, concern: 'said otherwise' };
      const sent = send(app, 'paramedic', 'questionCprDecision', input);
      await until(() => !app.app.house.runner.status().isCaughtUp, 'the loss was noticed');
      line.mend();
      const answers = [await sent, await send(app, 'paramedic', 'questionCprDecision', input)];
      expect(answers.at(-1)!.data.questionCprDecision.__typename).toBe('EndOfLifePlanSaved');
      await until(caughtUp, 'the read models held the log again');
      expect((await questions(withDecision)).match(/said otherwise/g)).toHaveLength(1);
    });

    it('brings its read models on from where they were, and tells live readers what they missed', async () => {
      const heard: string[] = [];
      const stop = app.app.house.runner.onApplied((events) => {
        heard.push(...events.map(({ position }) => position));
      });
      const before = app.app.house.runner.position();
      line.cut();
      await until(() => !app.app.house.runner.status().isCaughtUp, 'the loss was noticed');
      line.mend();
      const people: string[] = [];
      while (people.length < 3)
        await register(app).then(
          (id) => people.push(id),
          () => undefined,
        );
      await until(caughtUp, 'the read models held the log again');
      stop();
      const { events } = await app.app.house.store.readAll(before, prefixes, 500);
      expect(heard).toEqual(events.map(({ position }) => position));
      expect(app.app.house.runner.status().halts).toEqual([]);
    });
  });
};
