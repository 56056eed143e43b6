import type { RetainedRecord } from '../../../platform/retention/retention-policy.ts';

/**
 * Groups the records of one person: records that share a tie, directly or through other records. A record without
 * ties is a group of its own.
 */
export function byPerson<Entry extends Pick<RetainedRecord, 'ties'>>(records: readonly Entry[]): Entry[][] {
  const leaders = new Map<Entry, Entry>();
  const leaderOf = (entry: Entry): Entry => {
    let leader = entry;
    for (let next = leaders.get(leader); next; next = leaders.get(leader)) leader = next;
    // Shortens the path for the next search.
    if (leader !== entry) leaders.set(entry, leader);
    return leader;
  };
  const firstWith = new Map<string, Entry>();
  for (const record of records) {
    for (const tie of record.ties) {
      const other = firstWith.get(tie);
      if (!other) firstWith.set(tie, record);
      else {
        const [one, two] = [leaderOf(other), leaderOf(record)];
        if (one !== two) leaders.set(two, one);
      }
    }
  }
  return [...Map.groupBy(records, leaderOf).values()];
}
