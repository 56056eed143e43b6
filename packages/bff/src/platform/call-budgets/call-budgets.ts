/** So many calls in so many seconds. */
export interface CallWindow {
  seconds: number;
  most: number;
}

export interface CallRules {
  windows: readonly CallWindow[];
  /** The call leaves the last part of each limit to calls that matter more. */
  leaveReserve: boolean;
}

/** What is known of one key. Milliseconds. */
export interface Budget {
  calls: readonly number[];
  pausedUntil: number;
  reserveUntil: number;
}

/** What all servers together may still use of an outside service's limits. */
export interface CallBudgets {
  /**
   * Takes one call where the limits and the pauses allow it, in one statement. Of calls at the same instant on all
   * servers, not one more passes than the windows have places.
   * @returns `null`: the call may go; otherwise in how many seconds to ask again
   */
  take(key: string, rules: CallRules): Promise<number | null>;
  /** Gives a call back that was certainly not sent. */
  giveBack(key: string): Promise<void>;
  /**
   * How many seconds a call that is not counted has to wait; `null`: it may go. It reads a copy in memory that is some
   * seconds old at most, so it costs nothing.
   */
  waitSeconds(key: string, leaveReserve: boolean): number | null;
  /** Notes what the service said: it refused a call, or little is left. A note that says nothing new is not written. */
  note(key: string, until: { pausedUntil?: number; reserveUntil?: number }): Promise<void>;
}

/** The last part of each limit, which is kept. Of 10 bookings a minute, these are 2. */
export const keptShare = 0.2;

/** How many places of a window a call may find taken before it waits. A limit that is too small is not shared. */
export function placesFor({ most }: CallWindow, leaveReserve: boolean): number {
  return leaveReserve && most * keptShare >= 1 ? most - Math.floor(most * keptShare) : most;
}

/**
 * From when on calls count in a window. After a pause, or after the window of the service's own count, the service
 * counts anew; that window is the shortest one, unless the pause was longer.
 */
function countedSince({ seconds }: CallWindow, budget: Budget, now: number): number {
  const ended = [budget.pausedUntil, budget.reserveUntil].filter((until) => until <= now);
  return Math.max(now - seconds * 1000, ...(seconds <= shortestSeconds ? ended : []));
}
export const shortestSeconds = 60;

/** In how many seconds a call may go, by these rules; `null`: now. */
export function waitOf(budget: Budget, { windows, leaveReserve }: CallRules, now: number): number | null {
  const pauses = [budget.pausedUntil, leaveReserve ? budget.reserveUntil : 0];
  const full = windows.map((window) => {
    const counted = budget.calls
      .filter((call) => call > countedSince(window, budget, now))
      .toSorted((a, b) => a - b);
    const freed = counted.at(-placesFor(window, leaveReserve));
    return freed === undefined ? 0 : freed + window.seconds * 1000;
  });
  const until = Math.max(...pauses, ...full);
  return until > now ? Math.ceil((until - now) / 1000) : null;
}
