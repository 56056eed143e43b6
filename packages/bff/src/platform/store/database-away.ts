import { DrizzleQueryError } from 'drizzle-orm';

/** The database is unreachable, is starting or stopping, or has no connection left: it can answer later. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  // Where a name has several addresses, Node reports one failure for each.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(isDatabaseAway);
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause ? String(cause.code) : '';
  // The socket file of a database on the same machine.
  if (code === 'ENOENT') return 'syscall' in cause && cause.syscall === 'connect';
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code) ||
    /^(08...|57P0[123]|53300)$/.test(code) ||
    /timeout exceeded when trying to connect|timeout expired|Connection terminated/.test(cause.message)
  );
}
