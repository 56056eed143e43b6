import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readBooking } from '../../../api/bookings/bookings.ts';
import type { Booking, BookingSnapshot, JourneyEvent } from '../journey/journey.ts';

/** The intervals at which the page asks about an unconfirmed booking. Milliseconds. */
export interface WatchTimings {
  /** The pause before each question; the last one repeats. */
  readonly pauses: readonly number[];
  /** The number of requests without a result after which the page tells the patient that they may leave. */
  readonly lateAfter: number;
}

const defaultTimings: WatchTimings = {
  pauses: [1_500, 2_000, 3_000, 5_000, 8_000, 13_000, 20_000, 30_000],
  lateAfter: 4,
};

interface Watched {
  /** Asks once; `null`: the booking is still unconfirmed. */
  readonly ask: (signal: AbortSignal) => Promise<JourneyEvent | null>;
  /** Left out: those of a page in use. */
  readonly timings: WatchTimings | undefined;
}

/**
 * Asks about a booking that the calendar has not confirmed yet, at growing intervals, until there is a result.
 * A failed request is repeated later: the server keeps the booking in any case.
 * Pauses while its element is off the page.
 */
export class ConfirmationWatch implements ReactiveController {
  #watched: Watched | null = null;
  #running: AbortController | null = null;
  readonly #act: (event: JourneyEvent) => void;

  /** @param act called with the result; called once before, when the confirmation takes long */
  constructor(host: ReactiveControllerHost, act: (event: JourneyEvent) => void) {
    this.#act = act;
    host.addController(this);
  }

  start(watched: Watched): void {
    this.stop();
    this.#watched = watched;
    this.hostConnected();
  }

  stop(): void {
    this.#watched = null;
    this.hostDisconnected();
  }

  hostConnected(): void {
    if (!this.#watched || this.#running) return;
    this.#running = new AbortController();
    void this.#watch(this.#watched, this.#running.signal);
  }

  hostDisconnected(): void {
    this.#running?.abort();
    this.#running = null;
  }

  async #watch({ ask, timings: pace = defaultTimings }: Watched, signal: AbortSignal): Promise<void> {
    for (let asked = 0; !signal.aborted; asked++) {
      if (asked === pace.lateAfter) this.#act({ type: 'late' });
      await pause(pace.pauses[Math.min(asked, pace.pauses.length - 1)] ?? 0, signal);
      if (signal.aborted) return;
      const outcome = await ask(signal).catch(() => null);
      if (signal.aborted || !outcome) continue;
      this.stop();
      this.#act(outcome);
    }
  }
}

/** Asks about a free booking. @returns `null` while it is unconfirmed */
export async function askFree(
  origin: string,
  { bookingId, manageToken }: Booking,
  signal: AbortSignal,
): Promise<JourneyEvent | null> {
  const { status } = await readBooking(origin, bookingId, manageToken, signal);
  if (status === 'confirming' || status === 'awaiting_payment') return null;
  return { type: 'resolved', status: status === 'confirmed' ? 'confirmed' : 'failed' };
}

/**
 * Asks about a paid booking.
 * @param confirmed the server's answer to the request to confirm it
 * @returns `null` while the server is working on it
 */
export async function askPaid(confirmed: Promise<BookingSnapshot>): Promise<JourneyEvent | null> {
  const snapshot = await confirmed;
  const { status, underWay } = snapshot;
  const open = status === 'confirming' || (status === 'awaiting_payment' && underWay);
  return open ? null : { type: 'seen', snapshot };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
