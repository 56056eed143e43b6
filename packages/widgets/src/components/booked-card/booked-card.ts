import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { AppointmentTime } from '../../copy/appointment-time.ts';
import { bookingCopy } from '../../copy/booking.ts';
import { define } from '../../elements/define.ts';
import { base } from '../../styles/base.ts';
import { type CalendarEntry, googleCalendarLink, outlookCalendarLink } from './calendar-links.ts';

const copy = bookingCopy.confirmed;

/** The patient wants the calendar file. Not composed: the journey fetches it. */
export class CalendarFileWantedEvent extends Event {
  static readonly type = 'bq-calendar-file-wanted';
  constructor() {
    super(CalendarFileWantedEvent.type, { bubbles: true });
  }
}

/**
 * A booking that stands: when, with whom, its number, and what can be done with it.
 *
 * @element bq-booked-card
 * @fires bq-calendar-file-wanted - "Add to calendar" was pressed
 * @csspart add-to-calendar - the button that fetches the calendar file
 * @csspart manage - the link to change or cancel
 */
export class BookedCard extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 24px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(72px, auto) 1fr;
        gap: 12px 20px;
      }
      dt {
        color: var(--_text-2);
      }
      dd {
        font-weight: 650;
      }
      dd p {
        font-weight: 400;
        color: var(--_text-2);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .actions a {
        display: inline-flex;
        align-items: center;
        min-block-size: 48px;
        padding: 0 16px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius-s);
        color: var(--_text);
        font-weight: 550;
        text-decoration: none;
      }
      .actions a:hover {
        border-color: var(--_edge);
      }
      .elsewhere {
        display: flex;
        flex-wrap: wrap;
        gap: 0 16px;
        margin-block-start: 4px;
        font-size: var(--_size-s);
      }
      .elsewhere a {
        padding-block: 12px;
      }
      .failed {
        color: var(--_warning);
      }
    `,
  ];

  @property({ attribute: false }) time: AppointmentTime | null = null;
  @property() who = '';
  /** "$79.00 paid"; empty for a visit that is free. */
  @property() paid = '';
  /** The number that the patient can name on the phone. */
  @property() number = '';
  /** Where the booking can be seen and changed; its token is in the fragment. */
  @property() manageUrl = '';
  @property({ attribute: false }) entry: CalendarEntry | null = null;
  /** How the calendar file is doing. */
  @property() file: 'idle' | 'fetching' | 'failed' = 'idle';

  protected override render() {
    const { time, entry } = this;
    return html`<dl class="numbers">
        ${
          time
            ? html`<dt>${copy.when}</dt>
                <dd>
                  ${time.day}, ${time.time}, ${time.place}${time.elsewhere ? html`<p>${time.elsewhere}</p>` : nothing}
                </dd>`
            : nothing
        }
        <dt>${copy.withWhom}</dt>
        <dd>${this.who}, ${bookingCopy.byVideo}</dd>
        ${this.paid ? html`<dt>${copy.receipt}</dt><dd>${this.paid}</dd>` : nothing}
        <dt>${copy.number}</dt>
        <dd>${this.number}</dd>
      </dl>
      <div>
        <div class="actions">
          <button
            type="button"
            class="primary"
            part="add-to-calendar"
            aria-disabled=${this.file === 'fetching' ? 'true' : nothing}
            @click=${this.wantFile}
          >
            <span class="words">
              <span class=${this.file === 'fetching' ? 'out' : ''}>${copy.addToCalendar}</span>
              <span class=${this.file === 'fetching' ? '' : 'out'}>${copy.preparing}</span>
            </span>
          </button>
          <a part="manage" href=${this.manageUrl}>${copy.changeOrCancel}</a>
        </div>
        ${
          entry
            ? html`<p class="elsewhere">
                <a href=${googleCalendarLink(entry)} target="_blank" rel="noopener noreferrer">${copy.google}</a>
                <a href=${outlookCalendarLink(entry)} target="_blank" rel="noopener noreferrer">${copy.outlook}</a>
              </p>`
            : nothing
        }
        <div role="status">
          ${this.file === 'failed' ? html`<p class="failed">${copy.calendarFailed}</p>` : nothing}
        </div>
      </div>`;
  }

  private wantFile(): void {
    if (this.file !== 'fetching') this.dispatchEvent(new CalendarFileWantedEvent());
  }
}

define('bq-booked-card', BookedCard);
