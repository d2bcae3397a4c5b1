/**
 * Compares the rows of a read model with those of a copy made from the log: every table, every row,
 * and what is sealed in it opened, since sealing differs at every write. Names ids, nothing else.
 */
import { canonicalJson } from '../events/store/canonicalJson';
import { isCuckmereError } from '../events/errors';
import type { ViewDatabase } from './database';
import type { AnyModel } from './readModels';

type Sql = ViewDatabase['sql'];
type Row = Readonly<Record<string, unknown>>;

export interface Difference {
  readonly model: string;
  readonly table: string;
  readonly id: string;
  /** One phrase for the operator. */
  readonly what: string;
}

export interface Comparison {
  readonly rows: number;
  readonly differences: readonly Difference[];
}

/** Rows that are opened before other work is let in. */
const rowsAtOnce = 500;
/** Say of a file what it is, not what it holds. */
const ofTheFile = ['checkpoint', 'building'];

const tablesOf = (sql: Sql): string[] =>
  sql
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !ofTheFile.includes(name));

const keyColumnsOf = (sql: Sql, table: string): string[] =>
  sql
    .prepare(`PRAGMA table_info("${table}")`)
    .all()
    .filter(({ pk }) => Number(pk) > 0)
    .sort((left, right) => Number(left['pk']) - Number(right['pk']))
    .map(({ name }) => String(name));

const keyOf = (columns: readonly string[], row: Row): string =>
  columns.map((column) => String(row[column])).join('\n');

/** Rows of both sides that share a key, or that one side lacks; both come in the order of the key. */
function* pairs(
  log: Iterator<Row>,
  serving: Iterator<Row>,
  keyColumns: readonly string[],
): Generator<readonly [Row | undefined, Row | undefined]> {
  const next = (rows: Iterator<Row>): Row | undefined => {
    const step = rows.next();
    return step.done ? undefined : step.value;
  };
  let one = next(log);
  let other = next(serving);
  while (one || other) {
    const [left, right] = [one && keyOf(keyColumns, one), other && keyOf(keyColumns, other)];
    const takesOne = left !== undefined && (right === undefined || left <= right);
    const takesOther = right !== undefined && (left === undefined || right <= left);
    yield [takesOne ? one : undefined, takesOther ? other : undefined];
    if (takesOne) one = next(log);
    if (takesOther) other = next(serving);
  }
}

const unsealed = async (model: AnyModel, row: Row): Promise<unknown> => {
  const sealed = row['sealed'];
  if (!(sealed instanceof Uint8Array)) return undefined;
  const text = await model.textOf(String(row['id']), sealed, row);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

const clearOf = (row: Row): string => canonicalJson({ ...row, sealed: undefined });

/** What is wrong with a row that both sides have; undefined where nothing is. */
const faultOf = async (model: AnyModel, log: Row, serving: Row): Promise<string | undefined> => {
  if (clearOf(log) !== clearOf(serving)) return 'differs from the log';
  const expected = canonicalJson(await unsealed(model, log));
  try {
    return canonicalJson(await unsealed(model, serving)) === expected
      ? undefined
      : 'differs from the log in what is sealed';
  } catch (error) {
    if (isCuckmereError(error, 'SEAL_BROKEN')) return 'does not open';
    throw error;
  }
};

const compareTable = async (model: AnyModel, serving: Sql, table: string): Promise<Comparison> => {
  const keyColumns = keyColumnsOf(model.sql, table);
  const order = keyColumns.map((column) => `"${column}"`).join(', ');
  const select = `SELECT * FROM "${table}" ORDER BY ${order}`;
  const differences: Difference[] = [];
  let rows = 0;
  const both = pairs(
    model.sql.prepare(select).iterate(),
    serving.prepare(select).iterate(),
    keyColumns,
  );
  for (const [log, served] of both) {
    rows += 1;
    const what = !served
      ? 'is missing from the read model'
      : !log
        ? 'is in the read model and not in the log'
        : await faultOf(model, log, served);
    const id = String((log ?? served)?.['id']);
    if (what !== undefined) differences.push({ model: model.name, table, id, what });
    if (rows % rowsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return { rows, differences };
};

/** `model` was made from the log up to the position at which `serving` stands. */
export const compareViews = async (model: AnyModel, serving: Sql): Promise<Comparison> => {
  const there = tablesOf(serving);
  const differences: Difference[] = [];
  let rows = 0;
  for (const table of tablesOf(model.sql)) {
    if (!there.includes(table)) {
      differences.push({ model: model.name, table, id: '-', what: 'is missing as a whole' });
      continue;
    }
    const found = await compareTable(model, serving, table);
    rows += found.rows;
    differences.push(...found.differences);
  }
  return { rows, differences };
};
