/**
 * The facts that the policy is asked with: whatever is recorded in whatever order, and whatever time
 * passes, they hold what events gave and nothing else.
 */
import fc from 'fast-check';
import { wholeTeamIdOf } from '../../events/ids';
import type { PersonId } from '../../events/ids';
import type { Caller, ResolverContext } from '../../subgraphs/context';
import { relationshipFacts } from '../../subgraphs/shared/relationshipFacts';
import type { RelationshipFacts } from '../../subgraphs/shared/relationshipFacts';
import { actOf, actorNamed, personIdOf } from '../support/acts';
import { callerFor } from '../support/callers';
import { openMovedApp } from '../support/movedClock';
import type { MovedApp } from '../support/movedClock';

let moved: MovedApp;
beforeAll(async () => {
  moved = await openMovedApp({ relate: false });
});

const staffOf = (name: string, organisation: string): Caller =>
  callerFor(actorNamed(name, { organisation, role: 'GP' }));
const carer = (key: string): Caller =>
  callerFor(actorNamed('A carer', { role: 'CARER' }), 'citizen', { nhsNumberKey: key });

const factsFor = (caller: Caller, personId: string): Promise<RelationshipFacts> => {
  const context: ResolverContext = {
    caller,
    requestId: 'r',
    remembered: new Map(),
    notes: [],
  };
  return relationshipFacts(moved.app.app.house, context, personId);
};

type What = 'team' | 'referral' | 'selfClaimed' | 'carer';
interface Step {
  readonly what: What;
  readonly who: 0 | 1;
  /** Given for so many hours; 0: ended. */
  readonly hours: number;
  readonly passed: number;
}

const organisations = ['X1HSP', 'X2GPP'] as const;
const keys = ['a'.repeat(32), 'b'.repeat(32)] as const;

/** The state that the facts must follow, kept as simply as can be: until when each holds. */
const createModel = () => {
  const until = new Map<string, number>();
  /** Of these each is an entry of its own, so the longest holds; of the others the last. */
  const addsUp: readonly What[] = ['referral', 'carer'];
  return {
    note: ({ what, who, hours }: Step, now: number): void => {
      const key = `${what} ${String(who)}`;
      const end = now + hours * 3_600_000;
      const before = addsUp.includes(what) ? (until.get(key) ?? 0) : 0;
      if (hours === 0) until.delete(key);
      else until.set(key, Math.max(before, end));
    },
    holding: (who: number, now: number): What[] =>
      (['team', 'referral', 'selfClaimed', 'carer'] as const).filter(
        (what) => (until.get(`${what} ${String(who)}`) ?? 0) > now,
      ),
  };
};

let runs = 0;

const carryOut = async (personId: PersonId, step: Step, index: number): Promise<void> => {
  const { loops } = moved.app.app.house;
  const organisation = organisations[step.who];
  const until = moved.inHours(step.hours);
  const act = actOf(`${personId} ${String(index)}`, {
    actor: staffOf(`Staff ${String(step.who)}`, organisation).actor,
    at: moved.inHours(0),
  });
  const teamId = wholeTeamIdOf(organisation);
  const { state } = await loops.relationship.load(personId);
  const isGiven = step.hours > 0;
  switch (step.what) {
    case 'team':
      await loops.relationship.handle(
        personId,
        isGiven
          ? { type: 'JoinCareTeam', teamId, organisation, until }
          : { type: 'LeaveCareTeam', teamId },
        act,
      );
      return;
    case 'referral': {
      if (isGiven) {
        const refer = { type: 'Refer', organisation, reason: 'x', until } as const;
        await loops.relationship.handle(personId, refer, act);
        return;
      }
      for (const [n, { referralId }] of state.referrals
        .filter((one) => one.organisation === organisation)
        .entries()) {
        const each = actOf(`${personId} ${String(index)} ${String(n)}`, { at: moved.inHours(0) });
        await loops.relationship.handle(personId, { type: 'EndReferral', referralId }, each);
      }
      return;
    }
    case 'selfClaimed': {
      const claim = state.claims.find(({ actorId }) => actorId === act.actor.id);
      const command = isGiven
        ? ({ type: 'ClaimRelationship', reason: 'x', until } as const)
        : ({ type: 'EndClaim', claimId: claim?.claimId ?? teamId } as const);
      await loops.relationship.handle(personId, command, act);
      return;
    }
    case 'carer': {
      const sharing = (await loops.sharing.load(personId)).state;
      const carerKey = keys[step.who];
      if (isGiven) {
        const delegate = {
          type: 'DelegateAccess',
          carerKey,
          name: 'Joan',
          relationship: 'daughter',
          until,
          consentTakenBy: { name: 'Dr', role: 'GP' },
        } as const;
        await loops.sharing.handle(personId, { ...delegate, sections: ['plan'] }, act);
        return;
      }
      for (const [n, { delegationId }] of sharing.delegations
        .filter((one) => one.carerKey === carerKey)
        .entries()) {
        const each = actOf(`${personId} ${String(index)} ${String(n)}`, { at: moved.inHours(0) });
        await loops.sharing.handle(personId, { type: 'RevokeDelegation', delegationId }, each);
      }
    }
  }
};

describe('the facts of a relationship', () => {
  const step = fc.record({
    what: fc.constantFrom<What>('team', 'referral', 'selfClaimed', 'carer'),
    who: fc.constantFrom<0 | 1>(0, 1),
    hours: fc.constantFrom(0, 2, 6),
    passed: fc.constantFrom(0, 1, 3),
  });

  it('hold what events gave, to whom they gave it, until it ended, and nothing else', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      runs += 1;
      const personId = personIdOf(`facts ${String(runs)}`);
      const model = createModel();
      for (const [index, one] of steps.entries()) {
        await carryOut(personId, one, index);
        model.note(one, Date.parse(moved.inHours(0)));
        moved.passHours(one.passed);
        const now = Date.parse(moved.inHours(0));
        for (const who of [0, 1] as const) {
          const staff = await factsFor(
            staffOf(`Staff ${String(who)}`, organisations[who]),
            personId,
          );
          const colleague = await factsFor(staffOf('Colleague', organisations[who]), personId);
          const citizen = await factsFor(carer(keys[who]), personId);
          const found = [...staff.relationships, ...citizen.relationships].sort();
          expect(found).toEqual(model.holding(who, now).sort());
          // A claim is of one person; team and referral are of the organisation.
          expect([...colleague.relationships].sort()).toEqual(
            model
              .holding(who, now)
              .filter((what) => what === 'team' || what === 'referral')
              .sort(),
          );
        }
      }
    });
    await fc.assert(property, { numRuns: 30 });
  }, 120_000);

  it('are of the record that holds the number, where a person asks for themself', async () => {
    const { house } = moved.app.app;
    const [key] = keys;
    const own = personIdOf('own record');
    const reserve = { type: 'ReserveNhsNumber', personId: own } as const;
    await house.loops.nhsNumber.handle(key, reserve, actOf('reserve'));

    expect((await factsFor(carer(key), own)).relationships).toEqual(['self']);
    expect((await factsFor(carer(key), personIdOf('another'))).relationships).toEqual([]);
    expect((await factsFor(carer(keys[1]), own)).relationships).toEqual([]);
    const staff = { ...staffOf('Staff', 'X2GPP'), nhsNumberKey: key };
    expect((await factsFor(staff, own)).relationships).toEqual([]);
  });

  it('name whom a sealed section was opened to, by name and not by role, until it ends', async () => {
    const { house } = moved.app.app;
    const personId = personIdOf('sealed');
    const { id: actorId } = staffOf('Staff 0', 'X1HSP').actor;
    const naming = { actorId, name: 'Staff 0', section: 'safeguarding', reason: 'x' } as const;
    const until = moved.inHours(2);
    const act = actOf('naming', { at: moved.inHours(0) });
    const command = { type: 'NameForSealed', ...naming, until } as const;
    await house.loops.relationship.handle(personId, command, act);
    const isNamed = async (name: string, section: 'safeguarding' | 'plan'): Promise<boolean> =>
      (await factsFor(staffOf(name, 'X1HSP'), personId)).isNamed(section);

    expect(await isNamed('Staff 0', 'safeguarding')).toBe(true);
    expect(await isNamed('Staff 0', 'plan')).toBe(false);
    expect(await isNamed('Staff 1', 'safeguarding')).toBe(false);
    expect((await factsFor(staffOf('Staff 0', 'X1HSP'), personId)).until).toBe(until);
    moved.passHours(2);
    expect(await isNamed('Staff 0', 'safeguarding')).toBe(false);
  });

  it('say when the first of them ends by itself', async () => {
    const { house } = moved.app.app;
    const personId = personIdOf('ends');
    const at = moved.inHours(0);
    const organisation = 'X1HSP';
    const teamId = wholeTeamIdOf(organisation);
    const join = { type: 'JoinCareTeam', teamId, organisation, until: moved.inHours(5) } as const;
    const refer = { type: 'Refer', organisation, reason: 'x', until: moved.inHours(3) } as const;
    await house.loops.relationship.handle(personId, join, actOf('ends join', { at }));
    await house.loops.relationship.handle(personId, refer, actOf('ends refer', { at }));
    const until = async (by: string) => (await factsFor(staffOf('Staff', by), personId)).until;

    const [third, fifth] = [moved.inHours(3), moved.inHours(5)];
    expect(await until(organisation)).toBe(third);
    expect(await until('X2GPP')).toBeUndefined();
    moved.passHours(3);
    expect(await until(organisation)).toBe(fifth);
  });
});
