import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { StaffCalendars } from '@botaniqal/shared/contracts/staff/calendars.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf } from '../../app/router.ts';
import { empty } from '../../components/states.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { dayAndClock, lasted } from '../../words/moments.ts';

type Practitioner = StaffCalendars['practitioners'][number];
type Source = Practitioner['calendar'];
type Mailbox = NonNullable<Practitioner['mailbox']>;

/**
 * Each practitioner's calendars: when they were read last, until when changes are told, and where they differ from our
 * bookings.
 *
 * @element desk-calendars
 */
export class CalendarsScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };

  static override styles = [
    screen,
    split,
    css`
      td .tag {
        margin-block-end: 4px;
      }

      .differences li {
        max-inline-size: 44ch;
      }
    `,
  ];

  declare session: DeskSession;
  rest = '';
  readonly #calendars = new Loaded<StaffCalendars>(this, (signal) => read(endpoints.staffCalendars, signal));
  readonly live = new LiveController(this, ['calendar', 'booking'], () => void this.#calendars.again());

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Calendars</h1>
          <p>Where the times come from, and whether they can be read.</p>
        </div>
        <button type="button" @click=${() => void this.#calendars.again()}>Look again</button>
      </div>
      ${this.#calendars.render(({ practitioners }) =>
        practitioners.length === 0 ? empty('No practitioners are set up.') : this.#table(practitioners),
      )}
    </div>`;
  }

  #table(practitioners: readonly Practitioner[]): TemplateResult {
    return html`<div class="wide" role="region" aria-label="Calendars" tabindex="0">
      <table>
        <caption class="spoken">Each practitioner’s calendars: whether they can be read, and where they differ</caption>
        <thead>
          <tr>
            <th scope="col">Practitioner</th>
            <th scope="col">Calendar</th>
            <th scope="col">Mailbox</th>
            <th scope="col">Compared with our bookings</th>
          </tr>
        </thead>
        <tbody>
          ${troubledFirst(practitioners).map((one) => this.#practitioner(one))}
        </tbody>
      </table>
    </div>`;
  }

  #practitioner({ name, calendar, mailbox, differences }: Practitioner): TemplateResult {
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${this.#source(calendar)}</td>
      <td>
        ${
          mailbox
            ? html`${this.#source(mailbox)}<br />${this.#subscription(mailbox.subscription)}`
            : html`<span class="quiet">None is set up</span>`
        }
      </td>
      <td>${differences.length > 0 ? this.#differences(differences) : html`<span class="quiet">No differences</span>`}</td>
    </tr>`;
  }

  #source({ service, status, lastReadAt, failingSince }: Source): TemplateResult {
    const { timeZone } = this.session.clinic;
    const read = lastReadAt
      ? html`<br /><span class="quiet numbers">Last read ${dayAndClock(lastReadAt, timeZone)}</span>`
      : nothing;
    const [words, tone] = {
      ok: ['Can be read', 'good'],
      failing: [`Cannot be read${failingSince ? ` for ${lasted(failingSince)}` : ''}`, 'alarm'],
      not_read: ['Not asked yet', ''],
    }[status];
    return html`${service}<br /><span class="tag ${tone}">${words}</span>${read}`;
  }

  #subscription(subscription: Mailbox['subscription']): TemplateResult {
    return html`<span class="quiet numbers"
      >${
        subscription
          ? `Tells us of changes until ${dayAndClock(subscription.endsAt, this.session.clinic.timeZone)}`
          : 'Changes are seen when it is read again'
      }</span
    >`;
  }

  #differences(differences: Practitioner['differences']): TemplateResult {
    const { timeZone } = this.session.clinic;
    return html`<ul class="differences">
      ${differences.map(
        ({ bookingId, foundAt, summary }) => html`<li>
          <span class="tag waits">Differs</span><br />${summary}
          <span class="quiet numbers">${dayAndClock(foundAt, timeZone)}</span>
          ${bookingId ? html`<a href=${addressOf('bookings', bookingId)}>Open the booking</a>` : nothing}
        </li>`,
      )}
    </ul>`;
  }
}

/** Who needs a look comes first; the others stay in the order of the clinic. */
function troubledFirst(practitioners: readonly Practitioner[]): Practitioner[] {
  const isTroubled = ({ calendar, mailbox, differences }: Practitioner) =>
    calendar.status === 'failing' || mailbox?.status === 'failing' || differences.length > 0;
  return [...practitioners].sort((one, other) => Number(isTroubled(other)) - Number(isTroubled(one)));
}

customElements.define('desk-calendars', CalendarsScreen);
