import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { AppointmentTime } from '../../copy/appointment-time.ts';
import { bookingCopy } from '../../copy/booking.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';

/**
 * What is about to be booked: when, with whom, how, and what it costs. Always in sight while details are typed.
 *
 * @element bq-summary-card
 * @slot - ways to change it
 * @csspart card - the frame
 */
export class SummaryCard extends LitElement {
  static override styles = [
    base,
    css`
      .card {
        display: grid;
        gap: 12px;
        padding: 16px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }
      .when {
        display: grid;
        gap: 2px;
      }
      .cost {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: baseline;
        padding-block-start: 12px;
        border-block-start: 1px solid var(--_line);
      }
      slot {
        display: block;
        margin-inline-start: auto;
      }
      .price {
        font-size: var(--_size-l);
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) time: AppointmentTime | null = null;
  /** "GAPS coaching · Free first call" */
  @property() what = '';
  /** "Consultant" */
  @property() who = '';
  /** "Free", "$79" */
  @property() price = '';
  /** When it is charged. */
  @property() note = '';

  protected override render() {
    const { time } = this;
    return html`<section class="card numbers" part="card" aria-label=${bookingCopy.summaryHeading}>
      ${
        time
          ? html`<div class="when">
              <h3>${time.day}</h3>
              <p>${time.range}, ${time.place}</p>
              ${time.elsewhere ? html`<p class="quiet">${time.elsewhere}</p>` : nothing}
            </div>`
          : nothing
      }
      <div class="when quiet">
        <p>${this.what}</p>
        <p>${this.who ? `${this.who}, ` : ''}${bookingCopy.byVideo}</p>
      </div>
      <div class="cost">
        <p class="price">${this.price}</p>
        <p class="quiet">${this.note}</p>
        <slot></slot>
      </div>
    </section>`;
  }
}

define('bq-summary-card', SummaryCard);
