/** Holds docs/access-rules.md to the rules that it is made from. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessRulesDoc } from './accessRulesDoc';

const file = join(__dirname, '../../docs/access-rules.md');

describe('docs/access-rules.md', () => {
  it('says what the rules say; to write it anew: UPDATE_DOCS=1 npx jest test/policy/accessRules', () => {
    const text = accessRulesDoc();
    if (process.env['UPDATE_DOCS']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8').split('\n')).toEqual(text.split('\n'));
  });
});
