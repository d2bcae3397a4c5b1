/** Holds docs/errors.md to the two catalogues: every code with its meaning, and no code more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCatalogue } from '../../events/errors';
import { refusalCodes } from '../../events/refusal';

const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');
/** The tables are padded by Prettier; what they say is compared without that. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.replace(/ +/g, ' '));

describe('docs/errors.md', () => {
  it.each(Object.entries(refusalCodes))('says what the refusal %s means', (code, meaning) => {
    expect(rows).toContain(`| \`${code}\` | ${meaning} |`);
  });

  it.each(Object.entries(errorCatalogue))('says what the error %s means', (code, entry) => {
    const again = entry.retryable ? 'yes' : 'no';
    expect(rows).toContain(`| \`${code}\` | ${String(entry.http)} | ${again} | ${entry.meaning} |`);
  });

  it('names no code that the catalogues do not have', () => {
    const count = Object.keys(refusalCodes).length + Object.keys(errorCatalogue).length;
    expect(rows).toHaveLength(count);
  });
});
