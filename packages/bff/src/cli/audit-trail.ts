import { parseArgs } from 'node:util';
import { and, asc, eq, gte } from 'drizzle-orm';
import { z } from 'zod';
import { subjectKinds } from '../platform/audit/record-access.ts';
import { auditLog } from '../platform/audit/tables.ts';
import { type CommandContext, runCommand, table, WrongCall } from './command-line.ts';
import { withClinic } from './with-clinic.ts';

export const auditTrailUsage = `Usage: pnpm audit-trail <kind> <id>
       pnpm audit-trail by <actor> [--since 2026-11-01]

  The first: who or what read or wrote this, oldest first. Kinds: ${subjectKinds.join(', ')}.
  The second: what one actor read or wrote, like staff:reception-1, patient or system.

Needs the server's environment. It holds ids and no names: docs/data-handling.md.`;

/** Who read or wrote what. @throws WrongCall, StartRefusal */
export async function runAuditTrail(args: readonly string[], context: CommandContext): Promise<void> {
  const which = read(args);
  await withClinic(context, async ({ db }) => {
    const rows = await db.select().from(auditLog).where(which).orderBy(asc(auditLog.id));
    const lines = rows.map(({ at, actor, action, subjectKind, subjectId, requestId }) => [
      at.toISOString(),
      actor,
      action,
      subjectKind,
      subjectId,
      requestId ?? '-',
    ]);
    const head = ['at', 'who', 'what', 'kind', 'id', 'request'];
    context.print(lines.length > 0 ? table([head, ...lines]) : 'The audit trail has no entry.');
  });
}

function read(args: readonly string[]) {
  const { positionals, since } = parsed(args);
  const [first, second, ...rest] = positionals;
  if (!first || !second || rest.length > 0) throw new WrongCall(auditTrailUsage);
  const from = since === undefined ? undefined : gte(auditLog.at, new Date(`${since}T00:00:00Z`));
  if (first === 'by') return and(eq(auditLog.actor, second), from);
  if (!z.enum(subjectKinds).safeParse(first).success) throw new WrongCall(auditTrailUsage);
  return and(eq(auditLog.subjectKind, first), eq(auditLog.subjectId, second), from);
}

function parsed(args: readonly string[]) {
  try {
    const options = { since: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { positionals, since: z.iso.date().optional().parse(values.since) };
  } catch (cause) {
    throw new WrongCall(auditTrailUsage, { cause });
  }
}

if (import.meta.main) runCommand(runAuditTrail);
