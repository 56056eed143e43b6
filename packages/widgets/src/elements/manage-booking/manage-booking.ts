import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import type { Catalogue } from '@botaniqal/shared/contracts/catalogue.ts';
import { usableZone } from '@botaniqal/shared/time/zone.ts';
import { TaskStatus } from '@lit/task';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ApiProblem, codeOf } from '../../api/api-problem.ts';
import { actOnBooking, readBooking } from '../../api/bookings.ts';
import { readCatalogue } from '../../api/catalogue.ts';
import { newActKey } from '../../api/client.ts';
import { Announcer } from '../../controllers/announcer.ts';
import { CalendarFile } from '../../controllers/calendar-file.ts';
import { ConnectedTask } from '../../controllers/connected-task.ts';
import { FragmentListener } from '../../controllers/fragment-listener.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { problemSentence } from '../../copy/problems.ts';
import { define } from '../../page/define.ts';
import { type ManageLink, manageLinkOf } from '../../page/links/manage-link.ts';
import { sendLinkView } from '../../page/links/send-link-view.ts';
import { tellPage } from '../../page/neighbours/page-events.ts';
import { wantElement } from '../../page/neighbours/want-element.ts';
import { base } from '../../styles/base.ts';
import { tokens } from '../../styles/tokens.ts';
import { BqElement } from '../bq-element.ts';
import { notLoaded } from '../not-loaded.ts';
import { manageBookingStyles } from './manage-booking.styles.ts';
import { bookingView, brokenLink, waitingView } from './manage-booking-views.ts';
import '../../components/banner/banner.ts';

interface Loaded {
  readonly booking: BookingView;
  readonly catalogue: Catalogue;
}

/** Milliseconds between two reads of a booking that is not confirmed yet. */
const lookAgain = 3_000;

/**
 * One booking, for the person who has the link to it: time, practitioner, payment, calendar file and cancellation. The
 * refund is shown before the patient cancels, and a booking that is over leads to another one.
 *
 * The link has the booking's token after its `#`, and this element sends the token to our own API only, in a header.
 *
 * @element bq-manage-booking
 * @slot - shown until the element has loaded, and when it cannot: a phone number, a link
 * @fires bq-ready - the booking is shown
 * @fires bq-error - it could not be read or cancelled
 * @csspart heading - the heading
 * @csspart cancel - the button that asks to cancel
 * @csspart again - the button that leads to another booking
 */
export class ManageBooking extends BqElement {
  static override properties: PropertyDeclarations = {
    booking: {},
    link: { state: true },
    latest: { state: true },
    cancelling: { state: true },
    refusedBecause: { state: true },
    again: { state: true },
  };

  static override styles = [tokens, base, manageBookingStyles];

  /** The booking's id; empty: the id in the link. */
  booking = '';

  private link: ManageLink | null = null;
  private latest: Loaded | null = null;
  private cancelling: 'no' | 'asked' | 'sending' | 'refused' = 'no';
  private refusedBecause = '';
  private again = false;

  readonly #announcer = new Announcer(this);
  readonly #file = new CalendarFile(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The key of one cancellation. It stays the same when the cancellation is sent again. */
  #cancelKey = '';
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
    new FragmentListener(this, () => this.#readLink());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('booking')) this.#readLink();
  }

  protected override render(): TemplateResult {
    return html`<section class="booking">
      <h2 tabindex="-1" part="heading">${manageCopy.heading}</h2>
      ${this.#content()} ${this.#announcer.render()}
    </section>`;
  }

  #content(): TemplateResult {
    const { link, latest, loading } = this;
    if (!link) {
      // A patient who opened the page without a link must not read that their link is broken.
      const came = location.hash.includes('=');
      const words = came ? brokenLink(manageCopy.broken) : html`<p>${manageCopy.noLink}</p>`;
      return html`${words}${sendLinkView('manage', this.api)}`;
    }
    if (latest) {
      const { cancelling, refusedBecause } = this;
      return bookingView({
        ...latest,
        token: link.token,
        api: this.api,
        locale: this.locale,
        patientZone: this.#zoneOf(latest),
        timeZone: this.timeZone,
        again: this.again,
        file: this.#file.state,
        cancelling,
        refusedBecause,
        acts: {
          fetchFile: () => {
            const { bookingId, token } = link;
            void this.#file.fetch(this.origin, bookingId, token, manageCopy.fileName);
          },
          ask: () => void this.#ask(),
          keep: () => void this.#keep(),
          cancel: () => void this.#cancel(link),
          bookAgain: () => void this.#bookAgain(),
        },
      });
    }
    if (loading.status !== TaskStatus.ERROR) return waitingView;
    const { error } = loading;
    const unknown = error instanceof ApiProblem && [401, 403, 404].includes(error.status);
    if (unknown) return html`${brokenLink(manageCopy.unknown)}${sendLinkView('manage', this.api)}`;
    return notLoaded(manageCopy.notLoaded, error, () => void loading.run(), manageCopy.nothingChanged);
  }

  #readLink(): void {
    const link = manageLinkOf(location.hash, this.booking);
    if (JSON.stringify(link) === JSON.stringify(this.link)) return;
    this.link = link;
    this.latest = null;
    this.cancelling = 'no';
    this.again = false;
  }

  /** The zone in which the patient booked, as in our emails. One who booked in the clinic's gets their device's. */
  #zoneOf({ booking, catalogue }: Loaded): string {
    const clinicZone = catalogue.clinic.timeZone;
    const booked = booking.timeZone === clinicZone ? '' : usableZone(booking.timeZone);
    return this.timeZone || booked || this.patientZone(clinicZone);
  }

  #show(loaded: Loaded | null): void {
    clearTimeout(this.#timer);
    if (!loaded) return;
    const before = this.latest;
    this.latest = loaded;
    if (!before) tellPage(this, 'bq-ready', {});
    if (loaded.booking.forms.length > 0) void wantElement('bq-due-forms');
    const { status } = loaded.booking;
    if (before && before.booking.status !== status) this.#announcer.say(manageCopy.status[status]);
    if (status === 'confirming') this.#timer = setTimeout(() => void this.loading.run(), lookAgain);
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

  async #bookAgain(): Promise<void> {
    this.again = true;
    await wantElement('bq-booking');
    await this.updateComplete;
    this.renderRoot.querySelector('bq-booking')?.scrollIntoView({ block: 'start' });
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

define('bq-manage-booking', ManageBooking);
