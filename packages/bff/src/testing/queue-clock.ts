import pg from 'pg';

/**
 * Lets time pass for the job queue, whose clock is the database's: what waits is due so much sooner.
 * @param noServerRuns what a killed server was doing has been without a heartbeat for as long, too
 */
export async function advanceQueue(
  databaseUrl: string,
  milliseconds: number,
  { noServerRuns }: { noServerRuns: boolean },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const passed = `$1 * interval '1 millisecond'`;
    await client.query(
      `update pgboss.job set start_after = start_after - ${passed} where state in ('created', 'retry')`,
      [milliseconds],
    );
    if (!noServerRuns) return;
    await client.query(
      `update pgboss.job set started_on = started_on - ${passed}, heartbeat_on = heartbeat_on - ${passed}
       where state = 'active'`,
      [milliseconds],
    );
  } finally {
    await client.end();
  }
}
