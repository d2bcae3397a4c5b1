/**
 * The command loop (DESIGN.md 3): one command has one effect, whatever is repeated, lost or raced.
 */
import { endOfLifePlanDecider } from '../../../events/end-of-life-plan/endOfLifePlanDecider';
import type { EndOfLifePlanState } from '../../../events/end-of-life-plan/state';
import { CuckmereError } from '../../../events/errors';
import { entryIdFor, streamName } from '../../../events/ids';
import { commandLoop, commandLoopLimits } from '../../../events/store/handle';
import type { Done, Log, Outcome } from '../../../events/store/handle';
import { keyIdFor } from '../../../events/store/keys/keyStore';
import { readStreamFrom } from '../../../events/store/fold';
import { actOf, actorNamed, commandIdOf, momentAfter, personIdOf } from '../../support/acts';
import { command, focus, question, recordNotFor, start } from '../end-of-life-plan/planCommands';
import { losingAnswers, losingAppends, openLog, storeWith } from './openedLog';

const person = personIdOf('handled');
const stream = streamName('endOfLifePlan', person);
const loopOf = (log: Log) => commandLoop(log, endOfLifePlanDecider);
const typesIn = async ({ store }: Log): Promise<string[]> =>
  (await readStreamFrom(store, stream, -1n)).map(({ type }) => type);
const done = (outcome: Outcome): Done => {
  if (outcome.kind !== 'done') throw new Error(`not done: ${JSON.stringify(outcome)}`);
  return outcome;
};
const stateOf = async (log: Log): Promise<EndOfLifePlanState> =>
  (await loopOf(log).load(person)).state;

describe('a command sent twice', () => {
  it('has one effect and the same answer, the creation of an entry included', async () => {
    const log = openLog();
    const loop = loopOf(log);
    await loop.handle(person, start, actOf('start'));
    const first = done(await loop.handle(person, recordNotFor(), actOf('record')));
    await loop.handle(person, question(), actOf('question'));
    const again = done(await loop.handle(person, recordNotFor(), actOf('record')));

    expect(again).toMatchObject({ revision: first.revision, position: first.position });
    expect([first.isRepeat, again.isRepeat]).toEqual([false, true]);
    expect(again.entryId(0)).toBe(first.entryId(0));
    expect(first.entryId(0)).toBe(entryIdFor(commandIdOf('record'), stream, 0));
    expect(first.entryId(1)).not.toBe(first.entryId(0));
    expect((await stateOf(log)).draft.cpr.decisions.map(({ id }) => id)).toEqual([
      first.entryId(0),
    ]);
    expect(await typesIn(log)).toEqual([
      'EndOfLifePlanStarted',
      'CprDecisionRecorded',
      'CprDecisionQuestioned',
    ]);
  });

  it('is known again by another process, and after a restart', async () => {
    const log = openLog();
    await loopOf(log).handle(person, start, actOf('start'));
    const first = done(await loopOf(log).handle(person, recordNotFor(), actOf('record')));
    expect(await loopOf(log).handle(person, recordNotFor(), actOf('record'))).toMatchObject({
      revision: first.revision,
      position: first.position,
      isRepeat: true,
    });
    await log.close();
    const again = await loopOf(openLog(log.folder)).handle(person, start, actOf('start'));
    expect(again).toMatchObject({ kind: 'done', revision: 0n, isRepeat: true });
  });

  it('twice at the same moment has one effect', async () => {
    const log = openLog();
    const [one, other] = [loopOf(log), loopOf(log)];
    const outcomes = await Promise.all(
      [one, one, other, other].map((loop) => loop.handle(person, start, actOf('start'))),
    );
    expect(outcomes.map((outcome) => done(outcome).revision)).toEqual([0n, 0n, 0n, 0n]);
    expect(await typesIn(log)).toEqual(['EndOfLifePlanStarted']);
  });

  it('of two events answers with the last of them both times', async () => {
    const log = openLog();
    const loop = loopOf(log);
    await loop.handle(person, start, actOf('start'));
    await loop.handle(person, recordNotFor(), actOf('record'));
    await loop.handle(
      person,
      command('PublishEndOfLifePlan', { draftRevision: '1' }),
      actOf('publish'),
    );
    const withdraw = command('WithdrawCprDecision', { reason: 'she changed her mind' });
    const first = done(await loop.handle(person, withdraw, actOf('withdraw')));
    const again = done(await loopOf(log).handle(person, withdraw, actOf('withdraw')));
    expect(first.revision).toBe(4n);
    expect(again).toMatchObject({ revision: first.revision, position: first.position });
  });

  it.each([
    ['other content', focus({ statement: 'comfort' }), actOf('shared')],
    ['another author', question(), actOf('shared', { actor: actorNamed('Nurse Other') })],
    ['another revision seen', question(), actOf('shared', { basedOn: 0n })],
  ])('with %s is refused, and changes nothing', async (_what, other, act) => {
    const log = openLog();
    const loop = loopOf(log);
    await loop.handle(person, start, actOf('start'));
    await loop.handle(person, question(), actOf('shared'));
    expect(await loop.handle(person, other, act)).toMatchObject({
      kind: 'refused',
      code: 'COMMAND_ID_REUSED',
      field: 'commandId',
    });
    expect(await typesIn(log)).toHaveLength(2);
  });
});

describe('an answer that is lost', () => {
  it.each([
    ['after the commit', losingAnswers],
    ['before the commit', losingAppends],
  ])('%s is asked for again under the same ids: exactly one effect', async (_when, losing) => {
    const log = openLog();
    const lossy = { ...log, store: losing(log.store, 2) };
    const outcome = done(await loopOf(lossy).handle(person, start, actOf('start')));
    expect(outcome).toMatchObject({ revision: 0n, isRepeat: false });
    expect(await typesIn(log)).toEqual(['EndOfLifePlanStarted']);
    expect(outcome.position).toBe((await readStreamFrom(log.store, stream, -1n))[0]?.position);
  });

  it('every time reaches the caller as OUTCOME_UNKNOWN, and a later resend gets the first answer', async () => {
    const log = openLog();
    const once = { ...commandLoopLimits, appendSurelyMs: 0 };
    const lossy = { ...log, store: losingAnswers(log.store, 1) };
    const loop = commandLoop(lossy, endOfLifePlanDecider, once);
    await expect(loop.handle(person, start, actOf('start'))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      retryable: true,
    });
    const resent = await loop.handle(person, start, actOf('start'));
    expect(resent).toMatchObject({ kind: 'done', revision: 0n, isRepeat: true });
    expect(await typesIn(log)).toEqual(['EndOfLifePlanStarted']);
  });

  it('stays unknown where the store is gone when it is asked again', async () => {
    const log = openLog();
    let sent = 0;
    const store = storeWith(log.store, () => () => {
      sent += 1;
      const code = sent === 1 ? 'OUTCOME_UNKNOWN' : 'STORE_POISONED';
      return Promise.reject(new CuckmereError(code, 'gone'));
    });
    await expect(loopOf({ ...log, store }).handle(person, start, actOf('a'))).rejects.toMatchObject(
      { code: 'OUTCOME_UNKNOWN' },
    );
    expect(sent).toBe(2);
  });

  it('while somebody else wrote does not hide what they wrote', async () => {
    const log = openLog();
    await loopOf(log).handle(person, start, actOf('start'));
    let hasRaced = false;
    const store = storeWith(log.store, (append) => async (...sent) => {
      if (hasRaced) return append(...sent);
      hasRaced = true;
      await loopOf(log).handle(person, question('first'), actOf('first'));
      throw new CuckmereError('OUTCOME_UNKNOWN', 'lost before it was written');
    });
    await loopOf({ ...log, store }).handle(person, question('second'), actOf('second'));
    expect((await stateOf(log)).questions.map(({ concern }) => concern)).toEqual([
      'first',
      'second',
    ]);
  });
});

describe('two processes on one stream', () => {
  it('decide every command on what stands: all land, in one order, none lost', async () => {
    const log = openLog();
    const loops = [loopOf(log), loopOf(log)];
    await loops[0]!.handle(person, start, actOf('start'));
    const names = Array.from({ length: 24 }, (_, index) => `q${String(index)}`);
    const outcomes = await Promise.all(
      names.map((name, index) => loops[index % 2]!.handle(person, question(name), actOf(name))),
    );
    const revisions = outcomes.map((outcome) => Number(done(outcome).revision));
    expect([...revisions].sort((a, b) => a - b)).toEqual(names.map((_, index) => index + 1));
    const asked = (await stateOf(log)).questions.map(({ concern }) => concern);
    expect(asked).toEqual(
      names.toSorted((a, b) => revisions[names.indexOf(a)]! - revisions[names.indexOf(b)]!),
    );
  });

  it('of two who start one plan at once, one starts it and the other is refused', async () => {
    const log = openLog();
    const outcomes = await Promise.all([
      loopOf(log).handle(person, start, actOf('one')),
      loopOf(log).handle(person, start, actOf('other')),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(await typesIn(log)).toEqual(['EndOfLifePlanStarted']);
  });

  it('of two who record a decision over the same one, the second is shown a conflict', async () => {
    const log = openLog();
    const [one, other] = [loopOf(log), loopOf(log)];
    await one.handle(person, start, actOf('start'));
    const seen = { basedOn: 0n };
    const outcomes = await Promise.all([
      one.handle(person, recordNotFor(), actOf('one', seen)),
      other.handle(person, recordNotFor({ reason: 'another' }), actOf('other', seen)),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
    expect((await stateOf(log)).draft.cpr.decisions).toHaveLength(1);
  });

  it('gives up as a conflict, nothing written, where somebody always writes first', async () => {
    const log = openLog();
    await loopOf(log).handle(person, start, actOf('start'));
    let raced = 0;
    const store = storeWith(log.store, (append) => async (...sent) => {
      raced += 1;
      const name = `race ${String(raced)}`;
      await loopOf(log).handle(person, question(name), actOf(name));
      return append(...sent);
    });
    const outcome = await loopOf({ ...log, store }).handle(person, question('late'), actOf('late'));
    expect(outcome).toMatchObject({ kind: 'conflict' });
    expect(raced).toBe(commandLoopLimits.decideAttemptsMax);
    const asked = (await stateOf(log)).questions.map(({ concern }) => concern);
    expect(asked).not.toContain('late');
  });
});

describe('what is recorded', () => {
  it('has a time that never goes back in its stream when the clock does', async () => {
    const log = openLog();
    const loop = loopOf(log);
    await loop.handle(person, start, actOf('start', { at: momentAfter(60) }));
    await loop.handle(person, question(), actOf('earlier', { at: momentAfter(30) }));
    await loop.handle(person, question(), actOf('later', { at: momentAfter(90) }));
    const records = await readStreamFrom(log.store, stream, -1n);
    expect(records.map(({ metadata }) => metadata['recordedAt'])).toEqual(
      [60, 60, 90].map(momentAfter),
    );
  });

  it('carries who, in which role, for whom and by which command, and no name', async () => {
    const log = openLog();
    const act = actOf('start', { correlationId: 'request-1', traceparent: '00-a-b-01' });
    await loopOf(log).handle(person, start, act);
    const [record] = await readStreamFrom(log.store, stream, -1n);
    expect(record?.metadata).toEqual({
      schema: '1',
      actor: act.actor.id,
      role: 'GENERAL_PRACTITIONER',
      organisation: 'G81001',
      commandId: act.commandId,
      $correlationId: 'request-1',
      $causationId: act.commandId,
      recordedAt: act.at,
      keyId: keyIdFor(person),
      traceparent: '00-a-b-01',
    });
  });

  it('on a stream that holds an unknown event is nothing: the command is not taken', async () => {
    const log = openLog();
    await loopOf(log).handle(person, start, actOf('start'));
    const [record] = await readStreamFrom(log.store, stream, -1n);
    const metadata = { ...record!.metadata, schema: '2' };
    await log.store.append(stream, 0n, [{ ...record!, metadata }]);
    await expect(loopOf(log).handle(person, question(), actOf('q'))).rejects.toMatchObject({
      code: 'UNKNOWN_EVENT',
    });
    expect(await typesIn(log)).toHaveLength(2);
  });
});
