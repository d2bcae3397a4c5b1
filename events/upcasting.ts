/**
 * How an event written under an older schema is read today: by upcasters `type@schema`, each from
 * one schema to the next, pure, chained on every read (EVENTSTORE.md A8). What is stored never
 * changes. First try an optional field, which needs none of this.
 */
import { CuckmereError } from './errors';

/** Data of schema n as data of schema n + 1. No business rules: form only. */
export type Upcaster = (data: object) => object;
export type Upcasters = Readonly<Record<`${string}@${number}`, Upcaster>>;

/** The registry of this version: none yet, every type is at its first schema. */
const upcasters: Upcasters = {};

export interface Upcasting {
  /** The schema that an event of this type is written with. */
  schemaOf(type: string): number;
  /** Throws `UNKNOWN_EVENT` for a schema that this version cannot read. */
  check(type: string, schema: number): void;
  /** The data as of today's schema. */
  upcast(type: string, schema: number, data: object): object;
}

export const createUpcasting = (registry: Upcasters): Upcasting => {
  const next = (type: string, schema: number): Upcaster | undefined =>
    registry[`${type}@${schema}`];
  const schemas = new Map<string, number>();
  for (const key of Object.keys(registry)) {
    const [type = '', schema = ''] = key.split('@');
    schemas.set(type, Math.max(schemas.get(type) ?? 1, Number(schema) + 1));
  }
  const schemaOf = (type: string): number => schemas.get(type) ?? 1;
  return {
    schemaOf,
    check: (type, schema) => {
      const today = schemaOf(type);
      if (schema >= 1 && schema <= today) return;
      throw new CuckmereError(
        'UNKNOWN_EVENT',
        `An event ${type} has schema ${String(schema)}; this version knows 1 to ${String(today)}.`,
      );
    },
    upcast: (type, schema, data) => {
      const today = schemaOf(type);
      let upcasted = data;
      for (let at = schema; at < today; at += 1) {
        const step = next(type, at);
        if (!step) throw new CuckmereError('INTERNAL', `No upcaster from ${type}@${String(at)}.`);
        upcasted = step(upcasted);
      }
      return upcasted;
    },
  };
};

export const upcasting = createUpcasting(upcasters);
