/**
 * Serves a folder with one person in it until it is killed. The looks named `Fatal` kill it by
 * themselves: after their record is durable and before their answer leaves.
 */
import { openApp } from '../../../cli/app';
import { parsePersonCommand } from '../../../events/person/commands';
import { createLog } from '../../../gateway/log';
import { actOf, personIdOf } from '../../support/acts';
import { createHeaderSignIn } from '../../support/headerSignIn';

const [, , , folder = ''] = process.argv;

const main = async (): Promise<void> => {
  const app = await openApp({
    data: folder,
    host: '127.0.0.1',
    port: 0,
    withDemo: false,
    nodeEnv: 'test',
    signIn: createHeaderSignIn({ nhsNumberKeyOf: () => '' }),
    log: createLog({ write: () => undefined }),
    wrapAccessLog: (accessLog) => ({
      ...accessLog,
      keep: async (told) => {
        await accessLog.keep(told);
        if (told.operationName === 'Fatal') process.kill(process.pid, 'SIGKILL');
      },
    }),
  });
  const command = parsePersonCommand('RegisterPerson', {
    name: { family: 'Pilbeam', given: ['Edith'] },
    dateOfBirth: '1938-04-09',
  });
  if ('kind' in command) throw new Error(command.message);
  await app.house.loops.person.handle(personIdOf('looked at'), command, actOf('looked at'));
  console.log(`serves ${app.url}`);
};

main().catch((error: unknown) => {
  console.log(`failed ${String(error)}`);
  process.exit(1);
});
