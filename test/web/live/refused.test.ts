/**
 * A page whose reader may not follow the person any more, or may see other things than before (H15):
 * what they could see then goes from the page, with what was said of changes.
 */
import { person, personId, positionAt, withheld } from '../support/answers';
import { answer, asked, decision, followed, sockets, tell } from '../support/followed';

describe('a page that is open on a person', () => {
  it('takes away what it shows once the server says that one may not follow, and asks anew', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'PUBLISHED');
    void followed.ask();
    sockets[0]!.onEnd('refused');
    expect(followed.state()).toMatchObject({ shown: undefined, notice: undefined });

    // What was asked for before, answered only now.
    await answer(2, { person: person(7) });
    expect(followed.state().shown).toBeUndefined();
    await answer(3, { person: { ...person(7), cprDecision: withheld() } });
    expect(decision()).toBe('Withheld');
    expect(asked[3]).toMatchObject({ isUnattended: true });
  });

  it('asks once, not at every refusal; and again where something was shown in between', async () => {
    await answer(0, { person: { ...person(5), cprDecision: withheld() } });
    sockets[0]!.onEnd('refused');
    await answer(1, { person: { ...person(5), cprDecision: withheld() } });
    await jest.advanceTimersByTimeAsync(5_000);
    sockets[1]!.onEnd('refused');
    expect(asked).toHaveLength(2);
    expect(decision()).toBe('Withheld');

    followed.noteSaved(positionAt(6));
    void followed.ask();
    await answer(2, { person: person(6) });
    expect(decision()).toBe('CprRecorded');
    await jest.advanceTimersByTimeAsync(10_000);
    sockets[2]!.onEnd('refused');
    expect(followed.state().shown).toBeUndefined();
    expect(asked).toHaveLength(4);
  });

  it('says nothing more of changes that it may not read any more', async () => {
    await answer(0, { person: person(5) });
    await tell(0, 5, 'OPENED');
    await tell(0, 6, 'PUBLISHED');
    const at = '2026-11-24T02:11:00.000Z';
    const change = { sentence: 'Resuscitation: changed.', at, by: null, position: positionAt(6) };
    const planChanges = { __typename: 'PlanChanges', changes: [change] };
    await answer(1, { person: { id: personId, planChanges } });
    expect(followed.state().notice?.sentences).toHaveLength(1);

    await tell(0, 6, 'ACCESS_CHANGED', { cprDecision: withheld() });
    expect(decision()).toBe('Withheld');
    expect(followed.state().notice).toMatchObject({ sentences: [], words: 'loading' });
    await answer(2, { person: { id: personId, planChanges: withheld() } });
    expect(followed.state().notice).toMatchObject({ sentences: [], words: 'notShown' });
  });
});
