import { parseArgs } from 'node:util';
import { type Due, eraseDue, findDue, readRegister } from '../features/data-protection/index.ts';
import { recordAccess } from '../platform/audit/record-access.ts';
import { type CommandContext, runCommand, table, WrongCall } from './command-line.ts';
import { withClinic } from './with-clinic.ts';

export const retentionUsage = `Usage: pnpm retention <command>

  report         lists what is past its time by the rules of \`retention\` in clinic.yaml; erases nothing
  erase --yes    erases that, and notes it in the register. There is no way back
  register       what was destroyed: whose, which days it covered, when. Reading it is in the audit trail

Needs the server's environment. What each rule covers: docs/data-handling.md.`;

/** Looks at what is past its time, and erases it. @throws WrongCall, StartRefusal */
export async function runRetention(args: readonly string[], context: CommandContext): Promise<void> {
  const { command, yes } = read(args);
  const { print } = context;
  await withClinic(context, async ({ actor, ...deps }) => {
    const { db, sealing, clock } = deps;
    if (command === 'register') {
      const register = await db.transaction(async (tx) => {
        const subject = { kind: 'register', id: 'destroyed_records' } as const;
        await recordAccess(tx, { actor, action: 'register.read', subject, at: clock.now() });
        return readRegister(tx, sealing);
      });
      const lines = register.map((one) => [
        one.destroyedAt.toISOString(),
        one.kind,
        one.subjectId,
        one.person ?? '-',
        `${one.coveredFrom} to ${one.coveredTo}`,
        `${one.rule} ${one.keptUntil}`,
        one.destroyedBy,
      ]);
      const head = ['destroyed at', 'kind', 'id', 'person', 'entries', 'kept until', 'by'];
      return print(lines.length > 0 ? table([head, ...lines]) : 'Nothing has been destroyed.');
    }
    const due = await findDue(deps, db);
    print(inWords(due.flat()));
    if (command === 'report' || due.length === 0) return;
    if (!yes) throw new WrongCall('To erase this for good: pnpm retention erase --yes');
    print(`${await eraseDue(deps, due, actor)} erased, and noted in the register.`);
  });
}

function read(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    const [command, ...rest] = positionals;
    const known = command === 'report' || command === 'erase' || command === 'register';
    if (known && rest.length === 0) return { command, yes: values.yes };
  } catch (cause) {
    throw new WrongCall(`${cause instanceof Error ? cause.message : cause}\n\n${retentionUsage}`);
  }
  throw new WrongCall(retentionUsage);
}

/** What, by which rule, how many, and the last day on which the oldest of them had to be kept. */
function inWords(due: readonly Due[]): string {
  if (due.length === 0) return 'Nothing is kept past its time.';
  const rows = Map.groupBy(due, ({ policy, rule }) => `${policy.name}\n${rule}`);
  const lines = [...rows].map(([name, group]) => {
    const oldest = group.map(({ keptUntil }) => keptUntil).toSorted()[0] ?? '';
    return [...name.split('\n'), group.length, oldest];
  });
  return table([['what', 'rule', 'due', 'oldest since'], ...lines]);
}

if (import.meta.main) runCommand(runRetention);
