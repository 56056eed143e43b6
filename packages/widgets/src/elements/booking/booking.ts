import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { serviceIds, visitKinds } from '@botaniqal/shared/ids/ids.ts';
import { TaskStatus } from '@lit/task';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { newActKey } from '../../api/client.ts';
import { findVisit } from '../../catalogue/find.ts';
import type { DetailsField } from '../../components/details-form/details.ts';
import type { DetailsTypedEvent } from '../../components/details-form/details-form.events.ts';
import type { VisitChosenEvent } from '../../components/service-list/service-list.events.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { BrowserHistory } from '../../controllers/browser-history.ts';
import { CalendarFile } from '../../controllers/calendar-file.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { bookingCopy } from '../../copy/booking/booking.ts';
import { detailsCopy } from '../../copy/booking/details.ts';
import { define } from '../../page/define.ts';
import type { Invited } from '../../page/links/invited.ts';
import type { Known } from '../../page/links/known.ts';
import { loadPart } from '../../page/load-part.ts';
import { meant, oneOf, usableInstant } from '../../page/meant.ts';
import { PageChoices } from '../../page/neighbours/page-choices.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { base } from '../../styles/base.ts';
import { steps } from '../../styles/steps.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import type { CombinedCalendar } from '../combined-calendar/combined-calendar.ts';
import { bookingStyles } from './booking.styles.ts';
import type { BookingHost } from './booking-host.ts';
import { choiceOf, presumedChoice } from './journey/choice.ts';
import {
  begin,
  type Choice,
  depthOf,
  type Journey,
  type JourneyEvent,
  next,
  resume,
  type Slot,
  stepOf,
  stepsOf,
} from './journey/journey.ts';
import { refusal, refusedFields } from './journey/refusal.ts';
import { inTrouble, loadCalendar, loadForStep, loadNow, loadTrouble } from './lazy-load.ts';
import type { PaymentController } from './paid/payment-controller.ts';
import {
  cleanAddress,
  keepResumeToken,
  lastBooked,
  readResumeToken,
  sentPrefix,
} from './paid/resume-token.ts';
import type { PromotionPart } from './promotion/promotion-part.ts';
import type { Submission } from './sending/submission.ts';
import type { WatchTimings } from './trouble/confirmation-watch.ts';
import { TroublePart } from './trouble-part.ts';
import { confirmedView } from './views/booked-view.ts';
import { focusStep } from './views/focus-step.ts';
import {
  detailsView,
  notLoadedView,
  servicesLoading,
  serviceView,
  topView,
  waitlistView,
} from './views/step-views.ts';
import type { ViewContext } from './views/view-context.ts';
import '../../components/banner/banner.ts';
import '../../components/service-list/service-list.ts';

/**
 * Books an appointment on one page: service, time, details, payment, confirmation.
 *
 * @element bq-booking
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the first step is shown
 * @fires bq-service-selected - the patient chose a service and a visit; can be cancelled
 * @fires bq-slot-selected - the patient chose a time; can be cancelled
 * @fires bq-step - the journey moved
 * @fires bq-booking-confirmed - the booking is confirmed; once
 * @fires bq-error - a request was refused or failed
 * @csspart heading - the heading of a step
 * @csspart back - the button that goes one step back
 * @csspart add-to-calendar - the button that fetches the calendar file
 * @csspart manage - the link to change or cancel
 * @csspart card - the frame around the summary of the booking
 * @csspart offer - a free time that replaces a lost one
 * @csspart segment - one step in the bar that shows how far it is
 */
export class BookingElement extends BqElement {
  static override properties: PropertyDeclarations = {
    service: { converter: oneOf(serviceIds) },
    visit: { converter: oneOf(visitKinds) },
    practitioner: {},
    start: { converter: usableInstant },
    invited: { attribute: false },
    known: { attribute: false },
    timings: { attribute: false },
    journey: { state: true },
    refused: { state: true },
    shownZone: { state: true },
    lost: { state: true },
    earlier: { state: true },
    promotion: { state: true },
  };

  static override styles = [tokens, base, steps, bookingStyles];

  /** The service to book; skips the choice of one. */
  service = '';
  /** The visit to book; without it, the first call. */
  visit = '';
  /** The practitioner whose times are shown first, or with whom `start` was chosen. */
  practitioner = '';
  /** A time that was chosen elsewhere, as an instant: the patient goes on with their details. */
  start = '';
  /** An invitation from a waitlist. */
  invited: Invited | null = null;
  /** What is known about a patient who books again: it is not asked once more. */
  known: Known | null = null;
  /** How often an unconfirmed booking is asked about. */
  timings: WatchTimings | undefined;

  private journey: Journey = begin(null);
  private refused: readonly DetailsField[] = [];
  /** The zone that the patient last saw times in. */
  private shownZone = '';
  /** The time that another patient took meanwhile, and the nearest free ones. */
  private lost = { start: '', alternatives: [] as readonly string[] };

  readonly #announcer = new Announcer(this);
  readonly #history = new BrowserHistory(this, (depth) => this.#goToDepth(depth));
  readonly #catalogue = new ConnectedTask(this, {
    task: async ([origin, invited]) => {
      const catalogue = await readCatalogue(origin);
      return invited?.admit(catalogue) ?? catalogue;
    },
    args: () => [this.origin, this.invited] as const,
    onComplete: (catalogue) => this.#begin(catalogue),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });
  /** What was chosen on the page before the catalogue was there. */
  #wanted: { service: string; visit: string; slot?: Slot } | null = null;
  #free: Submission | null = null;
  readonly #file = new CalendarFile(this);
  #begun = false;
  #paid: PaymentController | null = null;
  /** What finds a booking that was under way when the page was loaded again; empty: none was. */
  #token = readResumeToken();
  #returned = false;
  /** The page was loaded again before the answer to its request came. */
  readonly #wasSent = this.#token.startsWith(sentPrefix);
  readonly #trouble = new TroublePart(() => this.#host());
  /** Tells of a booking of the same visit that was made before in this tab. */
  private earlier: TemplateResult | null = null;
  /** The promotion code, once the patient has opened its field. */
  private promotion: PromotionPart | null = null;

  constructor() {
    super();
    new PageChoices(this, (service, visit, slot) => this.#choose(service, visit, slot));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#token && cleanAddress()) this.#returned = true;
    loadCalendar();
    // A failure is told when the catalogue is there.
    if (this.#token) loadTrouble().catch(() => {});
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Until the catalogue is loaded we assume that a preset service is bookable, so that nothing moves when it is.
    if (!this.#begun && (changed.has('service') || changed.has('visit'))) {
      this.journey = (this.#token ? resume : begin)(
        presumedChoice(this.service, this.visit),
        this.known?.details,
      );
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const moved = changed.has('service') || changed.has('visit');
    if (this.#begun && moved && this.service) this.#choose(this.service, this.visit);
  }

  protected override render(): TemplateResult {
    return html`<div
      class="journey"
      @bq-visit-chosen=${this.#visitChosen}
      @bq-details-typed=${this.#typed}
      @bq-details-submitted=${this.#submit}
    >
      ${this.#failed ? nothing : topView(this.journey, () => this.#act({ type: 'back' }), this.#changeService)}
      ${
        // A box of its own: the box of the step before it would move up, because a confirmation has no bar above it.
        this.journey.at === 'confirmed'
          ? html`<div class="step">${this.#stepView()}</div>`
          : html`<div class="step" aria-busy=${this.#begun || this.#failed ? nothing : 'true'}>${this.#stepView()}</div>`
      }
      ${this.#calendar()} ${this.#announcer.render()}
    </div>`;
  }

  #stepView(): TemplateResult | typeof nothing {
    const { journey, context } = this;
    if (this.#failed) return notLoadedView(this.#catalogue.error, () => void this.#catalogue.run());
    // With a preset service the calendar is there already, and shows its own loading state.
    if (!context || !this.#begun) return journey.at === 'service' ? servicesLoading : nothing;
    switch (journey.at) {
      case 'service':
        return serviceView(journey, context);
      case 'call':
        return journey.choice.channel === 'waitlist'
          ? waitlistView(journey, context)
          : this.#trouble.view(context);
      case 'time':
        return nothing;
      case 'details':
      case 'sending':
        return detailsView(
          journey,
          context,
          this.refused,
          this.#trouble.words(journey),
          this.earlier,
          this.#changeTime,
          this.known,
          () => this.requestUpdate(),
        );
      case 'payment':
        return this.#paid?.view(journey, context) ?? nothing;
      case 'confirmed':
        return confirmedView(journey, context, this.#file.state, this.#fetchFile);
      default:
        return this.#trouble.view(context);
    }
  }

  /** Stays on the page, hidden, while other steps are shown, so that the patient finds it unchanged on the way back. */
  #calendar(): TemplateResult | typeof nothing {
    const { choice, at } = this.journey;
    if ((choice?.channel !== 'online' && choice?.channel !== 'pay') || this.#failed) return nothing;
    return html`<bq-combined-calendar
      embedded
      ?hidden=${at !== 'time'}
      api=${this.api}
      locale=${this.locale}
      time-zone=${this.timeZone}
      service=${choice.service}
      visit=${choice.visit}
      practitioner=${this.practitioner}
      .invited=${this.invited}
      .unavailableStart=${this.lost.start}
      .alternatives=${this.lost.alternatives}
      @slot-chosen=${this.#slotChosen}
    ></bq-combined-calendar>`;
  }

  get #calendarElement(): CombinedCalendar | null {
    return this.renderRoot.querySelector('bq-combined-calendar');
  }

  get #failed(): boolean {
    return !this.#catalogue.latest && this.#catalogue.status === TaskStatus.ERROR;
  }

  private get context(): ViewContext | null {
    const catalogue = this.#catalogue.latest;
    if (!catalogue) return null;
    const { api, locale, promotion } = this;
    return {
      api,
      catalogue,
      locale,
      patientZone: this.#patientZone,
      promotion,
      openPromotion: () => void this.#openPromotion(),
    };
  }

  get #patientZone(): string {
    const clinicZone = this.#catalogue.latest?.clinic.timeZone ?? 'UTC';
    return this.shownZone || this.patientZone(clinicZone);
  }

  #begin(catalogue: Catalogue): void {
    if (this.#begun) return;
    this.#begun = true;
    tellPage(this, 'bq-ready', {});
    if (this.#token) void this.#resume();
    else this.#start(catalogue);
  }

  #start(catalogue: Catalogue): void {
    const { service, visit } = this.#wanted ?? this;
    const choice = choiceOf(catalogue, service, visit);
    if (service && !choice) this.checkWords();
    this.journey = begin(choice, this.known?.details);
    this.#tellStep();
    loadForStep(this.journey);
    if (inTrouble(this.journey)) void this.#trouble.load();
    const slot = this.#wanted?.slot ?? this.invited?.slot ?? this.#startOf(catalogue);
    if (slot) this.#act({ type: 'picked', slot });
  }

  /** The time in the attributes. One that is over, or that is no time, counts as none. */
  #startOf({ practitioners }: Catalogue): Slot | undefined {
    const { start } = this;
    if (!(Date.parse(start) > Date.now())) return undefined;
    const practitionerId =
      meant(
        this.practitioner,
        practitioners.map(({ id }) => id),
      ) ?? null;
    return { start, practitionerId };
  }

  /** Resumes a booking after a reload, or starts a new journey when there is none to resume. */
  async #resume(): Promise<void> {
    const trouble = await this.#trouble.load();
    const found = await trouble?.lookUp(this.#token, this.#returned, this.service);
    const catalogue = this.#catalogue.latest;
    if (found === undefined || !catalogue) return;
    this.#token = '';
    if (found) {
      this.shownZone = found.timeZone;
      this.#act({ type: 'seen', snapshot: found });
    } else this.#start(catalogue);
    keepResumeToken(this.journey);
  }

  /** The code that only a paid booking needs; loaded on its first use. */
  async #loadPayment(): Promise<PaymentController> {
    const { PaymentController } = await loadNow(() => import('./paid/index.ts'));
    this.#paid ??= new PaymentController(this.#host());
    return this.#paid;
  }

  /** What the parts that are loaded later need of this element. */
  #host(): BookingHost {
    const catalogue = this.#catalogue.latest;
    if (!catalogue) throw new ApiProblem('internal_error');
    return {
      element: this,
      origin: this.origin,
      catalogue,
      invited: this.invited,
      timings: () => this.timings,
      journey: () => this.journey,
      act: (event) => this.#act(event),
      submit: () => void this.#submit(),
      resume: () => void this.#resume(),
      say: (words) => this.#announcer.say(words),
      tellError: (code) => tellPage(this, 'bq-error', { code }),
      payment: () => this.#loadPayment(),
    };
  }

  /** Follows a choice: made here, in another element on the page, or by the page's own script. */
  #choose(service: string, visit: string, slot?: Slot): void {
    const catalogue = this.#catalogue.latest;
    if (!catalogue || !this.#begun) {
      this.#wanted = { service, visit, ...(slot && { slot }) };
      return;
    }
    const choice = choiceOf(catalogue, service, visit);
    if (!choice) return;
    const { journey } = this;
    const same = journey.choice?.service === choice.service && journey.choice.visit === choice.visit;
    if (!same || journey.at === 'service' || journey.at === 'call') this.#act({ type: 'chosen', choice });
    else if (slot && journey.at === 'details') this.#act({ type: 'back', to: 'time' });
    if (slot) this.#act({ type: 'picked', slot });
  }

  #act(event: JourneyEvent): void {
    const before = this.journey;
    this.journey = next(before, event);
    if (this.journey.at === before.at) return;
    this.#paid?.moved(before);
    this.#arrived(before);
  }

  /** After a change of state: history, events, focus, and the modules of the new step. */
  #arrived(before: Journey): void {
    const { journey } = this;
    keepResumeToken(journey);
    if (journey.at === 'details') void this.#lookForEarlier(journey.choice);
    // The last view needs no room for further steps, also after a reload.
    if (journey.at === 'confirmed') {
      this.#holdHeight();
      this.style.minBlockSize = '0';
    }
    if (journey.at === 'sending') {
      this.#announcer.say(detailsCopy.form[journey.choice.channel === 'pay' ? 'patient' : 'call'].sending);
      return;
    }
    this.refused = journey.at === 'details' && journey.trouble ? refusedFields(journey.trouble) : [];
    const depth = depthOf(journey);
    if (depth !== null) this.#history.follow(depth);
    if (stepOf(journey) !== stepOf(before) || journey.at === 'confirmed') this.#tellStep();
    loadForStep(journey);
    if (journey.at === 'lost') {
      this.lost = { start: journey.slot.start, alternatives: journey.alternatives };
    }
    if (journey.at === 'lost' || journey.at === 'failed') void this.#calendarElement?.reload();
    if (journey.at === 'lapsed') void this.#calendarElement?.reload();
    // A reload must not report the booking a second time.
    const isNews = before.at !== 'resuming' || this.#returned || this.#wasSent;
    if (journey.at === 'confirmed' && isNews) this.#tellConfirmed(journey);
    void this.#moveFocus();
  }

  /** Looks whether the patient has booked the same visit before. A failure needs no message: they can book. */
  async #lookForEarlier(choice: Choice): Promise<void> {
    const booked = lastBooked();
    const { context } = this;
    if (!booked || !context) return;
    const views = await loadPart(() => import('./trouble/earlier-view.ts')).catch(() => null);
    this.earlier = (await views?.findEarlier(this.origin, booked, choice, context)) ?? null;
  }

  /**
   * The server's answer comes when it comes: then nothing below may move. The confirmation keeps the height of the step
   * before it, until the patient acts again.
   */
  #holdHeight(): void {
    const { style } = this.renderRoot.querySelector<HTMLElement>('.journey') ?? this;
    style.minBlockSize = `${this.offsetHeight}px`;
    const release = () => {
      style.minBlockSize = '';
    };
    // After the click, because a press whose target moves away is lost.
    for (const act of ['click', 'keydown']) addEventListener(act, release, { once: true });
  }

  #tellStep(): void {
    const step = this.journey.at === 'confirmed' ? 'confirmed' : stepOf(this.journey);
    if (!step) return;
    tellPage(this, 'bq-step', { step });
  }

  #tellConfirmed({ booking, choice }: Journey & { at: 'confirmed' }): void {
    const catalogue = this.#catalogue.latest;
    const offered = catalogue && findVisit(catalogue, choice.service, choice.visit)?.visit.price;
    const price = booking.paid ?? offered;
    tellPage(this, 'bq-booking-confirmed', {
      bookingId: booking.bookingId,
      service: choice.service,
      visit: choice.visit,
      amountCents: price?.amountCents ?? 0,
      currency: price?.currency ?? catalogue?.clinic.currency ?? '',
    });
  }

  /** Moves the focus to the banner, the calendar, or the heading of the step. */
  async #moveFocus(): Promise<void> {
    if (inTrouble(this.journey)) await this.#trouble.load();
    await this.updateComplete;
    // The calendar may have been added just now, and renders after this element.
    if (this.journey.at === 'time') await new Promise(requestAnimationFrame);
    if (this.journey.choice?.channel === 'waitlist') await wantElement('bq-waitlist-signup');
    // The form moves focus to its summary of errors by itself.
    if (this.refused.length > 0) return;
    const { journey } = this;
    const step = stepOf(journey);
    if (step) {
      const steps = stepsOf(journey);
      this.#announcer.say(bookingCopy.progress(steps.indexOf(step) + 1, steps.length, step));
    }
    focusStep(this, this.renderRoot, journey.at === 'time' ? this.#calendarElement : null);
  }

  #goToDepth(depth: number): void {
    const { journey } = this;
    const target = stepsOf(journey)[depth];
    const here = depthOf(journey) ?? 0;
    if (target && depth < here) this.#act({ type: 'back', to: target });
    else if (journey.at === 'service' && journey.choice)
      this.#act({ type: 'chosen', choice: journey.choice });
    else if (journey.at === 'time' && journey.slot) this.#act({ type: 'picked', slot: journey.slot });
  }

  #visitChosen({ service, visit }: VisitChosenEvent): void {
    if (tellPage(this, 'bq-service-selected', { service, visit })) this.#choose(service, visit);
  }

  #slotChosen({ detail }: CustomEvent<{ start: string; practitionerId: string; timeZone: string }>): void {
    const { start, practitionerId, timeZone } = detail;
    this.shownZone = timeZone;
    this.#act({ type: 'picked', slot: { start, practitionerId } });
  }

  #typed({ field, value }: DetailsTypedEvent): void {
    this.#act({ type: 'typed', field, value });
  }

  readonly #changeService = (): void => this.#act({ type: 'back', to: 'service' });
  readonly #changeTime = (): void => this.#act({ type: 'back', to: 'time' });

  async #openPromotion(): Promise<void> {
    const { origin, locale } = this;
    try {
      const { PromotionPart } = await loadNow(() => import('./promotion/promotion-part.ts'));
      const say = (words: string) => this.#announcer.say(words);
      this.promotion = new PromotionPart({ element: this, origin, locale, say });
      await this.promotion.focus();
    } catch {
      this.#announcer.say(bookingCopy.noAnswer.heading);
    }
  }

  async #submit(): Promise<void> {
    const before = this.journey;
    const { choice } = before;
    this.#act({
      type: 'submitted',
      key: newActKey(),
      promotionCode: (choice && this.promotion?.codeFor(choice)) ?? undefined,
    });
    if (this.journey === before || this.journey.at !== 'sending') return;
    try {
      const { attempt } = this.journey;
      if (attempt.choice.channel === 'pay') {
        const paid = await this.#loadPayment();
        return this.#act(await paid.hold(attempt, this.#patientZone));
      }
      const { Submission } = await loadNow(() => import('./sending/submission.ts'));
      this.#free ??= new Submission();
      this.#act(await this.#free.send(this.origin, attempt, this.#patientZone, this.invited));
    } catch (error) {
      tellPage(this, 'bq-error', { code: codeOf(error) });
      this.promotion?.refused(error);
      this.#act(refusal(error));
    }
  }

  readonly #fetchFile = (): void => {
    if (this.journey.at !== 'confirmed') return;
    const { bookingId, manageToken } = this.journey.booking;
    void this.#file.fetch(this.origin, bookingId, manageToken, bookingCopy.confirmed.fileName);
  };
}

define('bq-booking', BookingElement);
