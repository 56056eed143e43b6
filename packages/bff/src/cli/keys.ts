import { type KeyReport, keyReport, reEncryptValues } from '../features/data-protection/index.ts';
import { type CommandContext, runCommand, table, WrongCall } from './command-line.ts';
import { withClinic } from './with-clinic.ts';

export const keysUsage = `Usage: pnpm keys <command>

  status      how many values stand under which key of DATA_ENCRYPTION_KEYS, and which key may be removed
  re-encrypt  encrypts every value again under the first key; may run beside the server, be stopped, and be run again

Needs the server's environment. How to rotate keys: docs/data-handling.md.`;

/** Looks after the keys that patient data is sealed under. @throws WrongCall, StartRefusal */
export async function runKeys(args: readonly string[], context: CommandContext): Promise<void> {
  const [command, ...rest] = args;
  if ((command !== 'status' && command !== 're-encrypt') || rest.length > 0) throw new WrongCall(keysUsage);
  const { print } = context;
  await withClinic(context, async ({ db, sealing, clock, actor, sealedColumns }) => {
    if (command === 're-encrypt') {
      const done = await reEncryptValues({ db, sealing, clock, columns: sealedColumns }, actor);
      print(`${done.reEncrypted} values encrypted again under ${sealing.currentKeyId}.`);
      if (done.changedMeanwhile > 0) {
        print(`${done.changedMeanwhile} were changed meanwhile, and are left as they are: run this again.`);
      }
      for (const { column, key, keyId } of done.unreadable) {
        print(`Does not open with the key ${keyId}: ${column} of ${key}.`);
      }
      print('');
    }
    print(inWords(await keyReport(db, sealing, sealedColumns)));
  });
}

function inWords({ keys, undeclared, removable }: KeyReport): string {
  const roles = { writes: 'writes and reads', reads: 'reads', missing: 'NOT in DATA_ENCRYPTION_KEYS' };
  const lines = [
    table([
      ['key', 'values', 'role'],
      ...keys.map(({ keyId, values, role }) => [keyId, values, roles[role]]),
    ]),
    '',
    ...undeclared.map(
      (column) => `${column} holds sealed values but is not declared: do not remove any key.`,
    ),
    ...keys
      .filter(({ role }) => role === 'missing')
      .map(({ keyId }) => `Put the key ${keyId} back: without it these values cannot be read.`),
  ];
  if (removable.length > 0) {
    lines.push(
      `${removable.join(', ')} may be removed once every server writes with ${keys[0]?.keyId}. Keep it in a safe for as long as you keep backups from before.`,
    );
  } else {
    lines.push('No key may be removed now.');
  }
  return lines.join('\n');
}

if (import.meta.main) runCommand(runKeys);
