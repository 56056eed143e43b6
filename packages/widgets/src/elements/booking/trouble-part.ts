import { nothing, type TemplateResult } from 'lit';
import { ApiProblem } from '../../api/api-problem.ts';
import { bookingCopy } from '../../copy/booking/booking.ts';
import type { BookingHost } from './booking-host.ts';
import type { Journey } from './journey/journey.ts';
import { loadTrouble } from './lazy-load.ts';
import type { Trouble } from './trouble/trouble.ts';
import { notLoadedView } from './views/step-views.ts';
import type { ViewContext } from './views/view-context.ts';

/** Loads what a booking in trouble needs, and draws it. When it cannot be loaded, a button loads it again. */
export class TroublePart {
  readonly #hostOf: () => BookingHost;
  #trouble: Trouble | null = null;
  #isMissing = false;

  /** @param hostOf called when the catalogue is there */
  constructor(hostOf: () => BookingHost) {
    this.#hostOf = hostOf;
  }

  /** @returns `null` when it cannot be loaded: then `view` says so */
  async load(): Promise<Trouble | null> {
    const host = this.#hostOf();
    this.#isMissing = false;
    try {
      const { Trouble } = await loadTrouble();
      this.#trouble ??= new Trouble(host);
      await this.#trouble.watchOver();
    } catch {
      this.#isMissing = true;
    }
    host.element.requestUpdate();
    await host.element.updateComplete;
    return this.#trouble;
  }

  view(context: ViewContext): TemplateResult | typeof nothing {
    if (!this.#isMissing) return this.#trouble?.view(context) ?? nothing;
    const { journey, resume } = this.#hostOf();
    const again = journey().at === 'resuming' ? resume : () => void this.load();
    return notLoadedView(new ApiProblem('network'), again, bookingCopy.summaryHeading);
  }

  /** Why the last press of "Book" failed; `null` when it did not. */
  words(journey: Journey): { heading: string; body: string } | null {
    const trouble = journey.at === 'details' ? journey.trouble : null;
    return trouble && (this.#trouble?.words(trouble) ?? bookingCopy.noAnswer);
  }
}
