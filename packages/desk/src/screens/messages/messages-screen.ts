import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffMessage, StaffMessages } from '@botaniqal/shared/contracts/staff/messages.ts';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { read } from '../../api/client.ts';
import { LiveController } from '../../api/live.ts';
import { addressOf } from '../../app/router.ts';
import { older } from '../../components/older.ts';
import { refused } from '../../components/refused.ts';
import { empty } from '../../components/states.ts';
import { toast } from '../../components/toast.ts';
import { Acts } from '../../controllers/act.ts';
import { Paged } from '../../controllers/paged.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { tabs } from '../../styles/tabs.ts';
import { plainWord } from '../../words/booking-words.ts';
import { dayAndClock } from '../../words/moments.ts';

const lists: Readonly<Record<string, string>> = {
  all: 'All',
  failed: 'Not delivered',
  waiting: 'Waiting',
  sent: 'Delivered',
  answered: 'Answered',
};

const answers: Record<NonNullable<StaffMessage['answer']>['answer'], string> = {
  coming: 'Answered: yes',
  cannot_come: 'Answered: no',
  stop: 'Answered STOP: no more text messages',
  start: 'Answered START: text messages again',
  other: 'Answered in other words',
};

const reasons: Readonly<Record<string, string>> = {
  opted_out: 'Wants no text messages',
  too_late: 'Too late to send it',
  no_receipt: 'Nothing was heard of it for a day',
};

const states: Record<StaffMessage['state'], readonly [words: string, tone: string]> = {
  sent: ['Delivered', 'good'],
  waiting: ['On its way', 'waits'],
  failed: ['Not delivered', 'alarm'],
};

/**
 * Messages: what was sent to whom, when, and whether it arrived.
 *
 * @element desk-messages
 */
export class MessagesScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };
  static override styles = [screen, split, tabs];

  declare session: DeskSession;
  /** Which list. */
  rest = '';
  readonly #acts = new Acts(this);
  readonly #messages = new Paged<StaffMessage>(this, async (before, signal) => {
    const query = new URLSearchParams({ state: this.#list, ...(before ? { before } : {}) });
    const { messages, next } = await read<StaffMessages>(`${endpoints.staffMessages}?${query}`, signal);
    return { lines: messages, next };
  });
  readonly live = new LiveController(this, ['message'], () => void this.#messages.again());

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rest') || !this.hasUpdated) return;
    this.#messages.value = undefined;
    void this.#messages.again();
  }

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Messages</h1>
          <p>
            Emails and text messages to patients, and emails to the clinic. Delivered means that the receiver’s mail server took
            it, or that the text message arrived.
          </p>
        </div>
        <nav class="tabs" aria-label="Which messages">
          ${Object.entries(lists).map(
            ([id, label]) =>
              html`<a
                href=${addressOf('messages', id === 'all' ? '' : id)}
                aria-current=${id === this.#list ? 'page' : nothing}
                >${label}</a
              >`,
          )}
        </nav>
      </div>
      ${refused(this.#acts.error, this.session.clinic.timeZone)}
      ${this.#messages.render(({ lines }) =>
        lines.length === 0
          ? empty(this.#list === 'failed' ? 'All messages were delivered.' : 'There is no message.')
          : html`<div class="wide" role="region" aria-label="Messages" tabindex="0">
                <table>
                  <caption class="spoken">Messages, the newest first</caption>
                  <thead>
                    <tr>
                      <th scope="col">Message</th>
                      <th scope="col">To</th>
                      <th scope="col">State</th>
                      <th scope="col"><span class="spoken">Send it again</span></th>
                    </tr>
                  </thead>
                  <tbody>
                    ${lines.map((message) => this.#line(message))}
                  </tbody>
                </table>
              </div>
              ${older(this.#messages)}`,
      )}
    </div>`;
  }

  get #list(): string {
    return this.rest in lists ? this.rest : 'all';
  }

  #line(message: StaffMessage): TemplateResult {
    const { timeZone } = this.session.clinic;
    const [words, tone] = states[message.state];
    const mayResend = message.canResend && this.session.permissions.includes('bookings:manage');
    return html`<tr>
      <th scope="row">
        ${message.subject ?? plainWord(message.kind.replace(/-[\d-]+$/, ''))}
        ${message.channel === 'sms' ? html`<span class="tag">Text message</span>` : nothing}
        ${
          message.bookingId
            ? html`<br /><a class="beside" href=${addressOf('bookings', message.bookingId)}
                  >Booking<span class="spoken"> of ${message.toName ?? message.to ?? 'this message'}</span></a
                >`
            : nothing
        }
      </th>
      <td>
        ${message.toName ?? message.to ?? html`<span class="quiet">Not kept any more</span>`}
        ${message.toName && message.to ? html`<br /><span class="quiet">${message.to}</span>` : nothing}
      </td>
      <td>
        <span class="tag ${tone}">${words}</span><br /><span class="quiet numbers unbroken"
          >${dayAndClock(message.sentAt ?? message.queuedAt, timeZone)}${message.tries > 1 ? `, ${message.tries} tries` : ''}</span
        >
        ${message.reason ? html`<br /><span class="quiet">${reasons[message.reason] ?? `Code ${message.reason}`}</span>` : nothing}
        ${message.answer ? html`<br />${answers[message.answer.answer]}` : nothing}
      </td>
      <td>
        ${
          mayResend
            ? html`<button type="button" @click=${() => void this.#resend(message)}>
                Send again<span class="spoken">: ${message.subject ?? message.kind}</span>
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  async #resend({ key }: StaffMessage): Promise<void> {
    const queued = await this.#acts.send(endpoints.resendMessage, { key });
    if (queued) toast(this, 'It is on its way again.');
    await this.#messages.again();
  }
}

customElements.define('desk-messages', MessagesScreen);
