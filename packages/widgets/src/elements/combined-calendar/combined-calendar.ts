import type { Price } from '@botaniqal/shared/contracts/primitives.ts';
import { type ServiceId, serviceIds, type VisitKind, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { type Month, monthOf } from '@botaniqal/shared/time/month-grid.ts';
import { addDays, dayOf } from '@botaniqal/shared/time/zone.ts';
import { initialState, TaskStatus } from '@lit/task';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { codeOf, mayPass, phoneOf } from '../../api/api-problem.ts';
import { readCombinedCalendar } from '../../api/calendars.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { findVisit } from '../../catalogue/find.ts';
import {
  type CalendarState,
  type Chosen,
  everybody,
  type Person,
  type Slot,
} from '../../components/calendar/calendar-model.ts';
import type { CalendarView } from '../../components/calendar/calendar-view.ts';
import '../../components/calendar/calendar-view.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import type { refundWords } from '../../copy/booking/refund.ts';
import { deviceZone } from '../../copy/dates.ts';
import { priceWords } from '../../copy/money.ts';
import { loadSentence, problemSentence } from '../../copy/problems.ts';
import { define } from '../../page/define.ts';
import type { Invited } from '../../page/links/invited.ts';
import { meant, oneOf } from '../../page/meant.ts';
import { PageListener, tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { BqElement } from '../bq-element.ts';
import { type Answer, slotsOf, windowAt, windowOf } from './calendar-windows.ts';
import { peopleOf, visitSummary } from './visit-shown.ts';

/** Milliseconds after which times are read again when the page comes back into view. */
const freshFor = 120_000;
/**
 * Milliseconds after which the element requests stale times again: the server reads the calendar meanwhile. It does so
 * twice at most. After that the calendar shows the age of the times.
 */
const rereadAfter = 2500;
const mostRereads = 2;

/**
 * The free times of all practitioners for one visit, by tab, month and day, in the patient's own zone, with the clinic's
 * beside it.
 *
 * @element bq-combined-calendar
 * @slot - shown until the script has loaded, and when neither times nor phone number can be loaded
 *
 * @fires bq-ready - the first times are shown
 * @fires bq-slot-selected - the patient confirmed a time: `{ service, visit, practitionerId, start }`; can be cancelled
 * @fires bq-error - times could not be read: `{ code }`
 * @fires slot-chosen - the same for the element that embeds this one; neither bubbles nor is composed
 *
 * @csspart tabs - the list of tabs
 * @csspart tab - one tab
 * @csspart month - the month
 * @csspart day - one day that can be chosen
 * @csspart times - the times of a day
 * @csspart slot - one time
 * @csspart notice - the message when there are no times
 * @csspart zone - the line with the zone of the times
 * @csspart bar - the chosen time
 * @csspart continue - the button that continues
 */
export class CombinedCalendar extends BqElement {
  static override properties: PropertyDeclarations = {
    service: { converter: oneOf(serviceIds) },
    visit: { converter: (word) => meant(word, visitKinds) ?? 'consultation' },
    practitioner: {},
    embedded: { type: Boolean },
    invited: { attribute: false },
    current: { attribute: false },
    unavailableStart: { attribute: false },
    alternatives: { attribute: false },
    selected: { attribute: false },
    chosen: { state: true },
    windowIndex: { state: true },
    round: { state: true },
    shownZone: { state: true },
    problem: { state: true },
    waits: { state: true },
    answers: { state: true },
    refundWords: { state: true },
  };

  static override styles = [
    css`
      :host {
        display: block;
      }

      :host([hidden]) {
        display: none;
      }

      /* Reserves the room of the form after the press, because the form may take a moment to load. */
      bq-waitlist-signup {
        min-block-size: 1440px;
        padding-block-start: 24px;
      }

    `,
  ];

  readonly #clinic = new ConnectedTask(this, {
    args: () => [this.origin, this.invited] as const,
    task: async ([origin, invited]) => {
      const catalogue = await readCatalogue(origin);
      return invited?.admit(catalogue) ?? catalogue;
    },
    // With a service, the request for its times fails in the same way and is reported.
    onError: (error) => {
      if (!this.service && !mayPass(codeOf(error))) this.#onFailure(error);
    },
  });

  readonly #times = new ConnectedTask(this, {
    args: () => [this.origin, this.service, this.visit, this.windowIndex, this.round] as const,
    task: (args, { signal }) => (args[1] ? this.#readTimes(args[3], args[4], signal) : initialState),
    onComplete: () => this.#onTimes(),
    onError: (error) => this.#onFailure(error),
  });

  protected readonly neighbours = new PageListener(this, 'bq-service-selected', ({ service, visit }) => {
    // A calendar with a service in its own attribute does not follow the page.
    if (this.embedded || (this.service && !this.#followsPage)) return;
    this.#followsPage = true;
    this.service = service;
    this.visit = visit;
  });

  /** The service's id; empty: the service that the patient picks in another element of the page. */
  service: ServiceId | '' = '';
  /** `consultation`, `initial` or `followup`. */
  visit: VisitKind = 'consultation';
  /** The practitioner whose tab is shown first. */
  practitioner = '';
  /**
   * The calendar is inside another element, which sends the events to the page.
   * @internal
   */
  embedded = false;
  /** An invitation from a waitlist: the service may not be open to others. */
  invited: Pick<Invited, 'admit' | 'pass'> | null = null;
  /** The appointment that the patient moves: its time is marked, no price is shown, and the page hears of no choice. */
  current: { readonly start: string; readonly practitionerId: string } | null = null;
  /** A start that another patient took: it is not offered any more. */
  unavailableStart = '';
  /** Starts to highlight, nearest first. */
  alternatives: readonly string[] = [];

  /** The chosen time. */
  get selected(): { start: string; practitionerId: string } | undefined {
    return this.chosen;
  }
  set selected(choice: { start: string; practitionerId: string } | undefined) {
    const { start, practitionerId } = this.chosen ?? {};
    if (choice?.start === start && choice?.practitionerId === practitionerId) return;
    this.chosen = choice && { ...choice, durationMinutes: 0, anyone: false };
  }

  private chosen: Chosen | undefined;
  private windowIndex = 0;
  private round = 0;
  private shownZone = '';
  private problem = '';
  /** Trying again cannot help. */
  private isFinal = false;
  /** The patient has asked for the waitlist of this visit. */
  private waits = false;
  private answers: ReadonlyMap<number, Answer> = new Map();
  private refundWords: typeof refundWords | undefined;

  #followsPage = false;
  #ready = false;
  /** The clinic's number from a refusal, when there is no catalogue. */
  #phone = '';
  #lastRound = 0;
  #rereads = 0;
  #rereadTimer: ReturnType<typeof setTimeout> | undefined;
  #ahead: AbortController | undefined;
  /** The windows that are being read ahead. */
  readonly #underWay = new Map<number, Promise<void>>();
  #slots: readonly Slot[] = [];
  /** The zone of the device; empty when the browser does not know it. */
  readonly #ownZone = deviceZone();
  /** The zone of the requested days. It never changes, so that windows have no gap. */
  private readonly askedZone = this.#ownZone || 'UTC';

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#ahead?.abort();
    clearTimeout(this.#rereadTimer);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const another = changed.has('service') || changed.has('visit') || changed.has('api');
    if (another && this.hasUpdated) this.#startOver();
    if (changed.has('current') && this.current) this.windowIndex = this.#windowAt(this.current.start);
    if (this.chosen && this.chosen.start === this.unavailableStart) this.chosen = undefined;
    if (this.chosen && !this.refundWords && this.#price) void this.#loadRefundWords();
  }

  /** Loads what words the refund of a chosen time: patients who only look at times never need it. */
  async #loadRefundWords(): Promise<void> {
    // After a failure the next choice tries again, and a booking says it before it is sent.
    this.refundWords = (await import('./refund.ts').catch(() => undefined))?.refundWords;
  }

  /** Requests the times in view again. The old times stay until the answer comes. Never rejects. */
  async reload(): Promise<void> {
    this.round += 1;
    await this.updateComplete;
    await this.#times.taskComplete.catch(() => undefined);
  }

  /** Moves focus to the calendar's heading. */
  override focus(): void {
    this.renderRoot.querySelector<CalendarView>('bq-calendar-view')?.focus();
  }

  override render(): TemplateResult {
    const catalogue = this.#clinic.latest;
    const zone = this.#zoneShown;
    const price = this.#price;
    return html`
      <bq-calendar-view
        locale=${this.locale}
        .summary=${this.#summary}
        .clinicZone=${catalogue?.clinic.timeZone ?? ''}
        .ownZone=${this.#ownZone}
        .zone=${zone}
        .phone=${catalogue?.clinic.phone ?? this.#phone}
        .horizonDays=${this.#horizonDays}
        .terms=${this.#terms}
        .price=${price === undefined ? '' : priceWords(price, this.locale)}
        .state=${this.#stateShown}
        ?busy=${this.#times.status === TaskStatus.PENDING}
        .problem=${this.#byPhone ? problemSentence('not_bookable_online') : this.problem}
        ?final=${this.#byPhone || this.isFinal}
        .staleSince=${this.problem ? this.#readSince : ''}
        .people=${this.#people}
        .slots=${this.#slots}
        .knows=${this.#knows}
        .tab=${this.#tab}
        .chosen=${this.chosen}
        .current=${this.current}
        .lost=${this.unavailableStart}
        .near=${this.alternatives}
        @month-shown=${this.#onMonth}
        @zone-chosen=${this.#onZone}
        @time-chosen=${this.#onChosen}
        @time-confirmed=${this.#onConfirmed}
        @retry=${this.#onRetry}
        @wait=${this.#onWait}
      ><slot></slot></bq-calendar-view>
      ${this.waits ? this.#renderWaitlist() : nothing}
    `;
  }

  #renderWaitlist(): TemplateResult {
    return html`<bq-waitlist-signup
      wishes
      .api=${this.api}
      .locale=${this.locale}
      service=${this.service}
      visit=${this.visit}
    ></bq-waitlist-signup>`;
  }

  get #stateShown(): CalendarState {
    if (!this.service && !this.isFinal) return 'waiting';
    // The clinic books this visit on the phone, so a patient must not choose a time here.
    if (this.#byPhone) return 'failed';
    // Without the clinic's zone the calendar would show times on wrong days for a moment.
    if (this.answers.size > 0 && this.#zoneShown) return 'ready';
    return this.problem ? 'failed' : 'loading';
  }

  get #byPhone(): boolean {
    return this.#found?.visit.bookable === 'phone';
  }

  get #zoneShown(): string {
    const clinic = this.#clinic.latest?.clinic;
    // Until the clinic's zone is known, it is not known either whether slots need a second clock.
    if (!clinic && this.#clinic.status !== TaskStatus.ERROR) return '';
    return this.shownZone || this.patientZone(clinic?.timeZone);
  }

  get #found(): ReturnType<typeof findVisit> {
    return findVisit(this.#clinic.latest, this.service, this.visit);
  }

  /** The service and the visit in one line; `undefined` while they are loading. */
  get #summary(): string | undefined {
    const onItsWay = this.service && !this.#clinic.latest && this.#clinic.status !== TaskStatus.ERROR;
    if (onItsWay) return undefined;
    return this.#found ? visitSummary(this.#found, this.#price, this.locale) : '';
  }

  get #people(): readonly Person[] {
    const { calendar } = this.answers.get(this.windowIndex) ?? [...this.answers.values()][0] ?? {};
    return peopleOf(this.#clinic.latest, this.#found?.visit, calendar);
  }

  /** The tab of the attribute. A practitioner who does not give this visit counts as none. */
  get #tab(): string {
    const people = this.#people;
    const known =
      people.length > 0
        ? meant(
            this.practitioner,
            people.map(({ id }) => id),
          )
        : this.practitioner;
    return known || everybody;
  }

  /** The instant at which the times in view were read. */
  get #readSince(): string {
    const readAt = this.answers.get(this.windowIndex)?.readAt;
    return readAt ? new Date(readAt).toISOString() : '';
  }

  /** How many days ahead times can be booked; a year until the clinic has said. */
  get #horizonDays(): number {
    return this.#clinic.latest?.clinic.horizonDays ?? 365;
  }

  /** The price of the visit; `undefined` while it is not known, and for a move, which costs nothing. */
  get #price(): Price | null | undefined {
    return this.current ? undefined : this.#found?.visit.price;
  }

  /** What a patient gets back who books the chosen time and cancels, in words; empty for a free visit. */
  get #terms(): string {
    const clinic = this.#clinic.latest?.clinic;
    const price = this.#price;
    if (!this.chosen || !clinic || !price) return '';
    const { start } = this.chosen;
    return this.refundWords?.(price, start, null, clinic, this.#zoneShown, this.locale) ?? '';
  }

  #windowAt(start: string): number {
    return windowOf(monthOf(dayOf(start, this.askedZone)), this.#today);
  }

  get #today(): string {
    return dayOf(new Date(), this.askedZone);
  }

  readonly #knows = (month: Month): boolean => this.answers.has(windowOf(month, this.#today));

  #startOver(): void {
    this.#ahead?.abort();
    this.#keep(new Map());
    this.windowIndex = 0;
    this.problem = '';
    this.chosen = undefined;
    this.waits = false;
    this.#ready = false;
  }

  #keep(answers: ReadonlyMap<number, Answer>): void {
    this.answers = answers;
    this.#slots = slotsOf(answers.values());
  }

  /** Reads one window, unless it was read a moment ago. `round` grows when the window must be read again. */
  async #readTimes(index: number, round: number, signal: AbortSignal): Promise<void> {
    const again = round !== this.#lastRound;
    this.#lastRound = round;
    const known = this.answers.get(index);
    if (known && !again && Date.now() - known.readAt < freshFor) return;
    const { service, visit, askedZone: timeZone } = this;
    if (!service) return;
    // The patient turns to a month that is being read ahead.
    const underWay = this.#underWay.get(index);
    if (underWay && !again) {
      await underWay;
      if (this.answers.has(index)) return;
    }
    const { entryId: entry, token } = this.invited?.pass ?? {};
    const answerOf = async (one: number): Promise<Answer> => {
      const { from, to } = windowAt(one, this.#today);
      // The loader has requested the first window already, by the same URL: see `early-answers.ts`.
      const query = { service, visit, from, to, timeZone, ...(entry && { entry }) };
      const calendar = await readCombinedCalendar(this.origin, query, { signal, token });
      return { calendar, readAt: Date.now() };
    };
    // A later month is read together with the first one, so that the tabs name the first free times of all.
    const wanted = this.answers.size === 0 && index > 0 ? [0, index] : [index];
    const read = new Map(await Promise.all(wanted.map(async (one) => [one, await answerOf(one)] as const)));
    // A patient who would see an empty month sees the first one with times instead.
    const isFree = ({ practitionerIds }: Slot) =>
      !this.practitioner || practitionerIds.includes(this.practitioner);
    if (this.answers.size === 0 && !slotsOf(read.values()).some(isFree))
      read.set(index + 1, await answerOf(index + 1));
    if (!signal.aborted) this.#keep(new Map([...this.answers, ...read]));
  }

  /** Reads the next window when the browser is idle. */
  #readAhead(): void {
    const index = this.windowIndex + 1;
    const { from } = windowAt(index, this.#today);
    if (this.answers.has(index) || from > addDays(this.#today, this.#horizonDays)) return;
    this.#ahead?.abort();
    const controller = new AbortController();
    this.#ahead = controller;
    // Safari has no requestIdleCallback everywhere yet.
    const whenIdle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 200));
    whenIdle(() => {
      if (controller.signal.aborted) return;
      // A failure here needs no message: the month is read again when the patient turns to it.
      const done = this.#readTimes(index, this.round, controller.signal).catch(() => undefined);
      this.#underWay.set(index, done);
      void done.then(() => this.#underWay.delete(index));
    });
  }

  #rereadStale(): void {
    clearTimeout(this.#rereadTimer);
    const people = this.answers.get(this.windowIndex)?.calendar.practitioners ?? [];
    if (!people.some(({ status }) => status === 'stale')) {
      this.#rereads = 0;
    } else if (this.#rereads < mostRereads) {
      this.#rereads += 1;
      this.#rereadTimer = setTimeout(() => {
        this.round += 1;
      }, rereadAfter);
    }
  }

  #onTimes(): void {
    if (this.practitioner && this.#tab === everybody) this.checkWords();
    this.problem = '';
    this.#readAhead();
    this.#rereadStale();
    if (this.#ready || !this.service) return;
    this.#ready = true;
    if (!this.embedded) void this.updateComplete.then(() => tellPage(this, 'bq-ready', {}));
  }

  #onFailure(error: unknown): void {
    const code = codeOf(error);
    this.#phone = phoneOf(error);
    this.problem = loadSentence(code);
    this.isFinal = !mayPass(code);
    tellPage(this, 'bq-error', { code });
    if (this.isFinal) this.checkWords();
  }

  readonly #onVisible = (): void => {
    if (document.visibilityState !== 'visible') return;
    const known = this.answers.get(this.windowIndex);
    if (known && Date.now() - known.readAt >= freshFor) this.round += 1;
  };

  readonly #onMonth = (event: CustomEvent<{ month: Month }>): void => {
    const { month } = event.detail;
    this.windowIndex = windowOf(month, this.#today);
    if (this.#knows(month)) this.#readAhead();
  };

  readonly #onZone = (event: CustomEvent<{ zone: string }>): void => {
    this.shownZone = event.detail.zone;
  };

  readonly #onChosen = (event: CustomEvent<Chosen>): void => {
    this.chosen = event.detail;
  };

  readonly #onConfirmed = (event: CustomEvent<Chosen>): void => {
    const { service, visit } = this;
    const { start, practitionerId } = event.detail;
    if (!service) return;
    if (!this.current && !tellPage(this, 'bq-slot-selected', { service, visit, practitionerId, start }))
      return;
    this.dispatchEvent(
      new CustomEvent('slot-chosen', { detail: { ...event.detail, timeZone: this.#zoneShown } }),
    );
  };

  readonly #onWait = async (): Promise<void> => {
    this.waits = true;
    await this.updateComplete;
    const signUp = this.renderRoot.querySelector<HTMLElement>('bq-waitlist-signup');
    signUp?.scrollIntoView({ block: 'start' });
    await wantElement('bq-waitlist-signup');
    signUp?.focus();
  };

  readonly #onRetry = (): void => {
    if (this.#clinic.status === TaskStatus.ERROR) void this.#clinic.run();
    void this.reload();
  };
}

define('bq-combined-calendar', CombinedCalendar);
