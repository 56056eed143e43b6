import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffNumbers } from '@botaniqal/shared/contracts/staff/numbers.ts';
import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { css, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { daysForm, daysFormStyles } from '../../components/days-form.ts';
import { empty } from '../../components/states.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { channels, plainWord } from '../../words/booking-words.ts';
import { dayAndMonth, dayInWords } from '../../words/moments.ts';
import { money } from '../../words/money.ts';

/** How many days are shown at first. */
const usualDays = 28;

/**
 * Numbers: bookings and revenue by day and channel, without data of a person.
 *
 * @element desk-numbers
 */
export class NumbersScreen extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    rest: {},
    from: { state: true },
    to: { state: true },
  };

  static override styles = [
    screen,
    fieldStyles,
    daysFormStyles,
    css`
      .wide {
        max-inline-size: 960px;
      }

      .totals {
        display: flex;
        flex-wrap: wrap;
        gap: 12px 32px;
      }

      .totals dt {
        color: var(--_text-2);
        font-size: var(--_size-s);
      }

      .totals dd {
        font-size: var(--_size-xl);
        font-weight: 650;
      }
    `,
  ];

  declare session: DeskSession;
  rest = '';
  from = '';
  to = '';
  readonly #names = new Names(this);
  readonly #numbers = new Loaded<StaffNumbers>(this, (signal) =>
    read(`${endpoints.staffNumbers}?${this.#query}`, signal),
  );

  override connectedCallback(): void {
    this.to ||= dayOf(new Date(), this.session.clinic.timeZone);
    this.from ||= addDays(this.to, 1 - usualDays);
    super.connectedCallback();
  }

  get #query(): URLSearchParams {
    return new URLSearchParams({ from: this.from, to: this.to });
  }

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Numbers</h1>
          <p>Bookings and revenue, without the name of any patient.</p>
        </div>
        <a class="phone" href="${endpoints.staffNumbers}?${this.#query}&amp;format=csv" download>Export as CSV</a>
      </div>
      ${daysForm(
        this,
        (days) => Object.assign(this, days),
        () => void this.#numbers.again(),
      )}
      ${this.#numbers.render((numbers) => this.#ready(numbers))}
    </div>`;
  }

  #ready(numbers: StaffNumbers): TemplateResult {
    const { total, attendance, currency } = numbers;
    const share = attendance.missedShare;
    const totals: readonly [string, string | number][] = [
      ['Booked', total.booked],
      ['Cancelled', total.cancelled],
      ['Not completed', total.notCompleted],
      ['No-shows', share === null ? '–' : `${attendance.missed} (${Math.round(share * 100)}%)`],
      ['Revenue', money(total.revenueCents, currency)],
    ];
    return html`<p>${dayInWords(numbers.from)} to ${dayInWords(numbers.to)}</p>
      <dl class="totals">
        ${totals.map(([name, value]) => html`<div><dt>${name}</dt><dd class="numbers">${value}</dd></div>`)}
      </dl>
      ${numbers.lines.length === 0 ? empty('No bookings were made in these days.') : this.#tables(numbers)}`;
  }

  #tables({ byChannel, byMethod, lines, currency }: StaffNumbers): TemplateResult {
    return html`<h2>By channel</h2>
      <div class="wide" role="region" aria-label="By channel" tabindex="0">
        <table>
          <caption class="spoken">Bookings and revenue by channel</caption>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <th class="figure" scope="col">Booked</th>
              <th class="figure" scope="col">Cancelled</th>
              <th class="figure" scope="col">Revenue</th>
            </tr>
          </thead>
          <tbody>
            ${byChannel.map(
              (one) => html`<tr>
                <th scope="row">${channels[one.channel]}</th>
                <td class="figure">${one.booked}</td>
                <td class="figure">${one.cancelled}</td>
                <td class="figure">${money(one.revenueCents, currency)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h2>By way of paying</h2>
      <div class="wide" role="region" aria-label="By way of paying" tabindex="0">
        <table>
          <caption class="spoken">Money by way of paying</caption>
          <thead>
            <tr>
              <th scope="col">Paid by</th>
              <th class="figure" scope="col">Payments</th>
              <th class="figure" scope="col">Taken</th>
              <th class="figure" scope="col">Refunded</th>
            </tr>
          </thead>
          <tbody>
            ${byMethod.map(
              (one) => html`<tr>
                <th scope="row">${one.method === 'online' ? 'Card online' : plainWord(one.method)}</th>
                <td class="figure">${one.payments}</td>
                <td class="figure">${money(one.takenCents, currency)}</td>
                <td class="figure">${money(one.refundedCents, currency)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <h2>By day</h2>
      <div class="wide" role="region" aria-label="By day" tabindex="0">
        <table>
          <caption class="spoken">Bookings and revenue by day, channel and visit</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Channel</th>
              <th scope="col">Visit</th>
              <th class="figure" scope="col">Booked</th>
              <th class="figure" scope="col">Cancelled</th>
              <th class="figure" scope="col">No-show</th>
              <th class="figure" scope="col">Revenue</th>
            </tr>
          </thead>
          <tbody>
            ${lines.map(
              (one) => html`<tr>
                <th scope="row">${dayAndMonth(one.date)}</th>
                <td>${channels[one.channel]}</td>
                <td>${this.#names.service(one.service)}, ${this.#names.visit(one.service, one.visit)}</td>
                <td class="figure">${one.booked}</td>
                <td class="figure">${one.cancelled}</td>
                <td class="figure">${one.noShow}</td>
                <td class="figure">${money(one.revenueCents, currency)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }
}

customElements.define('desk-numbers', NumbersScreen);
