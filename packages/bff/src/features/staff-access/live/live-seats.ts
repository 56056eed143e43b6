import { Problem } from '../../../platform/problem.ts';

/** One browser has a connection for each open tab. */
const mostPerSession = 10;
/** Of one server. A clinic has some dozens of desks. */
const mostInTotal = 500;
const retryAfterSeconds = 30;

/** Counts the open live connections of this server, so that no session and no machine takes them all. */
export class LiveSeats {
  readonly #of = new Map<string, number>();
  readonly #limits: { perSession: number; inTotal: number };
  #total = 0;

  constructor(limits = { perSession: mostPerSession, inTotal: mostInTotal }) {
    this.#limits = limits;
  }

  /**
   * @param holder the session, or the subject of a machine's token
   * @returns what gives the seat back; a second call does nothing
   * @throws Problem too_many_requests
   */
  take(holder: string): () => void {
    const own = this.#of.get(holder) ?? 0;
    if (own >= this.#limits.perSession || this.#total >= this.#limits.inTotal) {
      throw new Problem(
        'too_many_requests',
        'Too many desks are open at the same time. Close a tab of the desk that you do not need.',
        { retryAfterSeconds },
      );
    }
    this.#of.set(holder, own + 1);
    this.#total += 1;
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      this.#total -= 1;
      const left = (this.#of.get(holder) ?? 1) - 1;
      if (left === 0) this.#of.delete(holder);
      else this.#of.set(holder, left);
    };
  }
}
