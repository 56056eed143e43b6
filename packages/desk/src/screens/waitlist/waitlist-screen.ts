import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type {
  StaffWaitlist,
  StaffWaitlistEntry,
  WaitlistLaunched,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { errorOf } from '@botaniqal/widgets/components/fields/about.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf } from '../../app/router.ts';
import { refused } from '../../components/refused.ts';
import { empty, loading } from '../../components/states.ts';
import { toast } from '../../components/toast.ts';
import { Acts } from '../../controllers/act.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { tabs } from '../../styles/tabs.ts';
import { plainWord } from '../../words/booking-words.ts';
import { dayAndClock } from '../../words/moments.ts';
import { scoreParts } from './score-parts.ts';
import { waitlistStyles } from './waitlist-screen.styles.ts';

/**
 * The waitlist of a service: who waits with which score, the preview of the next invitations, their launch and its stop.
 *
 * @element desk-waitlist
 */
export class WaitlistScreen extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    rest: {},
    batch: { state: true },
    fault: { state: true },
    preview: { state: true },
  };

  static override styles = [screen, fieldStyles, split, tabs, waitlistStyles];

  declare session: DeskSession;
  /** The service whose list is open. */
  rest = '';
  private batch = '10';
  private fault = '';
  /** Who would be invited. Nothing was sent. */
  private preview: WaitlistLaunched | undefined;
  #listed = '';
  readonly #names = new Names(this);
  readonly #acts = new Acts(this);
  readonly #list = new Loaded<StaffWaitlist | null>(this, async (signal) =>
    this.#service ? read(`${endpoints.staffWaitlist}?service=${this.#service}`, signal) : null,
  );
  readonly live = new LiveController(this, ['waitlist'], () => void this.#list.again());

  override willUpdate(): void {
    if (!this.hasUpdated || this.#listed === this.#service) return;
    if (this.#listed) this.#list.value = undefined;
    this.#listed = this.#service;
    this.preview = undefined;
    void this.#list.again();
  }

  override render(): TemplateResult {
    const { clinic } = this.session;
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Waitlist</h1>
          <p>${this.#service ? this.#names.service(this.#service) : 'People who wait for a service'}</p>
        </div>
        ${
          this.#service
            ? html`<a class="phone" href="${endpoints.staffWaitlist}?service=${this.#service}&amp;format=csv" download>
                Export as CSV
              </a>`
            : nothing
        }
      </div>
      ${this.#services()} ${refused(this.#acts.error, clinic.timeZone)}
      ${this.#list.render((list) => (list ? this.#ready(list) : loading()))}
    </div>`;
  }

  /** The list in the address, or the first service that has a waitlist. */
  get #service(): string {
    const services = this.#names.catalogue?.services ?? [];
    const first = services.find(({ status }) => status === 'waitlist') ?? services[0];
    return this.rest || (first?.id ?? '');
  }

  #services(): TemplateResult {
    return html`<nav class="tabs" aria-label="Services">
      ${(this.#names.catalogue?.services ?? []).map(
        ({ id, name }) =>
          html`<a href=${addressOf('waitlist', id)} aria-current=${id === this.#service ? 'page' : nothing}>${name}</a>`,
      )}
    </nav>`;
  }

  #ready(list: StaffWaitlist): TemplateResult {
    const { joined, confirmed, invited, offered, booked, waiting } = list.conversion;
    const steps = [
      ['Joined', joined],
      ['Confirmed', confirmed],
      ['Waiting', waiting],
      ['Invited', invited],
      ['Offered a time', offered],
      ['Booked', booked],
    ] as const;
    return html`<dl class="steps">
        ${steps.map(([name, count]) => html`<div><dt>${name}</dt><dd class="numbers">${count}</dd></div>`)}
      </dl>
      ${this.#launching(list)}
      ${
        list.entries.length === 0
          ? empty('No one is on this list.')
          : html`<div class="wide" role="region" aria-label="People on the list" tabindex="0">
              <table>
                <caption class="spoken">People on the list, the next to be invited first</caption>
                <thead>
                  <tr>
                    <th scope="col">Place</th>
                    <th scope="col">Person</th>
                    <th scope="col">State</th>
                    <th scope="col">Score</th>
                    <th scope="col">Offers</th>
                  </tr>
                </thead>
                <tbody>
                  ${list.entries.map((entry) => this.#entry(entry))}
                </tbody>
              </table>
            </div>`
      }
      ${
        list.matching > list.entries.length
          ? html`<p class="quiet">${list.entries.length} of ${list.matching}. The export has all.</p>`
          : nothing
      }`;
  }

  #launching({ launch }: StaffWaitlist): TemplateResult {
    const { timeZone } = this.session.clinic;
    const state = launch
      ? `${launch.state === 'running' ? 'Inviting goes on' : 'Inviting is stopped'}${launch.lastBatchAt ? ` · last batch ${dayAndClock(launch.lastBatchAt, timeZone)}` : ''}`
      : 'No one has been invited yet.';
    return html`<section class="card launch" aria-labelledby="launch">
      <h2 id="launch">Invite the next</h2>
      <p class="quiet">${state}</p>
      <form
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#look();
        }}
      >
        ${textField({
          name: 'batch',
          label: 'How many',
          hint: '1 to 500, in the order of the list',
          error: errorOf(this.fault),
          value: this.batch,
          autocomplete: 'off',
          inputMode: 'numeric',
          onInput: (value) => {
            this.batch = value;
            this.preview = undefined;
          },
        })}
        <div class="actions">
          <button type="submit">Preview</button>
          ${
            launch?.state === 'running'
              ? html`<button type="button" class="danger" @click=${() => void this.#stop()}>Stop inviting</button>`
              : nothing
          }
        </div>
      </form>
      ${this.preview ? this.#previewed(this.preview) : nothing}
    </section>`;
  }

  #previewed({ invited, count, remaining, bookBy, bookable }: WaitlistLaunched): TemplateResult {
    const { timeZone } = this.session.clinic;
    if (count === 0) return html`<p tabindex="-1" id="preview">No one can be invited now.</p>`;
    return html`<div class="preview">
      <h3 tabindex="-1" id="preview">${count} would be invited</h3>
      <ol>
        ${invited.map(({ name, email }) => html`<li>${name} <span class="quiet">${email}</span></li>`)}
      </ol>
      <p>
        They may book ${bookable === 'phone' ? 'by phone' : 'on the website'} until ${dayAndClock(bookBy, timeZone)}.
        ${remaining} more can be invited after them. Each person is invited once.
      </p>
      <div class="actions">
        <button class="primary" type="button" @click=${() => void this.#launch()}>Invite ${count} now</button>
        <button
          type="button"
          @click=${() => {
            this.preview = undefined;
          }}
        >
          Back
        </button>
      </div>
    </div>`;
  }

  #entry(entry: StaffWaitlistEntry): TemplateResult {
    const { timeZone } = this.session.clinic;
    const state = entry.status === 'waiting' && !entry.confirmed ? 'Not confirmed' : plainWord(entry.status);
    const tone = entry.status === 'booked' ? 'good' : entry.status === 'invited' ? 'waits' : '';
    return html`<tr>
      <td class="numbers">${entry.rank ?? html`–<span class="spoken"> not waiting</span>`}</td>
      <th scope="row">
        ${entry.name}<br /><span class="quiet beside"
          >${entry.email}${entry.phone ? html`<br />${entry.phone}` : nothing}</span
        >
      </th>
      <td>
        <span class="tag ${tone}">${state}</span><br /><span class="quiet"
          >Joined ${dayAndClock(entry.joinedAt, timeZone)}</span
        >
      </td>
      <td>${scoreParts(entry)}</td>
      <td>
        ${
          entry.offers.length === 0
            ? html`<span class="quiet">None</span>`
            : entry.offers.map(
                ({ start, status }) =>
                  html`<span>${dayAndClock(start, timeZone)}: ${plainWord(status).toLowerCase()}</span><br />`,
              )
        }
      </td>
    </tr>`;
  }

  async #look(): Promise<void> {
    const batchSize = Number(this.batch);
    if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 500) {
      this.fault = 'Enter a whole number from 1 to 500.';
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#batch')?.focus();
      return;
    }
    this.fault = '';
    this.preview = await this.#send<WaitlistLaunched>('launch', { batchSize, dryRun: true });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#preview')?.focus();
  }

  async #launch(): Promise<void> {
    const launched = await this.#send<WaitlistLaunched>('launch', {
      batchSize: Number(this.batch),
      dryRun: false,
    });
    if (!launched) return;
    this.preview = undefined;
    toast(this, `${launched.count} invited.`);
    await this.#list.again();
    this.renderRoot.querySelector<HTMLElement>('#batch')?.focus();
  }

  async #stop(): Promise<void> {
    if (!(await this.#send('stop', undefined))) return;
    toast(this, 'Inviting is stopped. People who are invited already may still book.');
    await this.#list.again();
    this.renderRoot.querySelector<HTMLElement>('#batch')?.focus();
  }

  #send<T>(act: 'launch' | 'stop', body: unknown): Promise<T | undefined> {
    return this.#acts.send<T>(`${endpoints.staffWaitlist}/${this.#service}/${act}`, body);
  }
}

customElements.define('desk-waitlist', WaitlistScreen);
