/**
 * What the runner asks of a read model. `apply` only folds in memory, so that an event which
 * cannot be applied stops one person and leaves the batch whole; `write` runs in the transaction
 * that also moves the checkpoint.
 */
import type { OpenedEvent } from '../events/store/codec';
import type { Position, RecordedEvent } from '../events/store/eventStore';
import type { Halt, ViewDatabase } from './database';

export interface ReadModel {
  readonly name: string;
  checkpoint(): Position | 'start';
  wants(record: RecordedEvent): boolean;
  /** Loads the rows that these events change. */
  prepare(batch: readonly OpenedEvent[]): Promise<void>;
  /** Folds one event; throws where it cannot be applied. */
  apply(opened: OpenedEvent): void;
  isHalted(id: string): boolean;
  /** Writes what was folded and the halts, and moves the checkpoint to `position`. */
  commit(position: Position, halts: readonly Halt[]): Promise<void>;
  /** Forgets what was folded since the last commit. */
  discard(): void;
  halts(): readonly Halt[];
  close(): void;
}

/** A read model in a file of its own, for who opens, rebuilds or compares it. */
export interface ServedModel extends ReadModel {
  /** What is sealed in a row of this id, in this file or a copy; undefined where its key is gone. */
  textOf(
    id: string,
    sealed: Uint8Array,
    row: Readonly<Record<string, unknown>>,
  ): Promise<string | undefined>;
  readonly sql: ViewDatabase['sql'];
  readonly finishBuilding: ViewDatabase['finishBuilding'];
  readonly retire: ViewDatabase['retire'];
}
