import { after } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { clockFrom } from '../../platform/clock.ts';
import { calendarSuite } from '../../testing/ports/calendar.suite.ts';
import { InMemoryCalendar } from '../../testing/vendors/calendly.ts';
import { createCalendly } from './calendly.ts';

const now = new Date('2026-11-23T00:00:00Z');
const freeCall = {
  practitionerId: 'consultant',
  service: 'alternative_medicine',
  visit: 'consultation',
} as const;
const range = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-30T00:00:00Z') };

calendarSuite('in memory', async () => {
  const calendar = new InMemoryCalendar();
  const starts = Array.from(
    { length: 20 },
    (_, n) => new Date(Date.parse('2026-11-24T00:00:00Z') + n * 900_000),
  );
  calendar.open({ ...freeCall, starts });
  return {
    calendar,
    scheduler: calendar,
    lists: calendar,
    visit: freeCall,
    range,
    answers: [],
    loseNextBooking: (when) => calendar.failNextBookings(when === 'after' ? 'lost_after' : 'lost_before'),
    limitBookings: () => calendar.failNextBookings('limited'),
    move: (inviteeId, start) => {
      const found = calendar.appointments.find((one) => one.inviteeId === inviteeId);
      calendar.moveByInvitee(found?.eventId ?? '', start);
    },
    breakReading: () => {
      calendar.breakReading('consultant');
      return () => calendar.mend('consultant');
    },
  };
});

let running: Promise<Sandbox> | undefined;
after(async () => (await running)?.stop());

for (const slotTaken of [400, 409]) {
  for (const key of ['sandbox-calendly-token', 'sandbox-calendly-token-consultant']) {
    calendarSuite(`at Calendly's stand-in (a lost slot is ${slotTaken}, ${key})`, async () => {
      running ??= startSandbox({ clinicConfigPath: clinicConfigPath(), now });
      const sandbox = await running;
      sandbox.reset();
      sandbox.configure('calendly', { slotTaken });
      const { offeredStarts, scheduler, lists } = createCalendly(
        {
          baseUrl: sandbox.urls.calendly,
          apiKey: 'sandbox-calendly-token',
          practitionerKeys: { consultant: key === 'sandbox-calendly-token' ? '' : key },
          eventTypes: [{ ...freeCall, eventType: 'f67aae0c-0d10-5574-aa6f-bfcd70d8644b' }],
          webhookSigningKey: 'key',
          bookingLimits: { perMinute: 10, perHour: 50, perDay: 100 },
        },
        { clock: clockFrom(now), random: () => 0 },
      );
      return {
        calendar: offeredStarts,
        scheduler,
        lists,
        visit: freeCall,
        range,
        answers: [
          { question: 'What would you like help with?', answer: 'Sleep' },
          { question: 'Mobile number', answer: '0491570006' },
        ],
        loseNextBooking: (when) =>
          sandbox.fault({
            service: 'calendly',
            route: 'POST /invitees',
            kind: when === 'after' ? 'drop_after_commit' : 'drop',
            times: 1,
          }),
        limitBookings: () => sandbox.limit('calendly', { bookingsPerMinute: 0 }),
        move: (invitee, start) =>
          void sandbox.act('calendly', 'reschedule', { invitee, startTime: start.toISOString() }),
        breakReading: () => {
          sandbox.fault({
            service: 'calendly',
            route: 'GET /event_type_available_times',
            kind: 'status',
            value: 500,
          });
          return () => sandbox.clearFaults();
        },
      };
    });
  }
}

function clinicConfigPath(): string {
  return new URL('../../../../../clinic.yaml', import.meta.url).pathname;
}
