import { openingHoursText } from '../../../config/clinic/opening-hours.ts';
import type { Queryable } from '../../../platform/store/database.ts';
import { practitionerOf, serviceNameOf, visitOf } from '../../catalogue/index.ts';
import type { AppointmentFacts, PaidHow } from '../../messages/index.ts';
import { readPhone } from '../../patients/index.ts';
import { methodWords, paymentOf } from '../../payments/index.ts';
import type { Booking } from '../booking.ts';
import type { BookingDeps } from '../deps.ts';

/** What mails and calendar files say about a booking. */
export function factsOf(
  deps: Pick<BookingDeps, 'clinic' | 'enquiriesEmail' | 'managePage' | 'checkPage'>,
  booking: Booking,
): AppointmentFacts {
  const { clinic } = deps.clinic;
  const { name, email, phone, timeZone, contactPerson, accessNeeds } = booking.patient;
  const practitioner = practitionerOf(deps.clinic, booking.practitionerId);
  return {
    clinic: {
      name: clinic.name,
      phone: clinic.phone,
      openingHours: openingHoursText(clinic.openingHours, clinic.timeZone),
      timeZone: clinic.timeZone,
      enquiriesEmail: deps.enquiriesEmail,
    },
    bookingId: booking.id,
    confirmationNumber: booking.confirmationNumber,
    serviceName: serviceNameOf(deps.clinic, booking.service),
    visitName: visitOf(deps.clinic, booking)?.name ?? booking.visit,
    practitionerName: practitioner?.name ?? clinic.name,
    practitionerTitle: practitioner?.title ?? '',
    start: booking.start,
    durationMinutes: booking.durationMinutes,
    patient: { name, email, phone: readPhone(phone).e164 ?? phone, timeZone },
    contactPerson,
    accessNeeds,
    joinUrl: booking.joinUrl,
    manageUrl: manageUrl(deps, booking),
    checkUrl: deps.checkPage,
    priceCents: booking.priceCents,
    currency: booking.currency,
    hasTaxDocuments: clinic.abn !== '',
  };
}

/** The same, with how the patient has paid. */
export async function paidFactsOf(
  db: Queryable,
  deps: Parameters<typeof factsOf>[0],
  booking: Booking,
): Promise<AppointmentFacts> {
  return { ...factsOf(deps, booking), paid: await paidHow(db, booking) };
}

async function paidHow(db: Queryable, { id, phonePayment }: Booking): Promise<PaidHow> {
  if (phonePayment === 'later') return { kind: 'later' };
  const payment = phonePayment === 'collected' ? await paymentOf(db, id) : null;
  if (!payment) return { kind: 'card' };
  return { kind: 'taken', by: methodWords(payment.method ?? 'other'), cents: payment.amountCents };
}

/** Everything after the `#` stays in the browser: no server and no log ever sees it. */
export function manageUrl(
  deps: Pick<BookingDeps, 'managePage'>,
  booking: { id: string; manageToken: string },
) {
  return `${deps.managePage}#booking=${booking.id}&token=${booking.manageToken}`;
}
