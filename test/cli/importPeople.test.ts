/**
 * `cuckmere import people`: one line a file, under a Bundle one more a person; twice imported is
 * there once; a running server does the writing. On files of our own, and on the public samples
 * where the folder beside the repository holds them.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importPeople } from '../../cli/importPeople';
import { openTestApp } from '../support/app';
import { ensureBuilt, runCuckmere, startCuckmere } from '../support/cuckmere';
import { endAll } from '../support/program';
import { temporaryFolder } from '../support/temporaryFolder';
import { nhsNumberAt } from '../support/writes';

jest.setTimeout(90_000);
afterEach(endAll);

const patient = (n: number, more: object = {}): object => ({
  resourceType: 'Patient',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumberAt(n) }],
  name: [{ use: 'official', family: 'Pilbeam', given: ['Edith'] }],
  birthDate: '1938-04-09',
  ...more,
});
const bundle = (...resources: object[]): object => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

/** Writes files of these contents into one folder; their paths. */
const filesOf = (contents: Readonly<Record<string, unknown>>): string[] => {
  const folder = temporaryFolder();
  return Object.entries(contents).map(([name, content]) => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  });
};

const importInto = async (
  data: string,
  files: readonly string[],
): Promise<{ code: number; lines: string[] }> => {
  const lines: string[] = [];
  const code = await importPeople({ files, data, say: (line) => void lines.push(line) });
  return { code, lines };
};

const uuid = '[0-9a-f-]{36}';

describe('an import of people', () => {
  it('registers each once: what is there already is said, with what differs, and not changed', async () => {
    const data = temporaryFolder();
    const files = filesOf({
      'one.json': patient(0),
      'again.json': patient(0, { birthDate: '1938-04-10', telecom: [] }),
    });

    const first = await importInto(data, files);
    const second = await importInto(data, files.slice(0, 1));

    expect(first.code).toBe(0);
    expect(first.lines[0]).toMatch(new RegExp(`^one.json: registered; person ${uuid}`));
    expect(first.lines[1]).toMatch(
      new RegExp(`^again.json: already there; person ${uuid}; differs in date of birth`),
    );
    const [id] = new RegExp(uuid).exec(first.lines[0] ?? '') ?? [];
    expect(first.lines[1]).toContain(id);
    expect(second).toMatchObject({ code: 0 });
    expect(second.lines[0]).toMatch(new RegExp(`^one.json: already there; person ${String(id)}`));
    expect(second.lines[0]).not.toContain('differs');
  });

  it('tells of a death and of another date of it in another file', async () => {
    const files = filesOf({
      'formal.json': patient(1, { deceasedDateTime: '2019-02-07T00:00:00+00:00' }),
      'other.json': patient(1, { deceasedDateTime: '2019-02-08T00:00:00+00:00' }),
    });

    const { lines } = await importInto(temporaryFolder(), files);

    expect(lines[0]).toContain('recorded as died');
    expect(lines[1]).toMatch(/already there; .*differs in date of death \(nothing was changed\)/);
  });

  it('says under a Bundle one line more a person, and refuses those that cannot be', async () => {
    const wrong = patient(0, {
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000019' }],
    });
    const restricted = { meta: { security: [{ code: 'R' }] } };
    const files = filesOf({
      'all.json': bundle(patient(2), patient(3, restricted), wrong, {
        resourceType: 'Practitioner',
      }),
    });

    const { code, lines } = await importInto(temporaryFolder(), files);

    expect(code).toBe(1);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('all.json: 3 people: 2 registered, 1 refused');
    expect(lines[1]).toMatch(/^ {2}1\. registered; person/);
    expect(lines[2]).toContain('marked restricted');
    expect(lines[3]).toMatch(/^ {2}3\. refused; nhsNumber is not valid: check the ten digits/);
  });

  it.each([
    ['no file', undefined, 'there is no such file'],
    ['no JSON', '<Patient/>', 'the file is not JSON'],
    ['an empty file', '', 'the file is not JSON'],
    [
      'another resource',
      { resourceType: 'Practitioner' },
      'holds no Patient (it holds a Practitioner)',
    ],
    [
      'a Bundle without one',
      bundle({ resourceType: 'RelatedPerson' }),
      'holds no Patient (it holds a Bundle of RelatedPerson)',
    ],
    ['an empty Bundle', bundle(), 'holds no Patient (it holds an empty Bundle)'],
    ['a list', [], 'holds no Patient (it holds no FHIR resource)'],
    ['null', 'null', 'holds no Patient (it holds no FHIR resource)'],
  ])('refuses %s by the name of the file, and goes on', async (_what, content, why) => {
    const [bad = '', good = ''] =
      content === undefined
        ? [join(temporaryFolder(), 'bad.json'), ...filesOf({ 'good.json': patient(4) })]
        : filesOf({ 'bad.json': content, 'good.json': patient(4) });

    const { code, lines } = await importInto(temporaryFolder(), [bad, good]);

    expect(code).toBe(1);
    expect(lines[0]).toBe(`bad.json: refused; ${why}`);
    expect(lines[1]).toMatch(/^good.json: registered/);
  });

  it('into a folder that a server has open is done by the server', async () => {
    const app = await openTestApp();
    const [file = ''] = filesOf({ 'one.json': patient(5) });

    const { code, lines } = await importInto(app.data, [file]);

    expect(code).toBe(0);
    const [id] = new RegExp(uuid).exec(lines[0] ?? '') ?? [];
    const { data } = await app.graphql(
      'gp',
      `{ findPeople(input: { nhsNumber: "${nhsNumberAt(5)}" }) { ... on PeopleFound { people { id } } } }`,
    );
    expect(data.findPeople).toEqual({ people: [{ id }] });
    expect((await importInto(app.data, [file])).lines[0]).toMatch(/^one.json: already there/);
  });
});

describe('cuckmere import people', () => {
  beforeAll(ensureBuilt);

  it('is a program of its own: with a running server, and without one', async () => {
    const data = temporaryFolder();
    const files = filesOf({ 'one.json': patient(6), 'two.json': patient(7) });
    const server = await startCuckmere(data);
    const withServer = runCuckmere(['import', 'people', '--data', data, files[0] ?? '']);
    expect(await withServer.exitCode).toBe(0);
    expect(withServer.lines.join('\n')).toMatch(/^one.json: registered; person/);
    process.kill(server.program.pid, 'SIGTERM');
    expect(await server.program.exitCode).toBe(0);

    const alone = runCuckmere(['import', 'people', '--data', data, ...files]);

    expect(await alone.exitCode).toBe(0);
    const said = alone.lines.filter((line) => /\.json: /.test(line));
    expect(said[0]).toMatch(/^one.json: already there/);
    expect(said[1]).toMatch(/^two.json: registered/);
    expect(alone.lines.join('\n')).not.toMatch(/Pilbeam|Edith|999000/);
  });

  it('without a file says what is missing', async () => {
    const program = runCuckmere(['import', 'people', '--data', temporaryFolder()]);

    expect(await program.exitCode).toBe(1);
    expect(program.lines.join('\n')).toContain("missing required argument 'file'");
  });
});

const samples = join(__dirname, '../../../shared/data/pds');
const describeSamples = existsSync(samples) ? describe : undefined;

describeSamples?.('the public samples of the Personal Demographics Service', () => {
  it('are imported as their README says, and a second time nobody is registered', async () => {
    const app = await openTestApp();
    const files = readdirSync(samples)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(samples, name));
    const lineOf = (lines: readonly string[], name: string): string =>
      lines.find((line) => line.startsWith(`${name}: `)) ?? '';

    const { code, lines } = await importInto(app.data, files);

    expect(code).toBe(1);
    for (const file of files) expect(lineOf(lines, file.split('/').at(-1) ?? '')).not.toBe('');
    expect(lineOf(lines, 'PatientCompoundName.json')).toMatch(
      /refused; nhsNumber is not valid: check the ten digits/,
    );
    expect(lineOf(lines, 'RelatedPersonBundle.json')).toContain(
      'refused; holds no Patient (it holds a Bundle of RelatedPerson)',
    );
    expect(lines.some((line) => line.includes('marked restricted'))).toBe(true);
    expect(lines.some((line) => line.includes('recorded as died'))).toBe(true);
    expect(lines.some((line) => /already there; .*differs in .*date of death/.test(line))).toBe(
      true,
    );
    const before = await app.app.house.store.lastPosition();
    const again = await importInto(app.data, files);
    expect(again.lines.join('\n')).not.toMatch(/registered/);
    expect(again.lines.filter((line) => line.includes('refused'))).toEqual(
      lines.filter((line) => line.includes('refused;')),
    );
    expect(await app.app.house.store.lastPosition()).toBe(before);
    const restricted = lines.find((line) => line.includes('marked restricted')) ?? '';
    const [id] = new RegExp(uuid).exec(restricted) ?? [];
    const { data } = await app.graphql(
      'paramedic',
      `{ person(id: "${String(id)}") { identity { ... on Identity { restricted address { __typename } telephone { __typename } } } } }`,
    );
    expect(data.person.identity).toEqual({
      restricted: true,
      address: { __typename: 'Withheld' },
      telephone: { __typename: 'Withheld' },
    });
  });
});
