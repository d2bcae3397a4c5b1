// Runs one of the project's own tools from the project's root, with its output shown, under the
// project's own Node: the machine's may be older.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tools = join(root, 'node_modules', '.bin');

/** Answers whether the tool ended well. `env` is added to the environment. */
export function runTool(name, args, env = {}) {
  const ran = spawnSync(join(tools, name), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: `${tools}${delimiter}${process.env.PATH ?? ''}` },
  });
  if (ran.error) console.error(`${name} could not be started: ${ran.error.message}`);
  return ran.status === 0;
}
