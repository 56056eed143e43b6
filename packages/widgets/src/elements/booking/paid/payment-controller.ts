import { html, type TemplateResult } from 'lit';
import { codeOf } from '../../../api/api-problem.ts';
import type { HoldLine } from '../../../components/hold-line/hold-line.ts';
import { paymentCopy } from '../../../copy/booking/payment.ts';
import { chargeWords } from '../../../copy/money.ts';
import { keepFragment } from '../../../page/kept-fragment.ts';
import type { BookingHost } from '../booking-host.ts';
import type { Attempt, Booking, Held, Journey, JourneyEvent } from '../journey/journey.ts';
import { summaryCard } from '../views/summary-card.ts';
import { heading, refundOf, type ViewContext } from '../views/view-context.ts';
import { PaidBookingApi } from './paid-booking-api.ts';
import '../../../components/hold-line/hold-line.ts';
import '../../../components/payment-step/payment-step.ts';

type AtPayment = Extract<Journey, { at: 'payment' }>;

/** The steps in which the patient has left the payment. */
const left: ReadonlySet<Journey['at']> = new Set(['service', 'call', 'time', 'details', 'lapsed']);

/** A paid booking from the moment its time is held: the payment step, and the requests to the server. */
export class PaymentController {
  readonly #host: BookingHost;
  /** The requests of this booking. */
  readonly api: PaidBookingApi;
  #asking: HoldLine['asking'] = 'no';

  constructor(host: BookingHost) {
    this.#host = host;
    this.api = new PaidBookingApi(host.origin, host.catalogue, host.invited);
  }

  /** @throws ApiProblem when the time was not granted */
  hold(attempt: Attempt, patientZone: string): Promise<JourneyEvent> {
    this.#asking = 'no';
    keepFragment();
    return this.api.hold(attempt, patientZone);
  }

  /** Releases the time when the patient has left the payment. */
  moved(before: Journey): void {
    const { at } = this.#host.journey();
    if (before.at === 'payment' && left.has(at)) void this.#release(before.held);
  }

  view(journey: AtPayment, context: ViewContext): TemplateResult {
    const { held, slot, phase } = journey;
    const { catalogue, locale } = context;
    const { phone } = catalogue.clinic;
    return html`${heading(paymentCopy.heading)}
      <bq-hold-line
        .expiresAt=${held.holdExpiresAt}
        .extendable=${held.holdExtendable && phase === 'open'}
        .asking=${this.#asking}
        @bq-hold-longer=${() => void this.#extend(held)}
        @bq-hold-over=${() => void this.#lookAgain(held)}
      ></bq-hold-line>
      <div class="beside">
        ${summaryCard(journey, context)}
        <bq-payment-step
          .setup=${held.setup}
          .amount=${chargeWords(held.price, locale)}
          .terms=${refundOf(held.price, slot.start, context)}
          .locale=${locale}
          .phone=${phone}
          .confirming=${phase === 'confirming'}
          .decline=${held.decline}
          .returnUrl=${location.href.split('#')[0] ?? ''}
          @bq-card-paying=${() => this.#host.act({ type: 'paying' })}
          @bq-card-open=${() => this.#host.act({ type: 'paid', authorised: false })}
          @bq-card-authorised=${() => void this.#paid(held)}
          @bq-card-unavailable=${() => void this.#lookAgain(held, true)}
        ></bq-payment-step>
      </div>`;
  }

  async #paid(held: Held): Promise<void> {
    const host = this.#host;
    host.act({ type: 'paid', authorised: true });
    try {
      host.act({ type: 'seen', snapshot: await this.api.confirm(held) });
    } catch (error) {
      // The bank has authorised the card. The server finishes the booking even if this request failed, so we keep
      // asking.
      host.tellError(codeOf(error));
      host.act({ type: 'unanswered', booking: this.#bookingOf(held) });
    }
  }

  async #extend(held: Held): Promise<void> {
    this.#setAsking('asking');
    try {
      const snapshot = await this.api.extend(held);
      this.#setAsking('no');
      this.#host.act({ type: 'seen', snapshot });
    } catch (error) {
      this.#host.tellError(codeOf(error));
      this.#setAsking('failed');
    }
  }

  /**
   * The hold has expired by this device's clock, or the card fields did not load: reads the booking's state.
   * @param stays whether the payment step stays open when no answer comes
   */
  async #lookAgain(held: Held, stays = false): Promise<void> {
    const snapshot = await this.api.look(held).catch(() => null);
    if (this.#host.journey().at !== 'payment') return;
    if (snapshot) this.#host.act({ type: 'seen', snapshot });
    else if (!stays) this.#host.act({ type: 'lapsed' });
  }

  async #release(held: Held): Promise<void> {
    const snapshot = await this.api.release(held);
    // The card was authorised in the meantime: then it is a booking, and the time is not released.
    const isPaid =
      snapshot && (snapshot.underWay || snapshot.status === 'confirming' || snapshot.status === 'confirmed');
    if (isPaid) this.#host.act({ type: 'seen', snapshot });
  }

  #setAsking(asking: HoldLine['asking']): void {
    this.#asking = asking;
    this.#host.element.requestUpdate();
  }

  #bookingOf({ bookingId, manageToken, manageUrl }: Held): Booking {
    const { slot } = this.#host.journey();
    return {
      bookingId,
      manageToken,
      manageUrl,
      confirmationNumber: '',
      scheduledTime: slot?.start ?? '',
      durationMinutes: 0,
      consultantName: '',
      zoomLink: null,
    };
  }
}
