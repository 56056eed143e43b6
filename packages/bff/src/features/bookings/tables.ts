import type { Attribution } from '@botaniqal/shared/contracts/attribution.ts';
import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bookingChannels } from '../../config/clinic/bookability.ts';

/** What holds an appointment: the scheduling service, or, while that is away, the practitioner's mailbox. */
const holdingCalendars = ['scheduling', 'mailbox'] as const;
export type HoldingCalendar = (typeof holdingCalendars)[number];

/** A time with a practitioner, as it is stored: instants as ISO text in UTC. */
export interface Candidate {
  practitionerId: string;
  start: string;
}

/** One appointment of one patient, from the first hold to its end. Who the patient is, is sealed. */
export const bookings = pgTable(
  'bookings',
  {
    id: uuid().primaryKey(),
    /** `BOT-2026-1123-K7QM`: for people, on the phone. */
    confirmationNumber: text().notNull(),
    status: text({
      enum: ['awaiting_payment', 'confirming', 'confirmed', 'cancelled', 'expired', 'failed'],
    }).notNull(),
    /** How it was booked: who may do what, and how it is paid (`eligibility/channels.ts`). */
    channel: text({ enum: bookingChannels }).notNull(),
    service: text().notNull(),
    visit: text().notNull(),
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    durationMinutes: integer().notNull(),
    /** What is to be paid, in cents, as computed at the time of booking; `null` where the visit has no price. */
    priceCents: integer(),
    /** What a promotion took off, and which. */
    discountCents: integer().notNull().default(0),
    promotionCode: text(),
    currency: text().notNull(),
    /** Sealed `BookingPatient`: name, contact, zone and what they wrote. */
    patient: text().notNull(),
    /** Keyed hash of the email address, so that a person who asks for their links is found without opening rows. */
    personKey: text(),
    /** Keyed hashes of email, phone and each word of the name: staff find a booking without rows being opened. */
    searchKeys: text().array().notNull().default([]),
    /** The manage link's token, hashed: to look it up. */
    manageTokenHash: text().notNull(),
    /** The token itself, sealed: mails are written later, by jobs. */
    manageToken: text().notNull(),
    /** What is tried next when the calendar refuses `start`, in the patient's order. */
    otherCandidates: jsonb().$type<Candidate[]>().notNull(),
    attribution: jsonb().$type<Attribution>(),
    /** The triage that led to it, as the page said; perhaps none that we know. */
    triageSessionId: uuid(),
    /** The hash that names the request's Idempotency-Key: a repeat after a crash finds its booking again. */
    requestKeyHash: text(),
    /** Counts the rounds of the reconcile job, so that one chain of jobs reconciles one booking. */
    reconcileRound: integer().notNull().default(0),
    /** How a booking by phone is paid; `null` for other channels, and for free visits. */
    phonePayment: text({ enum: ['collected', 'link', 'later'] }),
    /** Who of staff booked it, as the audit trail names them; `null`: the patient did. */
    bookedBy: text(),
    /** Sealed: what staff noted when they booked it. */
    staffNotes: text(),
    /** Since when it goes to the calendar, where that is later than its creation: a payment link was paid. */
    confirmingSince: timestamp({ withTimezone: true }),
    /** Why it ended without an appointment; `null` while it has not. */
    failure: text({
      enum: ['slot_lost', 'hold_expired', 'left', 'calendar_unavailable', 'payment_lapsed'],
    }),
    /** Which calendar holds it, once it is booked there. */
    calendar: text({ enum: holdingCalendars }).notNull().default('scheduling'),
    /** Ids in the practitioner's calendar; `null` until it is booked there. */
    calendarEventId: text(),
    calendarInviteeId: text(),
    /** How often it was moved, by anybody: the edition of the emails about it. */
    moves: integer().notNull().default(0),
    /** When it got its present time by a move; `null` when it was never moved. */
    movedAt: timestamp({ withTimezone: true }),
    /** Its time and practitioner before the latest move. */
    movedFrom: jsonb().$type<Candidate>(),
    /**
     * The start that the refund is reckoned from, where it is not the present one: the patient moved the appointment
     * when its full refund was over already, and a move does not bring it back.
     */
    refundCountsFrom: timestamp({ withTimezone: true }),
    /** Since when the practitioner's side has asked the patient to choose another time; `null` otherwise. */
    awaitsNewTimeSince: timestamp({ withTimezone: true }),
    /** How often its patient has moved it, here or on the calendar's own page. */
    timesMoved: integer().notNull().default(0),
    /** When it was noted that the patient did not come; `null` otherwise. */
    noShowAt: timestamp({ withTimezone: true }),
    /** The start that the patient has said to come to; another start: not said for the present one. */
    comingSaidFor: timestamp({ withTimezone: true }),
    /** When the email after the visit was decided on: sent once, or not at all. */
    afterVisitAt: timestamp({ withTimezone: true }),
    /** Where staff were told that the appointment was moved to in the calendar: that appointment's id and its state. */
    calendarMoveTold: text(),
    /** Sealed: a person with the video link can join the appointment. */
    joinUrl: text(),
    /** Which edition of the calendar file the patient has. */
    calendarSequence: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** When it was confirmed: the grace period for a full refund begins then. `null` until it is. */
    confirmedAt: timestamp({ withTimezone: true }),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('bookings_confirmation_number').on(table.confirmationNumber),
    uniqueIndex('bookings_manage_token').on(table.manageTokenHash),
    uniqueIndex('bookings_request_key').on(table.requestKeyHash),
    index('bookings_of_person').on(table.personKey),
    index('bookings_search').using('gin', table.searchKeys),
    index('bookings_by_start').on(table.start),
    index('bookings_latest').on(table.updatedAt),
    index('bookings_calendar_event').on(table.calendarEventId),
    index('bookings_in_flight').on(table.status, table.updatedAt),
  ],
);

/**
 * Times that are ours. `slot_holds_do_not_overlap` (an exclusion constraint in the migrations) keeps the active
 * holds of one practitioner apart, also when several servers hold at the same time.
 */
export const slotHolds = pgTable(
  'slot_holds',
  {
    id: uuid().primaryKey(),
    /** Whose it is: a booking's, or (`null`) a freed slot's. */
    bookingId: uuid().references(() => bookings.id),
    /** A booking has one live hold for its appointment. While it moves, it has a second one. */
    purpose: text({
      enum: [
        'appointment',
        /** The new time of a move, until the calendar has it. */
        'move',
        /** The old time of a move, until its event is cancelled in the calendar. */
        'left',
      ],
    })
      .notNull()
      .default('appointment'),
    /** A time that a cancellation has freed, kept while it is offered to those who wait (`features/waitlist`). */
    freedSlotId: uuid(),
    practitionerId: text().notNull(),
    startsAt: timestamp({ withTimezone: true }).notNull(),
    endsAt: timestamp({ withTimezone: true }).notNull(),
    /** After this another booking may take the time; `null`: held until it is released. */
    expiresAt: timestamp({ withTimezone: true }),
    releasedAt: timestamp({ withTimezone: true }),
    /** When its patient asked for more time: once. */
    extendedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('slot_holds_one_per_booking')
      .on(table.bookingId, table.purpose)
      .where(sql`released_at is null and purpose <> 'left'`),
    uniqueIndex('slot_holds_one_per_freed_slot').on(table.freedSlotId).where(sql`released_at is null`),
    check('slot_holds_have_one_owner', sql`(booking_id is null) <> (freed_slot_id is null)`),
  ],
);

/**
 * Each move of an appointment that was asked of us. The row is written with the hold of the new time, before the
 * calendar is asked. While it is `open`, the old appointment stands.
 */
export const bookingMoves = pgTable(
  'booking_moves',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => bookings.id),
    /** Who asked: a patient is limited in how often, staff are not. */
    askedBy: text({ enum: ['patient', 'staff'] }).notNull(),
    fromPractitionerId: text().notNull(),
    fromStart: timestamp({ withTimezone: true }).notNull(),
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    state: text({
      enum: [
        'open',
        /** The booking has the new time. */
        'moved',
        /** The new time was taken by another person. */
        'slot_lost',
        /** The calendar could not be reached, or refused. */
        'calendar_unavailable',
        /** The booking ended, or was moved elsewhere, before the calendar answered. */
        'overtaken',
      ],
    }).notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('booking_moves_of_booking').on(table.bookingId),
    uniqueIndex('booking_moves_one_open').on(table.bookingId).where(sql`state = 'open'`),
  ],
);

/**
 * Events in the practitioner's calendar that a booking has left, because the appointment moved. A webhook about one of
 * them changes nothing. A move of ours cancels its old event; a move in the calendar has cancelled it already.
 */
export const leftCalendarEvents = pgTable(
  'left_calendar_events',
  {
    eventId: text().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => bookings.id),
    practitionerId: text().notNull(),
    /** Which calendar has the event. */
    calendar: text({ enum: holdingCalendars }).notNull().default('scheduling'),
    start: timestamp({ withTimezone: true }).notNull(),
    leftAt: timestamp({ withTimezone: true }).notNull(),
    /** When it was certain that the calendar holds it no more, and its time was released. */
    cancelledAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('left_calendar_events_of_booking').on(table.bookingId)],
);

/** Each reminder that was decided on, once per start and stage. */
export const bookingReminders = pgTable(
  'booking_reminders',
  {
    bookingId: uuid()
      .notNull()
      .references(() => bookings.id),
    start: timestamp({ withTimezone: true }).notNull(),
    /** So many hours before the start. */
    hours: integer().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.start, table.hours] })],
);

/** What staff gave back beside a cancellation, and why. The payment itself is in `features/payments`. */
export const bookingRefunds = pgTable(
  'booking_refunds',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => bookings.id),
    amountCents: integer().notNull(),
    /** Sealed: staff may write about the patient. */
    reason: text().notNull(),
    /** As the audit trail names them: `staff:reception-1`. */
    refundedBy: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('booking_refunds_of_booking').on(table.bookingId)],
);

/** What staff wrote about a booking, for the team. */
export const bookingNotes = pgTable(
  'booking_notes',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => bookings.id),
    /** Sealed. */
    text: text().notNull(),
    /** As the audit trail names them: `staff:reception-1`. */
    writtenBy: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('booking_notes_of_booking').on(table.bookingId)],
);

/**
 * Each attempt to book an appointment in the practitioner's calendar. A row is written before the call and finished
 * after it. A row without an outcome is a call that may have been made, with a lost answer. The acts of a payment
 * repeat safely and need no such rows: see `features/payments`.
 */
export const calendarAttempts = pgTable(
  'calendar_attempts',
  {
    bookingId: uuid()
      .notNull()
      .references(() => bookings.id),
    attempt: integer().notNull(),
    /** The move that it belongs to; `null`: the booking's first appointment. */
    moveId: uuid().references(() => bookingMoves.id),
    /** Which calendar was asked. */
    calendar: text({ enum: holdingCalendars }).notNull().default('scheduling'),
    /** Which time was tried: a booking that lost one goes on with the patient's next wish. */
    practitionerId: text().notNull(),
    start: timestamp({ withTimezone: true }).notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    outcome: text({
      enum: [
        'booked',
        'slot_taken',
        'limited',
        'unreachable',
        'refused',
        /** No answer. */
        'unknown',
        /** The calendar answered that something broke: over, but perhaps done. */
        'broken',
        /** The calendar was asked later, and has no such appointment. */
        'absent',
        /** The calendar had it, and it has been cancelled there since. */
        'cancelled',
      ],
    }),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.attempt] })],
);
