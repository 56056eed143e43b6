import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { dayOf, usableZone } from '@botaniqal/shared/time/zone.ts';
import { TaskStatus } from '@lit/task';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { actOnBooking, readBooking } from '../../api/bookings/bookings.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { newActKey } from '../../api/client.ts';
import { findPractitioner } from '../../catalogue/find.ts';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { CalendarFile } from '../../controllers/calendar-file.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { FragmentListener } from '../../controllers/fragment-listener.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { dayLong } from '../../copy/dates.ts';
import { problemSentence } from '../../copy/problems.ts';
import { define } from '../../page/define.ts';
import type { Known } from '../../page/links/known.ts';
import { type ManageLink, manageLinkOf } from '../../page/links/manage-link.ts';
import { sendLinkView } from '../../page/links/send-link-view.ts';
import { loadPart } from '../../page/load-part.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { notLoaded } from '../not-loaded.ts';
import { wantsAgain, withAgain, writeFragment } from './again/again-link.ts';
import { readKnown } from './again/read-known.ts';
import { type ComingState, comingView, comingWords, reminderAnswer, sendComing } from './coming/coming.ts';
import { manageBookingStyles } from './manage-booking.styles.ts';
import { bookingView, brokenLink, waitingView } from './manage-booking-views.ts';
import { isSameTime } from './same-time.ts';
import { canBookAgain, type Shown } from './shown-booking.ts';
import { announcedState } from './state-view.ts';
import '../../components/banner/banner.ts';

interface Loaded {
  readonly booking: BookingView;
  readonly catalogue: Catalogue;
}

/** Milliseconds between two reads of a booking that is not confirmed yet. */
const lookAgain = 3_000;

/**
 * One booking, for the person who has the link to it: time, practitioner, payment, calendar file, another time and
 * cancellation. The patient reads the terms before they move or cancel it. A booking that is over leads to another one,
 * for which nothing is typed again.
 *
 * The link has the booking's token after its `#`, and this element sends the token to our own API only, in a header.
 *
 * @element bq-manage-booking
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the booking is shown
 * @fires bq-error - it could not be read, moved or cancelled
 * @csspart heading - the heading
 * @csspart move - the button that opens the calendar to move it
 * @csspart cancel - the button that asks to cancel
 * @csspart coming - the button that answers a reminder
 * @csspart again - the button that leads to another booking
 */
export class ManageBooking extends BqElement {
  static override properties: PropertyDeclarations = {
    booking: {},
    link: { state: true },
    latest: { state: true },
    cancelling: { state: true },
    refusedBecause: { state: true },
    move: { state: true },
    again: { state: true },
    coming: { state: true },
  };

  static override styles = [tokens, base, manageBookingStyles];

  /** The booking's id; empty: the id in the link. */
  booking = '';

  private link: ManageLink | null = null;
  private latest: Loaded | null = null;
  private cancelling: 'no' | 'asked' | 'sending' | 'refused' = 'no';
  private refusedBecause = '';
  private move: Shown['move'] | 'open' = 'none';
  /** `known`: the patient books again, with what is known about them. */
  private coming: ComingState = 'no';
  private again: 'no' | 'loading' | { readonly known: Known | null } = 'no';

  readonly #announcer = new Announcer(this);
  readonly #file = new CalendarFile(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The key of one cancellation. It stays the same when the cancellation is sent again. */
  #cancelKey = '';
  /** The part of the address after the `#`. */
  #fragment = '';
  private readonly loading = new ConnectedTask(this, {
    task: async ([origin, link], { signal }): Promise<Loaded | null> => {
      if (!link) return null;
      const [booking, catalogue] = await Promise.all([
        readBooking(origin, link.bookingId, link.token, signal),
        readCatalogue(origin),
      ]);
      return { booking, catalogue };
    },
    args: () => [this.origin, this.link] as const,
    onComplete: (loaded) => this.#show(loaded),
    onError: (error) => tellPage(this, 'bq-error', { code: codeOf(error) }),
  });

  constructor() {
    super();
    new FragmentListener(this, (fragment) => {
      this.#fragment = fragment;
      this.#readLink();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('booking')) this.#readLink();
  }

  protected override render(): TemplateResult {
    const heading = this.again === 'no' ? manageCopy.heading : manageCopy.again.heading;
    return html`<section class="booking">
      <h2 tabindex="-1" part="heading">${heading}</h2>
      ${this.#content()} ${this.#announcer.render()}
    </section>`;
  }

  #content(): TemplateResult {
    const { link, latest, loading } = this;
    if (!link) {
      // A patient who opened the page without a link must not read that their link is broken.
      const came = this.#fragment.includes('=');
      const words = came ? brokenLink(manageCopy.broken) : html`<p>${manageCopy.noLink}</p>`;
      return html`${words}${sendLinkView('manage', this.api)}`;
    }
    if (latest && this.again !== 'no') return this.#againView(latest);
    if (latest && this.move === 'open') return this.#moveView(latest, link);
    if (latest) {
      const coming = comingView(this.coming, latest.booking.status, () => void this.#sayComing(link));
      return html`${coming}${bookingView(this.#shown(latest, link))}`;
    }
    if (loading.status !== TaskStatus.ERROR) return waitingView;
    const { error } = loading;
    const unknown = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (unknown) return html`${brokenLink(manageCopy.unknown)}${sendLinkView('manage', this.api)}`;
    return notLoaded(manageCopy.notLoaded, error, () => void loading.run(), manageCopy.nothingChanged);
  }

  #shown(loaded: Loaded, link: ManageLink): Shown {
    const { cancelling, refusedBecause, move } = this;
    return {
      ...loaded,
      token: link.token,
      api: this.api,
      locale: this.locale,
      patientZone: this.#zoneOf(loaded),
      file: this.#file.state,
      cancelling,
      refusedBecause,
      move: move === 'open' ? 'none' : move,
      acts: {
        fetchFile: () => {
          const { bookingId, token } = link;
          void this.#file.fetch(this.origin, bookingId, token, manageCopy.fileName);
        },
        ask: () => void this.#ask(),
        keep: () => void this.#keep(),
        cancel: () => void this.#cancel(link),
        move: () => void this.#openMove(),
        bookAgain: () => {
          void this.#bookAgain(link);
          void this.#focusOn('h2');
        },
      },
    };
  }

  #moveView(loaded: Loaded, link: ManageLink): TemplateResult {
    const { api, origin, locale } = this;
    return html`<bq-move-appointment
      .movable=${{ ...loaded, link, api, origin, locale, patientZone: this.#zoneOf(loaded) }}
      @appointment-moved=${({ detail }: CustomEvent<BookingView>) => void this.#moved(link, loaded, detail)}
      @time-kept=${() => void this.#keepTime()}
    ></bq-move-appointment>`;
  }

  #againView({ booking, catalogue }: Loaded): TemplateResult {
    const { again, locale } = this;
    const { again: copy } = manageCopy;
    const day = dayLong(dayOf(booking.start, this.#zoneOf({ booking, catalogue })), locale);
    const who = findPractitioner(catalogue, booking.practitionerId)?.name ?? '';
    const { phone } = catalogue.clinic;
    return html`<div class="same">
        <p class="numbers">${copy.same(day, who)}</p>
        <button type="button" class="link" @click=${() => void this.#leaveAgain()}>${copy.back}</button>
      </div>
      ${
        typeof again === 'string'
          ? html`<p class="spoken" role="status">${copy.loading}</p>`
          : html`<bq-booking
              .api=${this.api}
              .locale=${locale}
              .timeZone=${this.timeZone}
              .service=${booking.service}
              .visit=${booking.visit}
              .practitioner=${booking.practitionerId}
              .known=${again.known}
              >${phoneLink(phone, manageCopy.call(phone))}</bq-booking
            >`
      }`;
  }

  #readLink(): void {
    const fragment = this.#fragment;
    const link = manageLinkOf(fragment, this.booking);
    if (JSON.stringify(link) === JSON.stringify(this.link)) return;
    // After the bank's page the address has lost this part, and the next reload needs it.
    if (link && !location.hash) writeFragment(fragment);
    this.link = link;
    this.latest = null;
    this.cancelling = 'no';
    this.move = 'none';
    this.again = 'no';
    this.coming = 'no';
  }

  /** The zone in which the patient booked, as in our emails. One who booked in the clinic's gets their device's. */
  #zoneOf({ booking, catalogue }: Loaded): string {
    const clinicZone = catalogue.clinic.timeZone;
    const booked = booking.timeZone === clinicZone ? '' : usableZone(booking.timeZone);
    return this.timeZone || booked || this.patientZone(clinicZone);
  }

  #show(loaded: Loaded | null): void {
    clearTimeout(this.#timer);
    const { link } = this;
    if (!loaded || !link) return;
    const before = this.latest;
    this.latest = loaded;
    if (!before) this.#opened(loaded, link);
    if (loaded.booking.forms.length > 0) void wantElement('bq-due-forms');
    const { status, moving } = loaded.booking;
    const asked = before?.booking.moving;
    if (asked && !moving) this.move = isSameTime(loaded.booking, asked) ? 'moved' : 'not_moved';
    const changed = before && (before.booking.status !== status || Boolean(asked) !== Boolean(moving));
    if (changed && this.move !== 'open') this.#announcer.say(announcedState(this.#shown(loaded, link)));
    if (status === 'confirming' || moving) this.#timer = setTimeout(() => void this.loading.run(), lookAgain);
  }

  #opened(loaded: Loaded, link: ManageLink): void {
    tellPage(this, 'bq-ready', {});
    if (wantsAgain(this.#fragment) && canBookAgain(loaded.booking)) void this.#bookAgain(link);
    this.#openAnswer(loaded);
  }

  /** A link of a reminder only opens the page at the right place: the patient's press acts. */
  #openAnswer({ booking }: Loaded): void {
    if (booking.status !== 'confirmed') return;
    const answer = reminderAnswer(this.#fragment);
    if (answer === 'coming') this.coming = 'asked';
    if (answer === 'move' && booking.rescheduling?.allowed) void this.#openMove();
    if (answer === 'cancel') void this.#ask();
  }

  async #sayComing({ bookingId, token }: ManageLink): Promise<void> {
    this.coming = 'sending';
    try {
      await sendComing(this.origin, bookingId, { token, key: newActKey() });
      this.coming = 'noted';
      this.#announcer.say(comingWords.noted);
    } catch (error) {
      tellPage(this, 'bq-error', { code: codeOf(error) });
      this.coming = 'failed';
    }
  }

  async #openMove(): Promise<void> {
    this.move = 'loading';
    try {
      await loadPart(() => import('./moving/move-appointment.ts'));
      this.move = 'open';
      await this.#focusOn('bq-move-appointment');
    } catch {
      this.move = 'not_loaded';
    }
  }

  async #keepTime(): Promise<void> {
    this.move = 'none';
    this.#announcer.say(manageCopy.keptTime);
    // A request whose answer was lost may have moved it.
    void this.loading.run();
    await this.#focusOn('[part="move"]');
  }

  /** The server has moved the appointment, or is moving it. */
  async #moved(link: ManageLink, loaded: Loaded, booking: BookingView): Promise<void> {
    if (link !== this.link) return;
    this.move = booking.moving ? 'none' : 'moved';
    this.#file.state = 'idle';
    this.latest = { ...loaded, booking };
    this.#show(this.latest);
    await this.#focusOn('.state h3');
  }

  /** The refund depends on the time, so it is read again when the patient asks to cancel. */
  async #ask(): Promise<void> {
    this.#cancelKey = newActKey();
    this.cancelling = 'asked';
    void this.loading.run();
    await this.#focusOn('.sure h3');
  }

  async #keep(): Promise<void> {
    this.cancelling = 'no';
    this.#announcer.say(manageCopy.kept);
    await this.#focusOn('[part="cancel"]');
  }

  async #cancel({ bookingId, token }: ManageLink): Promise<void> {
    const { latest } = this;
    if (this.cancelling === 'sending' || !latest) return;
    this.cancelling = 'sending';
    this.#announcer.say(manageCopy.cancelling);
    try {
      const booking = await actOnBooking(this.origin, 'cancel', bookingId, { token, key: this.#cancelKey });
      this.cancelling = 'no';
      this.#show({ ...latest, booking });
      await this.#focusOn('.state h3');
    } catch (error) {
      const code = codeOf(error);
      tellPage(this, 'bq-error', { code });
      this.refusedBecause = problemSentence(code);
      this.cancelling = 'refused';
      await this.#focusOn('.change bq-banner');
    }
  }

  /** Leads to another booking of the same visit. What cannot be read is asked. */
  async #bookAgain(link: ManageLink): Promise<void> {
    this.again = 'loading';
    this.#writeAgain(true);
    const [known] = await Promise.all([readKnown(this.origin, link, this.locale), wantElement('bq-booking')]);
    if (link === this.link && this.again === 'loading') this.again = { known };
  }

  async #leaveAgain(): Promise<void> {
    this.again = 'no';
    this.#writeAgain(false);
    await this.#focusOn('.state h3');
  }

  #writeAgain(again: boolean): void {
    this.#fragment = withAgain(this.#fragment, again);
    writeFragment(this.#fragment);
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('bq-manage-booking', ManageBooking);
