import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { NeedsPerson, StaffToday } from '@botaniqal/shared/contracts/staff/today.ts';
import type { StaffTriageSession } from '@botaniqal/shared/contracts/staff/triage.ts';
import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
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
import { addressOf, go } from '../../app/router.ts';
import '../../components/booking/booking-panel.ts';
import { refused } from '../../components/refused.ts';
import { empty } from '../../components/states.ts';
import { toast } from '../../components/toast.ts';
import { Acts } from '../../controllers/act.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Minute } from '../../controllers/minute.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { dayInWords } from '../../words/moments.ts';
import { triagePath } from '../triage/triage-paths.ts';
import { stands } from './appointment-words.ts';
import { dayGrid } from './day-grid.ts';
import { needsView } from './needs-person.ts';
import type { ShowAppointment } from './show-appointment.ts';
import { daysShown, type TodayPlace, todayAddress, todayPlaceOf } from './today-place.ts';
import { todayStyles } from './today-screen.styles.ts';
import { weekTable } from './week-table.ts';

/**
 * Everybody's day or week side by side, and above it what needs a person now.
 *
 * @element desk-today
 */
export class TodayScreen extends LitElement {
  static override properties: PropertyDeclarations = { session: { attribute: false }, rest: {} };
  static override styles = [screen, split, todayStyles];

  declare session: DeskSession;
  rest = '';
  readonly #names = new Names(this);
  readonly #minute = new Minute(this);
  readonly #acts = new Acts(this);
  readonly #today = new Loaded<StaffToday>(this, (signal) => {
    const { from, to } = daysShown(this.#place.span, this.#day);
    return read(`${endpoints.staffToday}?${new URLSearchParams({ from, to })}`, signal);
  });
  readonly live = new LiveController(
    this,
    ['booking', 'payment', 'form', 'task', 'triage', 'calendar'],
    () => void this.#today.again(),
  );

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('rest');
    if (!this.hasUpdated || before === undefined) return;
    const was = todayPlaceOf(before);
    if (was.span === this.#place.span && was.day === this.#place.day) return;
    this.#today.value = undefined;
    void this.#today.again();
  }

  override render(): TemplateResult {
    const place = this.#place;
    return html`<div class="split ${place.booking ? 'open' : ''}">
      <div class="screen">
        ${this.#head()} ${refused(this.#acts.error, this.session.clinic.timeZone)}
        ${this.#today.render((today) => this.#ready(today))}
      </div>
      ${place.booking ? this.#panel() : nothing}
    </div>`;
  }

  get #place(): TodayPlace {
    return todayPlaceOf(this.rest);
  }

  /** The day that is shown. */
  get #day(): string {
    return this.#place.day || dayOf(new Date(), this.session.clinic.timeZone);
  }

  #head(): TemplateResult {
    const { span } = this.#place;
    const step = span === 'week' ? 7 : 1;
    const at = (days: number) => todayAddress({ span, day: addDays(this.#day, days), booking: '' });
    const chosen = (one: TodayPlace['span'], words: string) =>
      html`<a
        href=${todayAddress({ span: one, day: this.#place.day, booking: '' })}
        aria-current=${one === span ? 'true' : nothing}
        >${words}</a
      >`;
    const { from, to } = daysShown(span, this.#day);
    const title = span === 'day' ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`;
    return html`<div class="head">
      <div>
        <h1>${title}</h1>
        <p>${this.#summary()}</p>
      </div>
      <div class="presses">
        <a class="press" href=${at(-step)} aria-label=${`The ${span} before`}>‹</a>
        ${this.#place.day ? html`<a class="press" href=${todayAddress({ span, day: '', booking: '' })}>Today</a>` : nothing}
        <a class="press" href=${at(step)} aria-label=${`The ${span} after`}>›</a>
        <div class="span" role="group" aria-label="Show">${chosen('day', 'Day')}${chosen('week', 'Week')}</div>
        ${
          this.session.permissions.includes('booking:create')
            ? html`<a class="press primary" href=${addressOf('phone')}>Book by phone</a>`
            : nothing
        }
      </div>
    </div>`;
  }

  #summary(): string {
    const today = this.#today.value;
    if (!today) return '';
    const count = today.appointments.filter(stands).length;
    const free = today.practitioners.reduce((sum, { freeTimes }) => sum + (freeTimes ?? 0), 0);
    const known = today.practitioners.some(({ freeTimes }) => freeTimes !== null);
    return `${count} ${count === 1 ? 'appointment' : 'appointments'}${known ? ` · ${free} free ${free === 1 ? 'time' : 'times'}` : ''}`;
  }

  #ready(today: StaffToday): TemplateResult {
    const now = this.#minute.now;
    const place = this.#place;
    const show: ShowAppointment = {
      address: ({ bookingId }) => todayAddress({ ...place, booking: bookingId }),
      visit: ({ service, visit }) => this.#names.visit(service, visit),
      isOpen: ({ bookingId }) => bookingId === place.booking,
    };
    const needs = needsView(today.needsPerson, {
      now,
      mayClaim: this.session.permissions.includes('tasks:manage'),
      claim: (one) => void this.#claim(one),
    });
    return html`${needs} ${today.appointments.length === 0 ? empty('No appointments yet.') : nothing}
    ${place.span === 'day' ? dayGrid(today, now, show) : weekTable(today, now, show)}
    ${today.more ? html`<p class="quiet">There are more appointments than are shown.</p>` : nothing}`;
  }

  #panel(): TemplateResult {
    return html`<aside
      class="panel"
      aria-label="Appointment"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') void this.#close();
      }}
    >
      <desk-booking
        .session=${this.session}
        .bookingId=${this.#place.booking}
        @panel-close=${() => void this.#close()}
        @booking-changed=${() => void this.#today.again()}
      ></desk-booking>
    </aside>`;
  }

  async #close(): Promise<void> {
    const { booking } = this.#place;
    go(todayAddress({ ...this.#place, booking: '' }));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-booking="${CSS.escape(booking)}"]`)?.focus();
  }

  async #claim({ task, triageSessionId }: NeedsPerson): Promise<void> {
    if (!task) return;
    const claimed = triageSessionId
      ? await this.#claimSession(triageSessionId)
      : await this.#acts.send(endpoints.claimTask(task.id), { version: task.version, claim: true });
    if (claimed) toast(this, 'You have it.');
    await this.#today.again();
    if (claimed && triageSessionId) go(addressOf('triage', triageSessionId));
  }

  /** The task of an alarm follows its session, so that the queue names the same person. */
  async #claimSession(id: string): Promise<unknown> {
    try {
      const { version } = await read<StaffTriageSession>(triagePath(id));
      return await this.#acts.send(triagePath(id, 'claim'), { version });
    } catch (error) {
      this.#acts.error = error;
      return undefined;
    }
  }
}

customElements.define('desk-today', TodayScreen);
