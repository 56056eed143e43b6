import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceId, VisitKind } from '@botaniqal/shared/ids/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import { clinic } from '../../../testing/fixtures/bookings/booking-fixture.ts';
import { newConfirmationNumber } from '../placing/confirmation-number.ts';
import { calendarAnswers } from '../running/calendar-answers.ts';
import { nextReconcileSeconds } from '../timings.ts';
import { candidatesFor } from './bookable-times.ts';
import { requireBookable } from './require-bookable.ts';

const rules = { minimumNoticeMinutes: 60, horizonDays: 120, now: new Date('2026-11-20T05:00:00Z') };
const code = (expected: string) => (error: unknown) => error instanceof Problem && error.code === expected;

const online = (service: ServiceId | undefined, visit: VisitKind) =>
  requireBookable(clinic, { service, visit, channel: 'online' });

describe('what can be booked online', () => {
  it('is the first open service with a free first call when none is named', () => {
    assert.equal(online(undefined, 'consultation').service.id, 'alternative_medicine');
  });

  it('is refused for a service on the waitlist', () => {
    assert.throws(() => online('counseling', 'consultation'), code('service_not_open'));
  });

  it('is refused for a visit that is booked by phone, or has no price', () => {
    assert.throws(() => online('alternative_medicine', 'initial'), code('not_bookable_online'));
    assert.throws(() => online('weight_loss', 'followup'), code('not_bookable_online'));
  });
});

describe('the times that a patient asks for', () => {
  const bookable = online('gaps_coaching', 'consultation');

  it('keep their order, once each', () => {
    const wishes = ['2026-11-23T22:45:00Z', '2026-11-23T22:30:00Z', '2026-11-23T22:45:00.000Z'];
    assert.deepEqual(candidatesFor(bookable.practitioners, wishes, rules), [
      { practitionerId: 'consultant', start: '2026-11-23T22:45:00.000Z' },
      { practitionerId: 'consultant', start: '2026-11-23T22:30:00.000Z' },
    ]);
  });

  it('are passed over when they are past, too soon or too far ahead, while another one is left', () => {
    const wishes = ['2026-11-20T04:59:59Z', '2026-11-20T06:00:00Z', '2027-03-20T05:00:01Z'];
    assert.deepEqual(candidatesFor(bookable.practitioners, wishes, rules), [
      { practitionerId: 'consultant', start: '2026-11-20T06:00:00.000Z' },
    ]);
  });

  it('are refused by name when each is past, too soon or too far ahead', () => {
    const wishes = ['2026-11-20T04:59:59Z', '2026-11-20T05:59:59Z', '2027-03-20T05:00:01Z'];
    assert.throws(
      () => candidatesFor(bookable.practitioners, wishes, rules),
      (error: unknown) => {
        assert.ok(error instanceof Problem);
        assert.equal(error.status, 422);
        assert.deepEqual(
          error.fields?.map(({ path, code }) => [path, code]),
          [
            ['preferredTimes.0', 'past'],
            ['preferredTimes.1', 'too_soon'],
            ['preferredTimes.2', 'too_far'],
          ],
        );
        return true;
      },
    );
  });
});

describe('small rules of a booking', () => {
  it("answers the event type's questions in their order, and leaves out what was not asked", () => {
    const { visit } = online(undefined, 'consultation');
    const alone = { phone: '0491 570 156', contactPerson: null, accessNeeds: null };
    assert.deepEqual(calendarAnswers(visit, { ...alone, primaryConcern: 'Sleep' }), [
      { question: 'What would you like help with?', answer: 'Sleep' },
      { question: 'Mobile number', answer: '0491 570 156' },
    ]);
    assert.deepEqual(calendarAnswers(visit, { ...alone, primaryConcern: null }), [
      { question: 'Mobile number', answer: '0491 570 156' },
    ]);
  });

  it('adds who booked and what the patient needs to the words, unless a question of its own asks for it', () => {
    const { visit } = online(undefined, 'consultation');
    const patient = {
      phone: '0491 570 156',
      primaryConcern: 'Sleep',
      contactPerson: { name: 'Alex Sample', relation: 'parent', consent: '2026-12-01' },
      accessNeeds: 'Auslan',
    } as const;
    const [concern] = calendarAnswers(visit, patient);
    assert.equal(concern?.answer, 'Sleep\nBooked by Alex Sample (parent)\nNeeds to take part: Auslan');
    const own = [...visit.questions, { question: 'Do you need help?', answer: 'accessNeeds' as const }];
    const answers = calendarAnswers({ questions: own }, patient);
    assert.deepEqual(answers.at(-1), {
      question: 'Do you need help?',
      answer: 'Needs to take part: Auslan',
    });
    assert.ok(!answers[0]?.answer.includes('Auslan'));
  });

  it("names a booking by the clinic and the appointment's day there", () => {
    const start = new Date('2026-11-22T22:30:00Z');
    assert.equal(
      newConfirmationNumber(clinic.clinic, start, () => 0),
      'BOT-2026-1123-2222',
    );
    assert.match(newConfirmationNumber(clinic.clinic, start), /^BOT-2026-1123-[2-9A-HJKMNP-TW-Z]{4}$/);
  });

  it('looks often at first, then more seldom, and follows a calendar that names a time', () => {
    assert.deepEqual(
      [0, 60, 3600].map((age) => nextReconcileSeconds(age, null)),
      [10, 15, 600],
    );
    assert.equal(nextReconcileSeconds(0, 60), 60);
    assert.equal(nextReconcileSeconds(0, 90_000), 3600);
    assert.equal(nextReconcileSeconds(0, 0), 5);
  });
});
