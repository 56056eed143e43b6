import assert from 'node:assert/strict';
import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { appointmentsOf, type HeldMail, inviteesAt, inviteesOf, mailsTo, patientsOf } from './holdings.ts';
import type { TypedDetails } from './patients.ts';
import type { Stack } from './stack.ts';
import { eventually } from './until.ts';

/** The free first call, from clinic.yaml. */
const freeCall = {
  eventTypeId: 'f67aae0c-0d10-5574-aa6f-bfcd70d8644b',
  providerId: '655edb5e-ab7c-5a32-81d5-06ac8d8ee7d6',
  appointmentTypeId: '9651f721-f320-5618-8f7e-50f58e375400',
};

interface AgreeOptions {
  /**
   * The server was killed meanwhile. Killed between the mail server's yes and our note of it, it sends the mail
   * again, under the same Message-ID: SMTP has nothing that could tell. Everything else still holds once.
   */
  killed?: boolean;
}

/**
 * Fails unless everybody says the same about a booking of a patient whom no one had seen before: our API, Calendly,
 * MediRecords, the patient's mailbox and the clinic's. Each of them holds it once. Waits for what is filed later.
 */
export async function agree(
  stack: Stack,
  booked: Pick<ConsultationBooked, 'bookingId' | 'manageToken' | 'scheduledTime'>,
  patient: TypedDetails,
  options: AgreeOptions = {},
): Promise<void> {
  const once = options.killed ? distinct : (mails: HeldMail[]) => mails;
  const start = Date.parse(booked.scheduledTime);

  await eventually(async () => {
    const view = (await stack.api.booking(booked.bookingId, booked.manageToken)).ok();
    assert.equal(view.status, 'confirmed', 'our API says confirmed');
    assert.equal(Date.parse(view.start), start, 'our API has the time that the patient was told');
    assert.equal(view.visit, 'consultation');
  });

  const invitees = await inviteesOf(stack, patient.email);
  assert.equal(invitees.length, 1, 'Calendly has the patient once');
  const { uri: _uri, start: held = '', ...invitee } = invitees[0] ?? {};
  assert.deepEqual(
    { ...invitee, start: Date.parse(held) },
    { email: patient.email, start, bookingId: booked.bookingId, eventTypeId: freeCall.eventTypeId },
  );
  assert.equal((await inviteesAt(stack, booked.scheduledTime)).length, 1, 'no one else has that time');

  await eventually(async () => {
    const records = await patientsOf(stack, patient.email);
    assert.equal(records.length, 1, 'MediRecords has the patient once');
    const [record] = records;
    assert.equal(`${record?.firstName} ${record?.lastName}`, patient.patientName);
    const appointments = await appointmentsOf(stack, record?.id ?? '');
    assert.equal(appointments.length, 1, 'MediRecords has the appointment once');
    const { localStart, providerId, appointmentTypeId } = appointments[0] ?? {};
    assert.deepEqual(
      { localStart, providerId, appointmentTypeId },
      {
        localStart: clinicTime(booked.scheduledTime),
        providerId: freeCall.providerId,
        appointmentTypeId: freeCall.appointmentTypeId,
      },
    );
  });

  await eventually(async () => {
    const mails = once(await mailsTo(stack, patient.email));
    assert.equal(
      mails.length,
      1,
      `the patient has one mail, not: ${mails.map(({ subject }) => subject).join(' | ')}`,
    );
    assert.ok(
      mails[0]?.attachments.some((name) => name.endsWith('.ics')),
      'a calendar file is attached',
    );
    const copies = once(await mailsTo(stack, stack.env.ENQUIRIES_EMAIL ?? '')).filter(({ text }) =>
      text.includes(patient.email),
    );
    assert.equal(copies.length, 1, 'the clinic has one copy');
  });
}

function distinct(mails: HeldMail[]): HeldMail[] {
  return [...new Map(mails.map((mail) => [mail.messageId, mail])).values()];
}

/** `YYYY-MM-DDThh:mm` on the clinic's clock. */
export function clinicTime(instant: string): string {
  const parts = new Intl.DateTimeFormat('en-AU', {
    timeZone: 'Australia/Melbourne',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}
