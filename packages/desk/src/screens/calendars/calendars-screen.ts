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
      article {
        display: grid;
        gap: 12px;
        padding: 20px;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }

      dl {
        display: grid;
        grid-template-columns: minmax(90px, auto) minmax(0, 1fr);
        gap: 8px 16px;
      }

      dt {
        color: var(--_text-2);
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
        practitioners.length === 0
          ? empty('No practitioners are set up.')
          : html`${practitioners.map((one) => this.#practitioner(one))}`,
      )}
    </div>`;
  }

  #practitioner({ id, name, calendar, mailbox, differences }: Practitioner): TemplateResult {
    const { timeZone } = this.session.clinic;
    return html`<article aria-labelledby=${`name-${id}`}>
      <h2 id=${`name-${id}`}>${name}</h2>
      <dl>
        <dt>${calendar.service}</dt>
        <dd>${this.#state(calendar)}</dd>
        ${
          mailbox
            ? html`<dt>${mailbox.service}</dt>
                <dd>
                  ${this.#state(mailbox)}<br /><span class="quiet"
                    >${
                      mailbox.subscription
                        ? `Changes are told until ${dayAndClock(mailbox.subscription.endsAt, timeZone)}.`
                        : 'Changes are seen only when it is read again.'
                    }</span
                  >
                </dd>`
            : html`<dt>Mailbox</dt>
                <dd class="quiet">None is set up.</dd>`
        }
      </dl>
      ${differences.length > 0 ? this.#differences(differences) : html`<p class="quiet">Agrees with our bookings.</p>`}
    </article>`;
  }

  #state({ status, lastReadAt, failingSince }: Source): TemplateResult {
    const { timeZone } = this.session.clinic;
    const last = lastReadAt
      ? html`<span class="quiet"> Read ${dayAndClock(lastReadAt, timeZone)}.</span>`
      : nothing;
    if (status === 'failing') {
      const since = failingSince ? ` for ${lasted(failingSince)}` : '';
      return html`<span class="tag alarm">Cannot be read${since}</span>${last}`;
    }
    return status === 'ok'
      ? html`<span class="tag good">Read</span>${last}`
      : html`<span class="tag">Not asked yet</span>${last}`;
  }

  #differences(differences: Practitioner['differences']): TemplateResult {
    const { timeZone } = this.session.clinic;
    return html`<h3>Differences</h3>
      <ul>
        ${differences.map(
          ({ bookingId, foundAt, summary }) => html`<li>
            ${summary} <span class="quiet">${dayAndClock(foundAt, timeZone)}</span>
            ${bookingId ? html`<a href=${addressOf('bookings', bookingId)}>Open the booking</a>` : nothing}
          </li>`,
        )}
      </ul>`;
  }
}

customElements.define('desk-calendars', CalendarsScreen);
