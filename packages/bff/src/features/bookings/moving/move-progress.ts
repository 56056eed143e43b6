/** How far a move has come. */
export type MoveProgress =
  /** The booking has the new time. */
  | { kind: 'moved' }
  /** The calendar has given no certain answer. The old appointment stands, and a job goes on. */
  | { kind: 'waiting'; retryAfterSeconds: number | null }
  /** Ended without a new time: the old appointment stands, or the booking has ended since. */
  | { kind: 'slot_lost' | 'overtaken' }
  | { kind: 'calendar_unavailable'; retryAfterSeconds: number | null };
