import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import { fieldStyles } from '@botaniqal/widgets/components/fields/field.styles.ts';
import { textField } from '@botaniqal/widgets/components/fields/text-field.ts';
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
import { Acts } from '../../controllers/act.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { split } from '../../styles/split.ts';
import { dayAndClock } from '../../words/moments.ts';
import { centsOf } from '../../words/money.ts';
import type { ChosenTime } from '../choose-time.ts';
import { refused } from '../refused.ts';
import { toast } from '../toast.ts';
import { cancelView, type Decision, refundView } from './booking-decisions.ts';
import { facts, story } from './booking-facts.ts';
import './tax-documents.ts';
import { bookingPanelStyles } from './booking-panel.styles.ts';

const undecided = { refund: 'policy', amount: '', reason: '', missing: {} } as const;

/**
 * One booking: what staff know, what they can do, and what happened.
 *
 * @element desk-booking
 * @fires panel-close - the person closes it
 * @fires booking-changed - an act has changed it
 */
export class BookingPanel extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    bookingId: { attribute: false },
    decision: { state: true },
    moving: { state: true },
    note: { state: true },
  };

  static override styles = [screen, fieldStyles, split, bookingPanelStyles];

  declare session: DeskSession;
  bookingId = '';
  private decision: Decision | undefined;
  /** The calendar is open, perhaps with a chosen time. */
  private moving: { chosen?: ChosenTime } | undefined;
  private note = '';
  #focusWanted = true;

  readonly #names = new Names(this);
  readonly #acts = new Acts(this);
  readonly #booking = new Loaded<StaffBooking>(this, (signal) =>
    read(endpoints.staffBooking(this.bookingId), signal),
  );
  readonly live = new LiveController(this, ['booking', 'payment', 'form', 'message'], () =>
    this.#booking.again(),
  );

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('bookingId') || !this.hasUpdated) return;
    this.#booking.value = undefined;
    this.#acts.error = undefined;
    this.decision = undefined;
    this.moving = undefined;
    this.note = '';
    this.#focusWanted = true;
    void this.#booking.again();
  }

  override updated(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('h2');
    if (!this.#focusWanted || !heading) return;
    this.#focusWanted = false;
    heading.focus();
  }

  override render(): TemplateResult {
    return html`<button class="close" type="button" @click=${() => this.dispatchEvent(new Event('panel-close'))}>
        Close
      </button>
      ${this.#booking.render((booking) => this.#ready(booking))}`;
  }

  #ready(booking: StaffBooking): TemplateResult {
    const { clinic } = this.session;
    return html`<div class="title">
        <h2 tabindex="-1">${booking.patient.name}</h2>
        <span class="quiet numbers">${booking.confirmationNumber}</span>
      </div>
      ${refused(this.#acts.error, clinic.timeZone)} ${facts(booking, this.#names, clinic)}
      ${booking.payment?.paidCents ? html`<desk-tax-documents .bookingId=${booking.bookingId}></desk-tax-documents>` : nothing}
      ${this.#may('bookings:manage') ? this.#acting(booking) : this.#video(booking)}
      <h3>What happened</h3>
      ${story(booking, clinic.timeZone)} ${this.#notes(booking)}`;
  }

  #acting(booking: StaffBooking): TemplateResult {
    const { currency } = this.session.clinic;
    const on = {
      change: (part: Partial<Decision>) => {
        if (this.decision) this.decision = { ...this.decision, ...part };
      },
      confirm: () => void this.#confirm(booking),
      back: () => this.#decide(undefined),
      busy: this.#acts.busy !== '',
    };
    if (this.decision?.act === 'cancel') return cancelView(booking, this.decision, currency, on);
    if (this.decision?.act === 'refund') return refundView(booking, this.decision, currency, on);
    if (this.moving) return this.#move(booking);
    return this.#buttons(booking);
  }

  #buttons(booking: StaffBooking): TemplateResult {
    const isConfirmed = booking.status === 'confirmed';
    const begun = Date.parse(booking.start) <= Date.now();
    const { paidCents = 0, refundCents = 0 } = booking.payment ?? {};
    const button = (words: string, act: () => void, kind = '') =>
      html`<button type="button" class=${kind} @click=${act}>${words}</button>`;
    return html`<div class="acts">
      ${isConfirmed && booking.zoomLink ? videoLink(booking.zoomLink) : nothing}
      ${
        this.#may('booking:create')
          ? html`<a href=${addressOf('phone', `booking/${booking.bookingId}`)}>Book next visit</a>`
          : nothing
      }
      ${isConfirmed && !booking.noShowAt ? button('Move', () => void this.#openMove()) : nothing}
      ${
        isConfirmed && begun
          ? booking.noShowAt
            ? button('Undo no-show', () => void this.#noShow(booking, false))
            : button('No-show', () => void this.#noShow(booking, true))
          : nothing
      }
      ${booking.cancellation ? button('Cancel', () => this.#decide({ act: 'cancel', ...undecided }), 'danger') : nothing}
      ${paidCents > refundCents ? button('Refund a part', () => this.#decide({ act: 'refund', ...undecided })) : nothing}
      ${booking.phonePayment === 'link' && booking.status === 'awaiting_payment' ? button('Send payment link again', () => void this.#do(booking, 'resend', {}, 'The payment link is on its way.')) : nothing}
      ${isConfirmed ? button('Send confirmation again', () => void this.#do(booking, 'resend', {}, 'The confirmation is on its way.')) : nothing}
    </div>`;
  }

  #video(booking: StaffBooking): TemplateResult | typeof nothing {
    return booking.zoomLink && booking.status === 'confirmed'
      ? html`<div class="acts">${videoLink(booking.zoomLink)}</div>`
      : nothing;
  }

  #move(booking: StaffBooking): TemplateResult {
    const { timeZone } = this.session.clinic;
    const chosen = this.moving?.chosen;
    const back = html`<button
      type="button"
      @click=${() => {
        this.moving = undefined;
      }}
    >
      Back
    </button>`;
    if (chosen) {
      return html`<div class="card">
        <h3 tabindex="-1" id="decision">Move the appointment?</h3>
        <p>
          From ${dayAndClock(booking.start, timeZone)} to <strong>${dayAndClock(chosen.start, timeZone)}</strong>,
          with ${this.#names.practitioner(chosen.practitionerId)}. The patient is told by email.
        </p>
        <div class="acts">
          <button
            class="primary"
            type="button"
            aria-disabled=${this.#acts.busy ? 'true' : nothing}
            @click=${() => void this.#moveTo(booking, chosen)}
          >
            Move it
          </button>
          ${back}
        </div>
      </div>`;
    }
    return html`<h3 tabindex="-1" id="decision">Choose a new time</h3>
      <desk-choose-time
        .timeZone=${timeZone}
        .service=${booking.service}
        .visit=${booking.visit}
        .current=${{ start: booking.start, practitionerId: booking.practitionerId }}
        @time-chosen=${({ detail }: CustomEvent<ChosenTime>) => {
          this.moving = { chosen: detail };
          void this.#focusDecision();
        }}
      ></desk-choose-time>
      <div class="acts">${back}</div>`;
  }

  #notes(booking: StaffBooking): TemplateResult {
    const { timeZone } = this.session.clinic;
    return html`<h3>Notes</h3>
      ${booking.notes.map(
        ({ at, by, text }) =>
          html`<p class="note">${text}<br /><small>${by}, ${dayAndClock(at, timeZone)}</small></p>`,
      )}
      ${
        this.#may('bookings:read')
          ? html`<form
              novalidate
              @submit=${(event: Event) => {
                event.preventDefault();
                void this.#addNote(booking);
              }}
            >
              ${textField({
                name: 'note',
                label: 'New note',
                hint: 'For the team. Not seen by the patient.',
                error: undefined,
                value: this.note,
                autocomplete: 'off',
                optional: true,
                rows: 2,
                onInput: (value) => {
                  this.note = value;
                },
              })}
              <div class="acts"><button type="submit">Save note</button></div>
            </form>`
          : nothing
      }`;
  }

  #may(permission: string): boolean {
    return this.session.permissions.includes(permission);
  }

  #decide(decision: Decision | undefined): void {
    this.decision = decision;
    this.#acts.error = undefined;
    void this.#focusDecision();
  }

  /** A keyboard goes on in the decision that opened, and at the heading once it has closed. */
  async #focusDecision(): Promise<void> {
    await this.updateComplete;
    const to = this.renderRoot.querySelector<HTMLElement>('#decision') ?? this.renderRoot.querySelector('h2');
    to?.focus();
  }

  async #openMove(): Promise<void> {
    await import('../choose-time.ts');
    this.moving = {};
    await this.#focusDecision();
  }

  async #moveTo(booking: StaffBooking, { start, practitionerId }: ChosenTime): Promise<void> {
    const moved = await this.#do(
      booking,
      'reschedule',
      { start, practitionerId },
      'The appointment has moved.',
    );
    if (moved) this.moving = undefined;
    // The chosen time may be gone: the calendar opens again with what is free now.
    else this.moving = {};
    await this.#focusDecision();
  }

  #noShow(booking: StaffBooking, noShow: boolean): Promise<boolean> {
    return this.#do(
      booking,
      'no-show',
      { noShow },
      noShow ? 'Marked as no-show.' : 'The no-show is taken back.',
    );
  }

  async #confirm(booking: StaffBooking): Promise<void> {
    const { decision } = this;
    if (!decision) return;
    if (decision.act === 'cancel') {
      if (await this.#do(booking, 'cancel', { refund: decision.refund }, 'The appointment is cancelled.'))
        this.#decide(undefined);
      return;
    }
    const { paidCents = 0, refundCents = 0 } = booking.payment ?? {};
    const amountCents = centsOf(decision.amount);
    const missing = {
      ...(amountCents && amountCents <= paidCents - refundCents
        ? {}
        : { amount: 'Enter an amount up to what was paid.' }),
      ...(decision.reason.trim() ? {} : { reason: 'Say why.' }),
    };
    if (Object.keys(missing).length > 0) {
      this.decision = { ...decision, missing };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const body = { amountCents, reason: decision.reason.trim() };
    if (await this.#do(booking, 'refund', body, 'The money is on its way back.')) this.#decide(undefined);
  }

  async #addNote(booking: StaffBooking): Promise<void> {
    const text = this.note.trim();
    if (!text) return;
    const after = await this.#acts.send<StaffBooking>(endpoints.staffBookingNotes(booking.bookingId), {
      text,
    });
    if (!after) return;
    this.note = '';
    this.#take(after);
    toast(this, 'The note is saved.');
  }

  /** @returns whether it was done */
  async #do(booking: StaffBooking, act: string, body: object, done: string): Promise<boolean> {
    const { bookingId, version } = booking;
    const path = `${endpoints.staffBooking(bookingId)}/${act}`;
    const after = await this.#acts.send<StaffBooking>(path, { ...body, version });
    if (!after) {
      // A colleague may have been faster: what they did is shown under the refusal.
      await this.#booking.again();
      return false;
    }
    this.#take(after);
    toast(this, done);
    return true;
  }

  #take(booking: StaffBooking): void {
    if (booking.bookingId === this.bookingId) this.#booking.value = booking;
    this.requestUpdate();
    this.dispatchEvent(new Event('booking-changed'));
  }
}

function videoLink(href: string): TemplateResult {
  return html`<a class="primary" href=${href} target="_blank" rel="noreferrer">Join video</a>`;
}

customElements.define('desk-booking', BookingPanel);
