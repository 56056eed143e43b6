import {
  phoneBookingAnswer,
  phoneBookingRequest,
  phoneBookingSettings,
  phonePaymentMethods,
} from '@botaniqal/shared/contracts/phone-booking.ts';
import { noStore } from '../../platform/http/answers/no-store.ts';
import type { AppContext } from '../../platform/http/app-env.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { practitionersGiving, visitsFor } from '../catalogue/index.ts';
import { bookOnPhone } from './book.ts';
import type { PhoneBookingDeps } from './deps.ts';

const tag = 'Staff';

/** How staff book on the phone. */
export function phoneBookingRoutes(deps: PhoneBookingDeps): Route[] {
  const { clinic } = deps.bookings;
  const mayBook = (c: AppContext) => deps.staff.require(c, 'booking:create');

  const book = route(
    {
      method: 'post',
      path: '/api/bookings/phone',
      summary: 'Book for a patient on the phone',
      description:
        'From a triage session, which must be your own unless you are a manager, for the patient of another booking, or for a new patient. With `paymentCollected` the appointment is booked at once. With a payment link the time is held until the patient has paid. Each `true` in the answer is so at that moment.',
      tag,
      security: 'staff',
      admit: mayBook,
      body: phoneBookingRequest,
      answers: { 200: { description: 'Booked, or held for the payment', body: phoneBookingAnswer } },
      problems: [
        'unauthorized',
        'forbidden',
        'slot_unavailable',
        'changed_meanwhile',
        'service_not_open',
        'not_bookable_online',
        'calendar_unavailable',
        'payment_unavailable',
        'request_in_progress',
      ],
    },
    async ({ body, c, requestId, idempotencyKeyHash }) => {
      const member = await mayBook(c);
      const answer = await bookOnPhone(deps, body, member, { requestId, idempotencyKeyHash });
      return c.json(answer, 200, noStore);
    },
  );

  const settings = route(
    {
      method: 'get',
      path: '/api/staff/phone-booking',
      summary: 'See what may be booked on the phone, and how it is paid',
      tag,
      security: 'staff',
      admit: mayBook,
      answers: { 200: { description: 'The rules of the clinic', body: phoneBookingSettings } },
      problems: ['unauthorized', 'forbidden'],
    },
    async ({ c }) => {
      await mayBook(c);
      const { currency } = clinic.clinic;
      const visits = clinic.services
        .filter(({ status }) => status === 'open')
        .flatMap((service) =>
          visitsFor(service, 'phone').map((visit) => ({
            service: service.id,
            serviceName: service.name,
            visit: visit.kind,
            visitName: visit.name,
            durationMinutes: visit.durationMinutes,
            price: { amountCents: visit.price?.amountCents ?? 0, currency },
            practitionerIds: practitionersGiving(clinic, visit).map(({ id }) => id),
          })),
        );
      const { payLater, linkHours } = clinic.phone;
      return c.json({ payLater, linkHours, methods: [...phonePaymentMethods], visits }, 200, noStore);
    },
  );

  return [book, settings];
}
