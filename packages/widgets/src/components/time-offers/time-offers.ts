import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { AppointmentTime } from '../../copy/appointment-time.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';

/** One time that is still free. */
export interface TimeOffer {
  /** Instant in UTC. */
  readonly start: string;
  readonly words: AppointmentTime;
}

/** An offered time was taken. Not composed: the journey decides what follows. */
export class OfferTakenEvent extends Event {
  static readonly type = 'bq-offer-taken';
  readonly start: string;
  constructor(start: string) {
    super(OfferTakenEvent.type, { bubbles: true });
    this.start = start;
  }
}

/**
 * A few free times as buttons, for when the wanted one is gone.
 *
 * @element bq-time-offers
 * @fires bq-offer-taken - one was pressed
 * @csspart offer - the button of a time
 */
export class TimeOffers extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: 8px;
      }
      button {
        display: grid;
        gap: 1px;
        inline-size: 100%;
        block-size: 100%;
        padding: 10px 14px;
        text-align: start;
      }
      b {
        font-weight: 650;
      }
      small {
        font-size: var(--_size-s);
        color: var(--_text-2);
      }
    `,
  ];

  @property({ attribute: false }) offers: readonly TimeOffer[] = [];

  protected override render() {
    return html`<ul class="numbers">
      ${this.offers.map(
        ({ start, words }) => html`<li>
          <button type="button" part="offer" @click=${() => this.dispatchEvent(new OfferTakenEvent(start))}>
            <b>${words.time}</b>
            <span>${words.day}</span>
            ${words.elsewhere ? html`<small>${words.elsewhere}</small>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`;
  }
}

define('bq-time-offers', TimeOffers);
