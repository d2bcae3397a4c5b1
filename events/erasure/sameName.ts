/**
 * Whether two names as people type them name one person: case, accents, punctuation, titles and
 * the order of the words do not count. It errs towards "the same": then a third person confirms.
 */
const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'miss', 'mx', 'prof', 'professor', 'sir', 'dame']);

/** The words of a name in one form and order; empty where it holds no word but titles. */
export const nameWords = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !titles.has(word))
    .sort()
    .join(' ');

export const isSameName = (one: string, other: string): boolean =>
  nameWords(one) === nameWords(other);
