/**
 * `pnpm new widget side-note`: writes the files of a new thing, and its line in each list that names all of its kind.
 * What it writes passes every check as it is.
 */
import { repositoryRoot } from '../repository.ts';
import { runCommand } from '../run-command.ts';
import { kinds } from './kinds.ts';
import { textsOf, write } from './plan.ts';

const [kind = '', name = ''] = process.argv.slice(2).filter((argument) => argument !== '--');
const make = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
if (!make || name === '') {
  console.error(`Write: pnpm new ${Object.keys(kinds).join('|')} <name>. A route is named <feature>/<name>.`);
  process.exit(1);
}

try {
  const plan = make(name);
  const texts = await textsOf(plan, repositoryRoot);
  await write(texts, repositoryRoot);
  await run('biome', 'check', '--write', ...texts.keys());
  for (const command of plan.commands ?? []) await run(...command);
  for (const path of texts.keys()) console.log(`${path in plan.files ? 'new    ' : 'changed'} ${path}`);
  console.log(['', 'Next:', ...plan.next].join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function run(command: string, ...args: string[]): Promise<void> {
  const { exitCode, output } = await runCommand(command, args, { timeout: 60_000 });
  if (exitCode !== 0) throw new Error(output);
}
