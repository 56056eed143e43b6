import type { BookingView } from '@botaniqal/shared/contracts/bookings.ts';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { newActKey } from '../../../api/client.ts';
import { Announcer } from '../../../controllers/announcer.ts';
import { BrowserHistory } from '../../../controllers/browser-history.ts';
import { movingCopy } from '../../../copy/booking/moving.ts';
import { define } from '../../../page/define.ts';
import type { ManageLink } from '../../../page/links/manage-link.ts';
import { tellPage } from '../../../page/neighbours/page-events.ts';
import { base } from '../../../styles/base.ts';
import type { CombinedCalendar } from '../../combined-calendar/combined-calendar.ts';
import '../../../components/banner/banner.ts';
import '../../combined-calendar/combined-calendar.ts';
import { moveAppointmentStyles } from './move-appointment.styles.ts';
import { sendMove } from './move-sender.ts';
import { depthOf, firstMove, type Move, type MoveEvent, next, type Target } from './move-state.ts';
import { askView, type MoveContext, nowView, refusedView, takenView } from './move-views.ts';

/** The appointment that moves, and where its requests go. */
export interface Movable extends MoveContext {
  readonly api: string;
  readonly origin: string;
  readonly link: ManageLink;
}

/**
 * Moves an appointment to another time: the calendar with the old time marked, then both times and the question. The
 * old appointment stands until the server has answered.
 *
 * @element bq-move-appointment
 * @fires appointment-moved - the server has moved the appointment, or is moving it: the booking; neither bubbles nor is
 *   composed
 * @fires time-kept - the patient keeps the old time; neither bubbles nor is composed
 * @csspart move-confirm - the button that moves the appointment
 */
export class MoveAppointment extends LitElement {
  static override properties: PropertyDeclarations = {
    movable: { attribute: false },
    move: { state: true },
  };

  static override styles = [base, moveAppointmentStyles];

  movable: Movable | null = null;

  private move: Move = firstMove;

  readonly #announcer = new Announcer(this);
  readonly #history = new BrowserHistory(this, (depth) => this.#goToDepth(depth));
  /** The time that the patient chose last. */
  #last: Target | null = null;
  /** The zone that the patient last saw times in. */
  #shownZone = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#history.follow(1);
  }

  /** Moves the focus to the calendar, when the patient begins. */
  override focus(): void {
    void this.#moveFocus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { movable, move } = this;
    if (!movable) return nothing;
    const context = { ...movable, patientZone: this.#shownZone || movable.patientZone };
    return html`<div class="move" aria-busy=${move.at === 'sending' ? 'true' : nothing}>
      ${move.at === 'choosing' ? this.#top(move, context) : nothing} ${this.#calendar(movable)}
      ${
        move.at === 'asked' || move.at === 'sending'
          ? askView(
              move.at === 'asked' ? move.to : move.attempt.to,
              context,
              { busy: move.at === 'sending', trouble: move.at === 'asked' ? move.trouble : null },
              { confirm: this.#confirm, keep: this.#keep, another: this.#another },
            )
          : nothing
      }
      ${move.at === 'refused' ? refusedView(move.code, context, this.#keep) : nothing}
      ${this.#announcer.render()}
    </div>`;
  }

  #top({ taken }: Move & { at: 'choosing' }, context: MoveContext): TemplateResult {
    return html`<button type="button" class="link way" @click=${this.#keep}>
        <span aria-hidden="true">‹ </span>${movingCopy.keep}
      </button>
      ${taken ? takenView(context) : nowView(context)}`;
  }

  /** Stays on the page, hidden, while the patient is asked, so that they find it unchanged on the way back. */
  #calendar({ api, locale, patientZone, booking }: Movable): TemplateResult {
    const { move } = this;
    const taken = move.at === 'choosing' ? move.taken : null;
    return html`<bq-combined-calendar
      embedded
      ?hidden=${move.at !== 'choosing'}
      .api=${api}
      .locale=${locale}
      .timeZone=${patientZone}
      .service=${booking.service}
      .visit=${booking.visit}
      .practitioner=${booking.practitionerId}
      .current=${booking}
      .unavailableStart=${taken?.start ?? ''}
      .alternatives=${taken?.alternatives ?? []}
      @slot-chosen=${this.#chosen}
    ></bq-combined-calendar>`;
  }

  #act(event: MoveEvent): void {
    const before = this.move;
    this.move = next(before, event);
    if (this.move === before) return;
    const depth = depthOf(this.move);
    if (depth !== null) this.#history.follow(depth);
    if (this.move.at === 'sending') this.#announcer.say(movingCopy.moving);
    else void this.#moveFocus();
  }

  /** Moves the focus to the notice, the calendar or the question. */
  async #moveFocus(): Promise<void> {
    await this.updateComplete;
    const { at } = this.move;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    const notice = find('bq-banner');
    if (notice) {
      notice.focus();
    } else if (at === 'choosing') {
      const calendar = find('bq-combined-calendar');
      // The calendar may have been added just now, and renders after this element.
      await new Promise(requestAnimationFrame);
      calendar?.focus();
    } else find('h3')?.focus();
  }

  #goToDepth(depth: number): void {
    const { at } = this.move;
    if (at === 'sending') return;
    if (depth === 0) this.#leave();
    else if (depth === 1) this.#act({ type: 'back' });
    else if (this.#last) this.#act({ type: 'chosen', to: this.#last });
  }

  readonly #chosen = ({ detail }: CustomEvent<Target & { timeZone: string }>): void => {
    const { start, practitionerId, timeZone } = detail;
    this.#shownZone = timeZone;
    this.#last = { start, practitionerId };
    this.#act({ type: 'chosen', to: this.#last });
  };

  readonly #another = (): void => this.#act({ type: 'back' });

  readonly #keep = (): void => {
    if (this.move.at === 'sending') return;
    this.#history.follow(0);
    this.#leave();
  };

  #leave(): void {
    this.dispatchEvent(new CustomEvent('time-kept'));
  }

  readonly #confirm = async (): Promise<void> => {
    const { movable, move } = this;
    if (!movable || move.at !== 'asked') return;
    this.#act({ type: 'confirmed', key: newActKey() });
    const { move: sending } = this;
    if (sending.at !== 'sending') return;
    const { attempt } = sending;
    const answer = await sendMove(movable.origin, movable.link, attempt);
    if ('booking' in answer) {
      this.dispatchEvent(new CustomEvent<BookingView>('appointment-moved', { detail: answer.booking }));
      return;
    }
    if (answer.type === 'taken') void this.#calendarElement?.reload();
    if (answer.type !== 'taken' && 'code' in answer) tellPage(this, 'bq-error', { code: answer.code });
    this.#act(answer);
  };

  get #calendarElement(): CombinedCalendar | null {
    return this.renderRoot.querySelector('bq-combined-calendar');
  }
}

define('bq-move-appointment', MoveAppointment);
