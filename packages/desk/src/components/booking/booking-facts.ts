import type { StaffBooking } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { relationWords } from '@botaniqal/shared/people/booked-for.ts';
import { dayOf } from '@botaniqal/shared/time/zone.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { Names } from '../../controllers/names.ts';
import {
  actionWords,
  actorWords,
  channels,
  formName,
  payments,
  plainWord,
  statusOf,
} from '../../words/booking-words.ts';
import { bornWords, clock, clockRange, dayAndClock, dayInWords } from '../../words/moments.ts';
import { money } from '../../words/money.ts';

export interface Clinic {
  timeZone: string;
  currency: string;
}

/** What staff know of a booking. A fact that is missing has no line. */
export function facts(booking: StaffBooking, names: Names, { timeZone, currency }: Clinic): TemplateResult {
  const { patient, payment, contactPerson } = booking;
  const paid = payment && [
    payments[payment.status],
    ...(payment.paidCents > 0 ? [money(payment.paidCents, currency)] : []),
    ...(payment.refundCents > 0 ? [backWords(payment, currency)] : []),
    ...(payment.method ? [plainWord(payment.method)] : []),
    ...(payment.reference ? [`receipt ${payment.reference}`] : []),
  ];
  const lines: readonly [string, unknown][] = [
    ['Day', dayInWords(dayOf(booking.start, timeZone))],
    ['When', clockRange(booking.start, booking.durationMinutes, timeZone)],
    ['With', names.practitioner(booking.practitionerId)],
    ['Visit', `${names.service(booking.service)}, ${names.visit(booking.service, booking.visit)}`],
    ['State', statusOf(booking).words],
    ['Moving to', booking.moving && dayAndClock(booking.moving.start, timeZone)],
    ['Payment', paid?.join(' · ') ?? (booking.phonePayment === 'later' ? 'At the appointment' : null)],
    ['Contact person', contactPerson && `${contactPerson.name}, ${relationWords[contactPerson.relation]}`],
    ['Phone', html`<a href="tel:${patient.phone}">${patient.phone}</a>`],
    ['Email', html`<a href="mailto:${patient.email}">${patient.email}</a>`],
    ['Born', patient.dateOfBirth && bornWords(patient.dateOfBirth)],
    ['To take part', patient.accessNeeds],
    ['Concern', patient.primaryConcern],
    [
      'Forms',
      booking.forms
        .map(
          ({ formId, status }) =>
            `${formName(formId)}: ${status === 'due' ? 'not filled in yet' : 'filled in'}`,
        )
        .join(', '),
    ],
    ['Records', filings[booking.filing]],
    ['Booked by', booking.bookedBy ? `Phone, ${actorWords(booking.bookedBy)}` : channels[booking.channel]],
  ];
  return html`<dl>
    ${lines.map(([term, fact]) => (fact ? html`<dt>${term}</dt><dd>${fact}</dd>` : nothing))}
  </dl>`;
}

/** What went back, and what is on its way. */
function backWords(
  { refundCents, refundedCents }: NonNullable<StaffBooking['payment']>,
  currency: string,
): string {
  const due = refundCents - refundedCents;
  return due > 0 ? `${money(due, currency)} to return` : `${money(refundCents, currency)} refunded`;
}

const filings: Record<StaffBooking['filing'], string> = {
  filed: 'Filed',
  waiting: 'Being filed',
  needs_person: 'Not filed: see Tasks',
  none: '',
};

/** What happened, oldest first. */
export function story(booking: StaffBooking, timeZone: string): TemplateResult {
  let shown = '';
  return html`<ol class="story">
    ${booking.story.map(({ at, actor, action, detail }) => {
      const day = dayOf(at, timeZone);
      const when = day === shown ? clock(at, timeZone) : dayAndClock(at, timeZone);
      shown = day;
      const waits = /fail|task.opened/.test(action);
      return html`<li class=${waits ? 'waits' : ''}>
        ${actionWords(action)}${detail ? `: ${detail}` : ''}
        <small>${when}, ${actorWords(actor)}</small>
      </li>`;
    })}
  </ol>`;
}
