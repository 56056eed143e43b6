import type { ReactiveControllerHost } from 'lit';
import { readCalendarFile } from '../api/bookings/bookings.ts';
import { saveFile } from '../page/save-file.ts';

export type CalendarFileState = 'idle' | 'fetching' | 'failed';

/** Fetches the calendar file of a booking and hands it to the browser's downloads. */
export class CalendarFile {
  state: CalendarFileState = 'idle';
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** @param name the file's name; a phone shows it when it offers to open the file */
  async fetch(origin: string, bookingId: string, token: string, name: string): Promise<void> {
    this.#become('fetching');
    try {
      saveFile(await readCalendarFile(origin, bookingId, token), name);
      this.#become('idle');
    } catch {
      this.#become('failed');
    }
  }

  #become(state: CalendarFileState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
