/** The full matrix of the access rules, as it was reviewed: a change of a rule shows as its diff. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { matrix } from './matrix';

const file = join(__dirname, '../golden/accessMatrix.txt');

describe('the access matrix', () => {
  it('is as it was reviewed; to write it anew: UPDATE_DOCS=1 npx jest test/policy/matrix', () => {
    const text = matrix();
    if (process.env['UPDATE_DOCS']) writeFileSync(file, text);
    expect(text.split('\n')).toEqual(readFileSync(file, 'utf8').split('\n'));
  }, 120_000);
});
