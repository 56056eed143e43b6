import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { StaffBookingLine, StaffBookingList } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import { bookedForWords } from '@botaniqal/shared/people/booked-for.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf, go } from '../../app/router.ts';
import '../../components/booking/booking-panel.ts';
import { empty } from '../../components/states.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { statusOf } from '../../words/booking-words.ts';
import { dayAndClock } from '../../words/moments.ts';

/** Milliseconds without a key press after which the search is sent. */
const typingPause = 200;

/**
 * Bookings: those of the next days, or those that a search finds, and one of them with its story.
 *
 * @element desk-bookings
 */
export class BookingsScreen extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    rest: {},
    typed: { state: true },
  };

  static override styles = [screen, fieldStyles, split];

  declare session: DeskSession;
  /** The id of the booking that is open. */
  rest = '';
  private typed = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #names = new Names(this);
  readonly #list = new Loaded<StaffBookingList>(this, (signal) => {
    const q = this.typed.trim();
    return read(endpoints.staffBookings + (q ? `?${new URLSearchParams({ q })}` : ''), signal);
  });
  readonly live = new LiveController(this, ['booking', 'payment'], () => void this.#list.again());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render(): TemplateResult {
    return html`<div class="split ${this.rest ? 'open' : ''}">
      <div class="screen">
        <div class="head">
          <div>
            <h1>Bookings</h1>
            <p>${this.typed.trim() ? 'What the search finds, the newest first' : 'The next 31 days'}</p>
          </div>
        </div>
        <search>
          ${textField({
            name: 'q',
            label: 'Find a booking',
            hint: 'A name, an email, a phone or a confirmation number',
            error: undefined,
            value: this.typed,
            autocomplete: 'off',
            optional: true,
            onInput: (value) => this.#onTyped(value),
          })}
        </search>
        <div aria-busy=${this.#list.busy ? 'true' : 'false'}>
          ${this.#list.render((list) => this.#lines(list))}
        </div>
      </div>
      ${this.rest ? this.#panel() : nothing}
    </div>`;
  }

  #lines({ bookings, more }: StaffBookingList): TemplateResult {
    if (bookings.length === 0) {
      return empty(
        this.typed.trim()
          ? 'Nothing was found. Try a whole email, a phone number, or the beginning of a name.'
          : 'No appointments in the next 31 days.',
      );
    }
    return html`<div class="wide" role="region" aria-label="Bookings" tabindex="0">
        <table>
          <caption class="spoken">
            ${this.typed.trim() ? 'Bookings that the search finds' : 'Bookings of the next 31 days'}
          </caption>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">When</th>
              <th scope="col">With</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            ${bookings.map((line) => this.#line(line))}
          </tbody>
        </table>
      </div>
      ${more ? html`<p class="quiet">There are more. Search to find them.</p>` : nothing}`;
  }

  #line(line: StaffBookingLine): TemplateResult {
    const state = statusOf(line);
    const isOpen = line.bookingId === this.rest;
    return html`<tr class=${isOpen ? 'chosen' : ''}>
      <th scope="row">
        <a href=${addressOf('bookings', line.bookingId)} aria-current=${isOpen ? 'true' : nothing}
          >${bookedForWords(line.patientName, line.contactPerson)}</a
        ><br /><span class="quiet beside numbers unbroken">${line.confirmationNumber}</span>
      </th>
      <td class="numbers">${dayAndClock(line.start, this.session.clinic.timeZone)}</td>
      <td>
        ${this.#names.practitioner(line.practitionerId)}<br /><span class="quiet"
          >${this.#names.visit(line.service, line.visit)}</span
        >
      </td>
      <td><span class="tag ${state.tone}">${state.words}</span></td>
    </tr>`;
  }

  #panel(): TemplateResult {
    return html`<aside
      class="panel"
      aria-label="Booking"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') void this.#close();
      }}
    >
      <desk-booking
        .session=${this.session}
        .bookingId=${this.rest}
        @panel-close=${() => void this.#close()}
        @booking-changed=${() => void this.#list.again()}
      ></desk-booking>
    </aside>`;
  }

  async #close(): Promise<void> {
    const id = this.rest;
    go(addressOf('bookings'));
    await this.updateComplete;
    // The focus goes back to the line that opened the panel.
    this.renderRoot.querySelector<HTMLElement>(`a[href="${addressOf('bookings', id)}"]`)?.focus();
  }

  #onTyped(value: string): void {
    this.typed = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#list.again(), typingPause);
  }
}

customElements.define('desk-bookings', BookingsScreen);
