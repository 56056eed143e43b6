import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readBooking } from '../../api/bookings.ts';
import type { Booking } from './journey.ts';

/** How often an open booking is asked about. Milliseconds. */
export interface WatchPace {
  /** The pause before each question; the last one repeats. */
  readonly pauses: readonly number[];
  /** After how many unanswered questions the patient is told to leave without worry. */
  readonly lateAfter: number;
}

export const defaultPace: WatchPace = {
  pauses: [1_500, 2_000, 3_000, 5_000, 8_000, 13_000, 20_000, 30_000],
  lateAfter: 4,
};

interface Watched {
  readonly origin: string;
  readonly booking: Booking;
  readonly pace: WatchPace;
}

/**
 * Asks about a booking that the calendar has not confirmed yet, ever less often, until it is settled.
 * A question that fails is asked again later: the booking is safe with the server either way.
 * Pauses while its element is off the page.
 */
export class ConfirmationWatch implements ReactiveController {
  private watched: Watched | null = null;
  private running: AbortController | null = null;
  private readonly settled: (status: 'confirmed' | 'failed') => void;
  private readonly late: () => void;

  constructor(
    host: ReactiveControllerHost,
    listeners: { settled: (status: 'confirmed' | 'failed') => void; late: () => void },
  ) {
    this.settled = listeners.settled;
    this.late = listeners.late;
    host.addController(this);
  }

  start(watched: Watched): void {
    this.stop();
    this.watched = watched;
    this.hostConnected();
  }

  stop(): void {
    this.watched = null;
    this.hostDisconnected();
  }

  hostConnected(): void {
    if (!this.watched || this.running) return;
    this.running = new AbortController();
    void this.watch(this.watched, this.running.signal);
  }

  hostDisconnected(): void {
    this.running?.abort();
    this.running = null;
  }

  private async watch({ origin, booking, pace }: Watched, signal: AbortSignal): Promise<void> {
    for (let asked = 0; !signal.aborted; asked++) {
      if (asked === pace.lateAfter) this.late();
      await pause(pace.pauses[Math.min(asked, pace.pauses.length - 1)] ?? 0, signal);
      if (signal.aborted) return;
      const outcome = await ask(origin, booking, signal);
      if (signal.aborted || outcome === 'open') continue;
      this.stop();
      this.settled(outcome);
    }
  }
}

async function ask(
  origin: string,
  booking: Booking,
  signal: AbortSignal,
): Promise<'open' | 'confirmed' | 'failed'> {
  const view = await readBooking(origin, booking.bookingId, booking.manageToken, signal).catch(() => null);
  switch (view?.status) {
    case 'confirmed':
      return 'confirmed';
    case 'failed':
    case 'expired':
    case 'cancelled':
      return 'failed';
    default:
      return 'open';
  }
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
