import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookingStatus } from '@botaniqal/shared/contracts/bookings.ts';
import fc from 'fast-check';
import { type BookingEvent, isEnded, nextStatus, statusesBefore } from './booking-state.ts';

const events: BookingEvent[] = [
  'payment_authorised',
  'hold_expired',
  'abandoned',
  'booked',
  'failed',
  'cancelled_by_patient',
  'cancelled_in_calendar',
];

describe('the life of a booking', () => {
  it('confirms a free booking, and lets the patient cancel it', () => {
    assert.equal(nextStatus('confirming', 'booked'), 'confirmed');
    assert.equal(nextStatus('confirmed', 'cancelled_by_patient'), 'cancelled');
  });

  it('takes a paid booking through its payment', () => {
    assert.equal(nextStatus('awaiting_payment', 'payment_authorised'), 'confirming');
    assert.equal(nextStatus('awaiting_payment', 'hold_expired'), 'expired');
    assert.equal(nextStatus('confirmed', 'hold_expired'), null);
  });

  it('does not cancel while an answer may still make it real', () => {
    assert.equal(nextStatus('confirming', 'cancelled_by_patient'), null);
  });

  it('never confirms an ended booking, in any order of events', () => {
    const walk = fc.array(fc.constantFrom(...events), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom('awaiting_payment' as const, 'confirming' as const),
        walk,
        (from, happening) => {
          let status: (typeof bookingStatus.options)[number] = from;
          for (const event of happening) {
            const next = nextStatus(status, event);
            if (isEnded(status)) assert.equal(next, null);
            status = next ?? status;
          }
        },
      ),
    );
  });

  it('knows from where each event can happen', () => {
    for (const event of events) {
      const before = statusesBefore(event);
      for (const status of bookingStatus.options) {
        assert.equal(before.includes(status), nextStatus(status, event) !== null);
      }
    }
  });
});
