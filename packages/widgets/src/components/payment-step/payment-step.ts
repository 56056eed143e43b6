import type { DeclineReason, PaymentSetup } from '@botaniqal/shared/contracts/bookings.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { bookingCopy } from '../../copy/booking/booking.ts';
import { paymentCopy } from '../../copy/booking/payment.ts';
import { define } from '../../page/define.ts';
import { CardPayment } from '../../payments/card-payment.ts';
import type { PaymentTrouble } from '../../payments/payment-trouble.ts';
import { base } from '../../styles/base.ts';
import type { Banner } from '../banner/banner.ts';
import { phoneLink } from '../phone-link/phone-link.ts';
import { paymentStepStyles } from './payment-step.styles.ts';
import '../banner/banner.ts';

/**
 * The card fields and the button that pays. Stripe's script is loaded only when this element is on the page.
 *
 * @element bq-payment-step
 * @slot - this element itself places Stripe's frames here: they are in the page, not in a shadow root
 * @fires bq-card-paying - the patient pressed "Pay", and the bank checks the card: there is no way back until it answers
 * @fires bq-card-authorised - the bank has authorised the card: the server continues
 * @fires bq-card-open - the bank did not authorise the card; the patient can change something and pay again
 * @fires bq-card-unavailable - the card fields cannot be shown; the booking may not need a payment any more
 * @csspart pay - the button that pays
 */
export class PaymentStep extends LitElement {
  static override properties: PropertyDeclarations = {
    setup: { attribute: false },
    amount: {},
    terms: {},
    locale: {},
    phone: {},
    confirming: { type: Boolean },
    decline: { attribute: false },
    returnUrl: { attribute: false },
    card: { state: true },
    trouble: { state: true },
    paying: { state: true },
  };

  static override styles = [base, paymentStepStyles];

  setup: PaymentSetup | null = null;
  /** "$79.00" */
  amount = '';
  /** What the patient gets back who cancels, in words. */
  terms = '';
  locale = 'en-AU';
  phone = '';
  /** The card is authorised and the server is at work. */
  confirming = false;
  /** Why the bank declined the card before, as the server says; set after a return from the bank's page. */
  decline: DeclineReason | null = null;
  /** The address to which the bank's page returns. */
  returnUrl = '';

  private card: 'loading' | 'ready' | 'unavailable' = 'loading';
  private trouble: { readonly heading: string; readonly body: string } | null = null;
  private paying = false;

  private payment: CardPayment | null = null;
  #opening: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // Frames do not survive when the page moves the element, so the fields are created again.
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#opening?.abort();
    this.payment?.close();
    this.payment = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('decline')) void this.#explain(this.decline);
  }

  protected override firstUpdated(): void {
    this.#open();
  }

  protected override render() {
    const { card, trouble, paying, confirming } = this;
    const busy = paying || confirming;
    const words = card === 'unavailable' ? paymentCopy.unreachable : trouble;
    return html`${
      words && !busy
        ? html`<bq-banner .heading=${words.heading} .body=${words.body}>
            ${
              card === 'unavailable'
                ? html`<button type="button" @click=${this.#open}>${paymentCopy.tryAgain}</button>`
                : nothing
            }
            ${phoneLink(this.phone, bookingCopy.call(this.phone))}
          </bq-banner>`
        : nothing
    }
      <i class="probe" aria-hidden="true"></i>
      <div
        class="fields"
        role="group"
        aria-label=${paymentCopy.card}
        aria-busy=${card === 'loading' ? 'true' : nothing}
        ?hidden=${card === 'unavailable'}
      >
        ${card === 'loading' ? html`<p class="skeleton" role="status">${paymentCopy.loading}</p>` : nothing}
        <slot class=${card === 'ready' ? '' : 'out'}></slot>
      </div>
      <div class="send">
        <p>${this.terms}</p>
        <button
          type="button"
          class="primary numbers"
          part="pay"
          aria-disabled=${card === 'ready' && !busy ? nothing : 'true'}
          @click=${this.#pay}
        >
          <span class="words">
            <span class=${busy ? 'out' : ''}>${paymentCopy.pay(this.amount)}</span>
            <span class=${paying && !confirming ? '' : 'out'}>${paymentCopy.paying}</span>
            <span class=${confirming ? '' : 'out'}>${paymentCopy.confirming}</span>
          </span>
        </button>
        <p class="fine">${paymentCopy.secure}</p>
      </div>`;
  }

  async #open(): Promise<void> {
    const { setup, locale } = this;
    const probe = this.renderRoot.querySelector<HTMLElement>('.probe');
    if (!setup || !probe) return;
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    this.card = 'loading';
    try {
      this.payment = await CardPayment.open(setup, { inner: this, probe, locale }, opening.signal);
      this.card = 'ready';
    } catch (cause) {
      if (opening.signal.aborted) return;
      console.warn('Booking: the card fields could not be shown.', cause);
      this.card = 'unavailable';
      this.#tell('unavailable');
      await this.#focusNotice();
    }
  }

  async #pay(): Promise<void> {
    const { payment } = this;
    if (!payment || this.card !== 'ready' || this.paying || this.confirming) return;
    this.paying = true;
    this.trouble = null;
    this.#tell('paying');
    const outcome = await payment.pay(this.returnUrl);
    this.paying = false;
    if (outcome.kind === 'refused') await this.#explain(outcome.trouble);
    this.#tell(outcome.kind === 'authorised' ? 'authorised' : 'open');
    if (outcome.kind === 'refused') await this.#focusNotice();
  }

  /** Says why the card was not taken. Few patients need these words, so they are loaded now. */
  async #explain(why: PaymentTrouble | null): Promise<void> {
    const declined = why && why !== 'no_answer';
    const words = declined
      ? await import('../../payments/payment-trouble.ts').then(
          ({ declineWords }) => declineWords(why),
          () => null,
        )
      : null;
    this.trouble = why && (words ?? paymentCopy.noAnswer);
  }

  /** Not composed: the journey around it decides about the next step. */
  #tell(what: 'paying' | 'authorised' | 'open' | 'unavailable'): void {
    this.dispatchEvent(new Event(`bq-card-${what}`, { bubbles: true }));
  }

  /** The failure is the next thing to read, so focus moves to the banner. */
  async #focusNotice(): Promise<void> {
    await this.updateComplete;
    const notice = this.renderRoot.querySelector<Banner>('bq-banner');
    notice?.focus();
    notice?.scrollIntoView({ block: 'nearest' });
  }
}

define('bq-payment-step', PaymentStep);
