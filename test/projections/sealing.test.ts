/** Nothing personal can be read in any file of the data folder: log, WAL, read models, keys. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandLoop } from '../../events/store/handle';
import { nhsNumberDecider } from '../../events/nhs-number/nhsNumberDecider';
import { openBlindIndex } from '../../events/store/keys/blindIndex';
import { actOf, actorNamed, personIdOf } from '../support/acts';
import {
  command,
  cprInput,
  focus,
  publish,
  question,
  start,
  withdraw,
} from '../events/end-of-life-plan/planCommands';
import { doneOf, loopsOf, openData, register, runToEnd } from './openedData';

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });

/** Words that stand nowhere else; any of them in a file is a leak. */
const canary = {
  family: 'Quagmirezephyr',
  street: '77 Canarywharfling Row',
  postcode: 'BN99 9ZZ',
  nhsNumber: '9990000018',
  born: '1931-12-13',
  telephone: '01632960999',
  author: 'Dr Wobblethorpe-Xyzzy',
  organisation: 'Snorkelham Surgery',
  reason: 'zanzibarreason',
  involved: 'Ottoline Vexmoor',
  statement: 'quokkastatement',
  concern: 'xylophoneconcern',
  withdrawn: 'marzipanwithdrawal',
};

describe('the files of a data folder', () => {
  it('hold no word of what was said, of whom, or by whom', async () => {
    const data = await openData();
    const id = personIdOf('sealed');
    const actor = actorNamed(canary.author, { organisationName: canary.organisation });
    const act = (seed: string, basedOn?: bigint) =>
      actOf(seed, { actor, ...(basedOn === undefined ? {} : { basedOn }) });
    const { people, plans } = loopsOf(data);
    const person = register({
      name: { family: canary.family, given: ['A'] },
      dateOfBirth: canary.born,
      address: { lines: [canary.street], postcode: canary.postcode },
      nhsNumber: canary.nhsNumber,
      telephone: canary.telephone,
    });
    doneOf(await people.handle(id, person, act('register')));
    const blind = await openBlindIndex(data.keys);
    const hash = blind.of('nhsNumber', canary.nhsNumber);
    const reserve = { type: 'ReserveNhsNumber', personId: id } as const;
    doneOf(await commandLoop(data, nhsNumberDecider).handle(hash, reserve, act('reserve')));
    const decision = cprInput({ reason: canary.reason, involved: [{ name: canary.involved }] });
    const commands = [
      start,
      command('RecordCprDecision', decision),
      focus({ statement: canary.statement }),
      publish(2),
      question(canary.concern),
      withdraw({ reason: canary.withdrawn }),
    ];
    for (const [index, one] of commands.entries()) {
      doneOf(await plans.handle(id, one, act(`step ${String(index)}`, BigInt(index - 1))));
    }
    await runToEnd(data);
    expect(data.halts).toEqual([]);
    expect((await data.models.people.get(id))?.state.demographics.value.name?.family).toBe(
      canary.family,
    );

    const leaks = (): string[] =>
      filesUnder(data.folder).flatMap((file) => {
        const content = readFileSync(file).toString('latin1').toLowerCase();
        const alike = Object.entries(canary).flatMap(([what, word]) =>
          [word, word.replaceAll(' ', '')].some((form) =>
            content.includes(Buffer.from(form).toString('latin1').toLowerCase()),
          )
            ? [`${what} in ${file}`]
            : [],
        );
        return alike;
      });
    expect(filesUnder(data.folder).map((file) => file.slice(data.folder.length))).toEqual(
      expect.arrayContaining([
        '/events.db',
        '/events.db-wal',
        '/keys/keys.db',
        '/views/peopleIndex-v1.db',
      ]),
    );
    expect(leaks()).toEqual([]);
    await data.close();
    expect(leaks()).toEqual([]);
  });

  it('go dark together when the key is destroyed', async () => {
    const data = await openData();
    const id = personIdOf('erased');
    doneOf(await loopsOf(data).people.handle(id, register(), actOf('register')));
    await runToEnd(data);
    await data.keys.destroy(`${id}.1`);
    await data.close();
    const again = await openData(data.folder);
    expect(await again.models.people.get(id)).toBeUndefined();
    expect((await loopsOf(again).people.load(id)).isErased).toBe(true);
  });
});
