import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import type { LitElement } from 'lit';
import type { ApiProblemCode } from '../../api/api-problem.ts';
import type { Invited } from '../../page/links/invited.ts';
import type { Journey, JourneyEvent } from './journey/journey.ts';
import type { PaidBookingApi } from './paid/paid-booking-api.ts';
import type { WatchTimings } from './trouble/confirmation-watch.ts';

/** What the element gives to its parts that are loaded when they are needed: the payment, and what can go wrong. */
export interface BookingHost {
  readonly element: LitElement;
  readonly origin: string;
  readonly catalogue: Catalogue;
  readonly invited: Invited | null;
  timings(): WatchTimings | undefined;
  journey(): Journey;
  act(event: JourneyEvent): void;
  /** Sends the details again. */
  submit(): void;
  /** Looks up again what was under way before a reload. */
  resume(): void;
  say(words: string): void;
  tellError(code: ApiProblemCode): void;
  /**
   * The requests of a paid booking.
   * @throws ApiProblem when the code for payments cannot be loaded
   */
  payment(): Promise<{ readonly api: PaidBookingApi }>;
}
