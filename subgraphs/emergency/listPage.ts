/** One page of a list of openings or alerts: its bounds, and the place in the list as a cursor. */
import type { ListedReference, ListPlace } from '../../projections/emergencyLists';
import { unavailable } from '../shared/saying';

/** Entries of one page at the most (DESIGN.md 6). */
export const pageMax = 100;

const cursorForm = /^([01]) (\S{1,40}) (\S{1,64})$/;

export const cursorOf = ({ isDone, at, reference }: ListPlace): string =>
  Buffer.from(`${isDone ? '1' : '0'} ${at} ${reference}`).toString('base64url');

export type PageAsked =
  | { readonly kind: 'page'; readonly after: ListPlace | undefined }
  | { readonly kind: 'wrong'; readonly answer: object };

export const pageAsked = (first: number, after: string | null | undefined): PageAsked => {
  const text = Buffer.from(after ?? '', 'base64url').toString('utf8');
  const [, isDone, at, reference] = cursorForm.exec(text) ?? [];
  const isPlace = isDone !== undefined && at !== undefined && reference !== undefined;
  const isWrong = typeof after === 'string' && !isPlace;
  if (first < 1 || first > pageMax || isWrong) {
    const message = `first is from 1 to ${String(pageMax)}; after is a cursor of this list.`;
    return { kind: 'wrong', answer: { ...unavailable('BAD_REQUEST', message), retryable: false } };
  }
  const place = isPlace ? { isDone: isDone === '1', at, reference } : undefined;
  return { kind: 'page', after: place };
};

/** The entries of the page, made of one more than it holds. */
export const pageOf = async <Node>(
  listed: readonly ListedReference[],
  first: number,
  nodeOf: (one: ListedReference) => Promise<Node | undefined>,
) => {
  const shown = listed.slice(0, first);
  const nodes = await Promise.all(shown.map(nodeOf));
  const edges = shown.flatMap((one, index) => {
    const node = nodes[index];
    return node === undefined ? [] : [{ cursor: cursorOf(one), node }];
  });
  const last = shown.at(-1);
  const endCursor = last ? cursorOf(last) : null;
  return { edges, pageInfo: { hasNextPage: listed.length > first, endCursor } };
};
