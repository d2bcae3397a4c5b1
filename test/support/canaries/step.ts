/**
 * One step of a canary day: something done through the product, then said how everyone stands
 * afterwards. What was sent is kept, so that it can be told what was planted.
 */
import type { Data } from '../app';
import { saved } from '../writes';
import type { Standing } from './standing';
import type { Name, World } from './world';

export type Input = Readonly<Record<string, unknown>>;
type Stands = (before: Standing) => Partial<Standing>;

export const createStepping = (world: World) => {
  const { record, visits } = world;
  const inputs = new Map<string, Input[]>();
  return {
    inputs,
    plant: async (actor: string, mutation: string, input: Input): Promise<Data> => {
      inputs.set(mutation, [...(inputs.get(mutation) ?? []), input]);
      return saved(visits.graph, actor, mutation, input);
    },
    /** One step about a person; `stands` is what it changes of how everyone stands. */
    step: <Value>(
      name: Name,
      act: (personId: string) => Promise<Value>,
      stands: Stands = () => ({}),
    ): Promise<Value> =>
      record.change(async () => {
        const value = await act(world.person(name).personId);
        Object.assign(world.standing(name), stands(world.standing(name)));
        return value;
      }),
    /** RFC 3339, so many hours from now. */
    inHours: (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString(),
  };
};
export type Stepping = ReturnType<typeof createStepping>;

/** These stand in one more relationship. */
export const relating =
  (relationships: Standing['relationships']): Stands =>
  (before) => {
    const both = { ...before.relationships };
    for (const [id, more] of Object.entries(relationships)) {
      both[id] = [...(both[id] ?? []), ...more];
    }
    return { relationships: both };
  };

/** These stand in this relationship no more. */
export const without =
  (ids: readonly string[], which: Standing['relationships'][string][number]): Stands =>
  ({ relationships }) => ({
    relationships: Object.fromEntries(
      Object.entries(relationships).map(([id, held]) => [
        id,
        ids.includes(id) ? held.filter((one) => one !== which) : held,
      ]),
    ),
  });
