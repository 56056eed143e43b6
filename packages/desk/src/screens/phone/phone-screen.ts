import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { PhoneBookingAnswer, PhoneBookingSettings } from '@botaniqal/shared/contracts/phone-booking.ts';
import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import type { DeskSession } from '@botaniqal/shared/contracts/staff/desk.ts';
import type { StaffTriageSession } from '@botaniqal/shared/contracts/staff/triage.ts';
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
import { newActKey, read, send } from '../../api/client.ts';
import { DeskProblem } from '../../api/desk-problem.ts';
import { addressOf, go } from '../../app/router.ts';
import { bookingPanelStyles } from '../../components/booking/booking-panel.styles.ts';
import '../../components/choose-time.ts';
import type { ChooseTime, ChosenTime } from '../../components/choose-time.ts';
import { refused } from '../../components/refused.ts';
import { toast } from '../../components/toast.ts';
import { Loaded } from '../../controllers/loaded.ts';
import { Names } from '../../controllers/names.ts';
import { screen } from '../../styles/screen.ts';
import { dayAndClock } from '../../words/moments.ts';
import { money } from '../../words/money.ts';
import { triagePath } from '../triage/triage-paths.ts';
import { bookedView } from './booked-view.ts';
import { KeptDraft } from './kept-draft.ts';
import { choice, moneyPart } from './money-part.ts';
import './patient-search.ts';
import './records-search.ts';
import { patientPart } from './patient-part.ts';
import { type PhoneDraft, requestOf, visitKey, visitOf } from './phone-draft.ts';
import { faultsOf, type KnownPatient, type PhoneFaults } from './phone-faults.ts';
import { phoneStyles } from './phone-screen.styles.ts';

/** What the form begins with. */
interface Begin {
  settings: PhoneBookingSettings;
  triage: StaffTriageSession | null;
  booking: StaffBooking | null;
}

/**
 * Books by phone: from a triage session, for a patient who was here before, or for a new one. What is typed is kept in
 * the person's session, so that a reload loses nothing.
 *
 * @element desk-phone
 */
export class PhoneScreen extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    rest: {},
    faults: { state: true },
    error: { state: true },
    lost: { state: true },
    answer: { state: true },
    busy: { state: true },
    detailsOpen: { state: true },
  };

  static override styles = [screen, fieldStyles, bookingPanelStyles, phoneStyles];

  declare session: DeskSession;
  /** Where it begins: `session/…`, `booking/…`, or empty. */
  rest = '';
  private faults: PhoneFaults = {};
  private error: unknown;
  /** A start that was taken meanwhile, and the nearest that are free. */
  private lost: { start: string; alternatives: readonly string[] } | undefined;
  private answer: PhoneBookingAnswer | undefined;
  private busy = false;
  private detailsOpen = false;
  #anyone = false;
  readonly #names = new Names(this);
  readonly #draft = new KeptDraft(this);
  readonly #begin = new Loaded<Begin>(this, (signal) => this.#load(signal));

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rest') || !this.hasUpdated) return;
    this.#begin.value = undefined;
    this.answer = undefined;
    this.error = undefined;
    this.faults = {};
    this.lost = undefined;
    void this.#begin.again();
  }

  override render(): TemplateResult {
    return html`<div class="screen">
      <div class="head">
        <div>
          <h1>Book by phone</h1>
          <p>What you type is kept while you are signed in.</p>
        </div>
      </div>
      ${this.#begin.render((begin) =>
        this.answer
          ? bookedView(this.answer, this.session.clinic.timeZone, () => void this.#another())
          : this.#form(begin),
      )}
    </div>`;
  }

  #form(begin: Begin): TemplateResult {
    const { settings } = begin;
    const draft = this.#draft.value;
    const { timeZone } = this.session.clinic;
    const change = (part: Partial<PhoneDraft>) => this.#change(part);
    return html`<form novalidate @submit=${(event: Event) => void this.#submit(event, begin)}>
      ${refused(this.error, timeZone)}
      <section class="step" aria-labelledby="who">
        <h2 id="who">Patient</h2>
        ${patientPart({
          draft,
          known: this.#known(begin),
          faults: this.faults,
          timeZone,
          opened: this.detailsOpen,
          change,
          open: () => void this.#openDetails(),
        })}
      </section>
      <section class="step" aria-labelledby="what">
        <h2 id="what">Visit and time</h2>
        ${choice(
          'visit',
          'Visit',
          draft.visit,
          this.faults.visit,
          (visit) => change({ visit, start: '', practitionerId: '' }),
          [
            ['', 'Choose the visit'],
            ...settings.visits.map(
              (one) =>
                [
                  visitKey(one),
                  `${one.serviceName}, ${one.visitName} · ${one.durationMinutes} minutes · ${money(one.price.amountCents, one.price.currency)}`,
                ] as const,
            ),
          ],
        )}
        ${this.#time(begin)}
      </section>
      <section class="step" aria-labelledby="paid">
        <h2 id="paid" tabindex="-1">Money and notes</h2>
        ${moneyPart(draft, settings, this.faults, change)}
        ${textField({
          name: 'notes',
          label: 'Notes',
          hint: 'For the team. Not seen by the patient.',
          error: undefined,
          value: draft.notes,
          autocomplete: 'off',
          optional: true,
          rows: 2,
          onInput: (notes) => change({ notes }),
        })}
      </section>
      <div class="actions">
        <button class="primary" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>
          ${this.busy ? 'Booking …' : this.#press(draft, settings)}
        </button>
      </div>
    </form>`;
  }

  #press(draft: PhoneDraft, settings: PhoneBookingSettings): string {
    const isFree = visitOf(draft, settings)?.price.amountCents === 0;
    return !isFree && draft.money === 'link' ? 'Hold the time and send the link' : 'Book';
  }

  #time({ settings }: Begin): TemplateResult | typeof nothing {
    const draft = this.#draft.value;
    const visit = visitOf(draft, settings);
    if (!visit) return nothing;
    const { timeZone } = this.session.clinic;
    if (draft.start) {
      return html`<div class="chosen">
        <p>
          <strong>${dayAndClock(draft.start, timeZone)}</strong> with
          ${this.#names.practitioner(draft.practitionerId)}
        </p>
        <button type="button" @click=${() => void this.#anotherTime()}>Another time</button>
      </div>`;
    }
    return html`${this.faults.time ? html`<p class="error" id="time-error">${this.faults.time}</p>` : nothing}
      <desk-choose-time
        .timeZone=${timeZone}
        id="time"
        .service=${visit.service}
        .visit=${visit.visit}
        .practitioner=${draft.practitionerId}
        .lost=${this.lost?.start ?? ''}
        .alternatives=${this.lost?.alternatives ?? []}
        @time-chosen=${({ detail }: CustomEvent<ChosenTime>) => void this.#onTime(detail)}
      ></desk-choose-time>`;
  }

  async #load(signal: AbortSignal): Promise<Begin> {
    const [kind, id = ''] = this.rest.split('/');
    const [settings, triage, booking, hadDraft] = await Promise.all([
      read<PhoneBookingSettings>('/api/staff/phone-booking', signal),
      kind === 'session' ? read<StaffTriageSession>(triagePath(id), signal) : null,
      kind === 'booking' ? read<StaffBooking>(endpoints.staffBooking(id), signal) : null,
      this.#draft.load(this.rest),
    ]);
    if (!hadDraft) this.#draft.value = { ...this.#draft.value, ...firstGuess(settings, triage, booking) };
    return { settings, triage, booking };
  }

  /** Who it is for, as far as it is known without a word typed. */
  #known({ triage, booking }: Begin): KnownPatient | undefined {
    const { patientOfBookingId, patientName } = this.#draft.value;
    if (triage) return { name: triage.patientName, email: triage.patientEmail, phone: triage.patientPhone };
    if (booking) return booking.patient;
    if (!patientOfBookingId) return undefined;
    // Their contact is on the server.
    return { name: patientName, email: ' ', phone: ' ' };
  }

  #change(part: Partial<PhoneDraft>): void {
    this.#draft.change(part);
    if (Object.keys(this.faults).length > 0) {
      this.faults = Object.fromEntries(Object.entries(this.faults).filter(([name]) => !(name in part)));
    }
  }

  async #openDetails(): Promise<void> {
    this.detailsOpen = true;
    await this.#focus('#firstName');
  }

  async #anotherTime(): Promise<void> {
    this.#change({ start: '', ...this.#ofAnyone() });
    await this.updateComplete;
    this.renderRoot.querySelector<ChooseTime>('desk-choose-time')?.focus();
  }

  /** A time that was chosen among all practitioners: the calendar opens with all of them again. */
  #ofAnyone(): Partial<PhoneDraft> {
    return this.#anyone ? { practitionerId: '' } : {};
  }

  async #onTime({ start, practitionerId, durationMinutes, anyone }: ChosenTime): Promise<void> {
    this.#anyone = anyone;
    this.lost = undefined;
    this.#change({ start, practitionerId, durationMinutes });
    this.faults = { ...this.faults, time: '' };
    await this.#focus('#paid');
  }

  async #submit(event: Event, begin: Begin): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const draft = this.#draft.value;
    this.faults = faultsOf(draft, begin.settings, this.#known(begin));
    const [first] = Object.keys(this.faults);
    if (first) {
      await this.#focus(`#${first}`);
      return;
    }
    this.busy = true;
    this.error = undefined;
    // The key is kept with the draft: a reload in the middle does not book twice.
    const sent = draft.sent ? JSON.parse(draft.sent.request) : undefined;
    const request = requestOf(draft, begin.settings, Date.now());
    const isSame =
      sent && JSON.stringify({ ...sent, holdUntil: 0 }) === JSON.stringify({ ...request, holdUntil: 0 });
    const body = isSame ? sent : request;
    const key = isSame && draft.sent ? draft.sent.key : newActKey();
    this.#draft.change({ sent: { request: JSON.stringify(body), key } });
    await this.#draft.save();
    try {
      this.answer = await send<PhoneBookingAnswer>('/api/bookings/phone', body, key);
      await this.#draft.clear(this.rest);
      toast(this, this.answer.status === 'awaiting_payment' ? 'The time is held.' : 'Booked.');
      this.busy = false;
      await this.#focus('#booked');
    } catch (error) {
      this.busy = false;
      await this.#onRefused(error);
    }
  }

  async #onRefused(error: unknown): Promise<void> {
    this.error = error;
    if (!(error instanceof DeskProblem)) return;
    // A refusal is an answer: the next press is another act.
    if (!error.mayPass) this.#draft.change({ sent: null });
    if (error.code === 'slot_unavailable') {
      this.lost = { start: this.#draft.value.start, alternatives: error.alternatives };
      this.#change({ start: '', ...this.#ofAnyone() });
      await this.updateComplete;
      const calendar = this.renderRoot.querySelector<ChooseTime>('desk-choose-time');
      await calendar?.updateComplete;
      void calendar?.reload();
      calendar?.focus();
      return;
    }
    for (const { path, message } of error.fields) {
      this.faults = { ...this.faults, [fieldOf(path)]: message };
    }
    if (error.fields.length > 0) this.detailsOpen = true;
    const [first] = Object.keys(this.faults);
    if (first) await this.#focus(`#${first}`);
  }

  async #another(): Promise<void> {
    this.answer = undefined;
    if (this.rest) go(addressOf('phone'));
    else await this.#begin.again();
    await this.#focus('h1');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    const to = this.renderRoot.querySelector<HTMLElement>(selector);
    to?.focus();
    to?.scrollIntoView({ block: 'nearest' });
  }
}

/** The visit that fits best: what triage suggests, or the next visit of a patient who was here. */
function firstGuess(
  settings: PhoneBookingSettings,
  triage: StaffTriageSession | null,
  booking: StaffBooking | null,
): Partial<PhoneDraft> {
  const service = triage?.recommendedService ?? triage?.callService ?? booking?.service;
  const kinds = booking ? ['followup', 'initial'] : ['initial', 'followup'];
  const offered = settings.visits.filter((one) => one.service === service);
  const visit = kinds.map((kind) => offered.find((one) => one.visit === kind)).find(Boolean) ?? offered[0];
  const [suggested = ''] = triage?.recommendedPractitioners ?? [];
  const practitionerId = booking?.practitionerId ?? suggested;
  return {
    ...(visit ? { visit: visitKey(visit) } : {}),
    ...(visit?.practitionerIds.includes(practitionerId) ? { practitionerId } : {}),
    ...(booking ? { patientOfBookingId: booking.bookingId, patientName: booking.patient.name } : {}),
  };
}

/** The field on the page that the server means. */
function fieldOf(path: string): string {
  const fields: Record<string, string> = {
    scheduledTime: 'time',
    paymentMethod: 'method',
    amountCollected: 'amount',
    paymentReference: 'reference',
    serviceType: 'visit',
    appointmentType: 'visit',
    holdUntil: 'hold',
    'contactPerson.name': 'contactName',
  };
  return fields[path] ?? path.replace(/^(patient|contactPerson)\./, '');
}

customElements.define('desk-phone', PhoneScreen);
