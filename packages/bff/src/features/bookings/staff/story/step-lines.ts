import type { ServiceNames } from '../../../../ports/service-names.ts';
import { money, whenShort } from '../../../messages/index.ts';
import type { Booking } from '../../booking.ts';
import type { bookingMoves } from '../../tables.ts';
import type { StoryLine } from './story-line.ts';

/** What the details of the steps are made from. */
export interface StepFacts {
  booking: Booking;
  moves: readonly (typeof bookingMoves.$inferSelect)[];
  refunds: readonly { at: Date; amountCents: number; reason: string }[];
  notes: readonly { at: Date; text: string }[];
  /** What is to go back after a cancellation; `null` for a booking without a payment. */
  refundCents: number | null;
  names: ServiceNames;
  practitionerName: (id: string) => string;
  timeZone: string;
}

type Step = Omit<StoryLine, 'detail'>;

/** Readings are in the audit trail. They are not part of what happened to the booking. */
const readings = new Set(['booking.read', 'booking.listed', 'booking.details_read']);

/** The lines of the audit trail about a booking, each with what the tables know of it. */
export function stepLines(steps: readonly Step[], facts: StepFacts): StoryLine[] {
  return steps
    .filter(({ action }) => !readings.has(action))
    .map((step) => ({ ...step, detail: detailOf(step, facts) }));
}

function detailOf(step: Step, facts: StepFacts): string | null {
  const detail = Object.hasOwn(details, step.action) ? details[step.action] : undefined;
  return detail?.(step, facts) ?? null;
}

const inRecords: Detail = (_, { names }) => names.records;
const inCalendar: Detail = (_, { names }) => names.calendar;

type Detail = (step: Step, facts: StepFacts) => string | null;

const details: Readonly<Record<string, Detail>> = {
  'booking.accepted': (_, { booking }) => channelWords[booking.channel],
  'booking.payment_authorised': (_, { booking }) => price(booking),
  'booking.booked': (_, facts) => placeOf(facts, firstPlace(facts)),
  'booking.move_started': ({ at }, facts) => {
    const move = nearest(facts.moves, at, ({ startedAt }) => startedAt);
    return move && placeOf(facts, move);
  },
  'booking.moved': ({ at }, facts) => {
    const ended = facts.moves.filter(({ state }) => state === 'moved');
    const move = nearest(ended, at, ({ finishedAt }) => finishedAt ?? at);
    return placeOf(facts, move ?? facts.booking);
  },
  'booking.moved_in_calendar': inCalendar,
  'booking.move_ended': ({ at }, { moves }) => {
    const move = nearest(moves, at, ({ finishedAt, startedAt }) => finishedAt ?? startedAt);
    return move && endWords[move.state];
  },
  'booking.cancelled_by_patient': refundWords,
  'booking.cancelled_by_staff': refundWords,
  'booking.cancelled_in_calendar': refundWords,
  'booking.calendar_event_cancelled': inCalendar,
  'booking.failed': failure,
  'booking.hold_expired': failure,
  'booking.abandoned': failure,
  'booking.refunded': ({ at }, { booking, refunds }) => {
    const refund = nearest(refunds, at, (one) => one.at);
    return refund && `${money(refund.amountCents, booking.currency)}: ${refund.reason}`;
  },
  'booking.note_added': ({ at }, { notes }) => nearest(notes, at, (one) => one.at)?.text ?? null,
  'booking.confirmation_resent': (_, { booking }) => booking.patient.email,
  'booking.payment_link_resent': (_, { booking }) => booking.patient.email,
  'appointment.filed': inRecords,
  'appointment.moved': inRecords,
  'appointment.removed': inRecords,
  'appointment.attendance_noted': inRecords,
  'patient.created': inRecords,
  'patient.matched': inRecords,
  'patient.updated': inRecords,
  'patient.chosen': inRecords,
};

const channelWords: Readonly<Record<Booking['channel'], string>> = {
  online: 'on the website',
  phone: 'by phone',
  waitlist_offer: 'by an offer of the waitlist',
};

const failureWords: Readonly<Record<NonNullable<Booking['failure']>, string>> = {
  slot_lost: 'the time was taken',
  hold_expired: 'not paid in time',
  left: 'the patient left',
  calendar_unavailable: 'the calendar could not be reached',
  payment_lapsed: 'the payment ended at the bank',
};

const endWords: Readonly<Record<StepFacts['moves'][number]['state'], string | null>> = {
  open: null,
  moved: null,
  slot_lost: 'the new time was taken',
  calendar_unavailable: 'the calendar could not be reached, or refused',
  overtaken: 'the booking changed in the meantime',
};

function failure(_: Step, { booking }: StepFacts): string | null {
  return booking.failure && failureWords[booking.failure];
}

function refundWords(_: Step, { booking, refundCents }: StepFacts): string | null {
  if (refundCents === null) return null;
  return refundCents === 0 ? 'without a refund' : `with a refund of ${money(refundCents, booking.currency)}`;
}

function price({ priceCents, currency }: Booking): string | null {
  return priceCents === null ? null : money(priceCents, currency);
}

interface Place {
  practitionerId: string;
  start: Date;
}

/** Where the appointment was at first. `null`: it was moved in the calendar, which keeps no earlier time. */
function firstPlace({ moves, booking }: StepFacts): Place | null {
  if (booking.moves === 0) return booking;
  const [first] = moves.filter(({ state }) => state === 'moved');
  if (first) return { practitionerId: first.fromPractitionerId, start: first.fromStart };
  const { movedFrom } = booking;
  return booking.moves === 1 && movedFrom ? { ...movedFrom, start: new Date(movedFrom.start) } : null;
}

function placeOf({ practitionerName, timeZone }: StepFacts, place: Place | null): string | null {
  return place && `${whenShort(place.start, timeZone)}, with ${practitionerName(place.practitionerId)}`;
}

/** A line of the audit trail and its row are written in one transaction, as a rule with the same instant. */
function nearest<Row>(rows: readonly Row[], at: Date, instantOf: (row: Row) => Date): Row | null {
  const apart = (row: Row) => Math.abs(instantOf(row).getTime() - at.getTime());
  return rows.reduce<Row | null>(
    (best, row) => (best === null || apart(row) < apart(best) ? row : best),
    null,
  );
}
