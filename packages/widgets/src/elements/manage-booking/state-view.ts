import type { BookingView, PaymentStatus } from '@botaniqal/shared/contracts/bookings.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { phoneLink } from '../../components/phone-link/phone-link.ts';
import { manageCopy } from '../../copy/booking/manage.ts';
import { money } from './paid-words.ts';
import { isPast, type Shown, whenWords } from './shown-booking.ts';

/** Draws the state of a booking: a heading that takes the focus after a change, and what it means for the patient. */
export function stateView(shown: Shown): TemplateResult {
  const { booking, catalogue } = shown;
  const { heading, more, isOver } = stateWords(shown);
  const { phone } = catalogue.clinic;
  return html`<div class=${isOver ? 'state over' : 'state'}>
    <h3 class="numbers" tabindex="-1">${heading}</h3>
    ${more ? html`<p class="numbers">${more}${booking.noShowAt ? html` ${phoneLink(phone, phone)}` : nothing}</p>` : nothing}
  </div>`;
}

/** The state in one sentence, for a change that is announced. */
export function announcedState(shown: Shown): string {
  if (shown.move === 'not_moved') return manageCopy.notMoved(whenWords(shown.booking.start, shown));
  return stateWords(shown).heading;
}

interface StateWords {
  heading: string;
  more: string;
  /** There is no appointment to wait for. */
  isOver: boolean;
}

function stateWords(shown: Shown): StateWords {
  const { booking, move } = shown;
  const { status, start, noShowAt, moving, movedFrom, payment } = booking;
  const when = (moment: string) => whenWords(moment, shown);
  const from = movedFrom ? manageCopy.movedFrom(when(movedFrom.start)) : '';
  if (noShowAt) {
    const { heading, body } = manageCopy.missed;
    return { heading, more: body, isOver: true };
  }
  if (moving) {
    const { heading, body } = manageCopy.beingMoved;
    return { heading, more: body(when(moving.start), when(start)), isOver: false };
  }
  if (move === 'moved') {
    const more = [from, manageCopy.movedMail].filter(Boolean).join(' ');
    return { heading: manageCopy.movedTo(when(start)), more, isOver: false };
  }
  const heading = isPast(booking) ? manageCopy.over : manageCopy.status[status];
  const sentences = [
    manageCopy.more[status],
    move === 'not_moved' ? manageCopy.notMoved(when(start)) : '',
    status === 'confirmed' ? from : '',
    payment ? moneyWords(shown, payment) : '',
  ];
  const isOver = isPast(booking) || (status !== 'confirmed' && status !== 'confirming');
  return { heading, more: sentences.filter(Boolean).join(' '), isOver };
}

/** Where the money of a cancelled booking is. */
function moneyWords(shown: Shown, payment: NonNullable<BookingView['payment']>): string {
  const { status, refundCents, paidCents } = payment;
  if (refundCents > 0) return refundedWords(status)(money(shown, refundCents));
  if (shown.booking.status !== 'cancelled') return '';
  if (status === 'released') return manageCopy.nothingCharged;
  return paidCents > 0 ? manageCopy.notRefunded(money(shown, paidCents)) : '';
}

function refundedWords(status: PaymentStatus): (amount: string) => string {
  if (status === 'refund_failed') return manageCopy.refundFailed;
  return status === 'refunded' ? manageCopy.refunded : manageCopy.refunding;
}
