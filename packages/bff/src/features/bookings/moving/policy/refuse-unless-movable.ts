import type { ProblemCode } from '@botaniqal/shared/contracts/problem.ts';
import type { ReschedulingRefusal } from '@botaniqal/shared/contracts/rescheduling.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { BookingDeps } from '../../deps.ts';
import { type Movable, reschedulingOf } from './rescheduling-policy.ts';

/**
 * Refuses a move that the policy does not let a patient make. Each sentence names a way to a person.
 * @throws Problem too_late_to_reschedule, rescheduling_limit_reached, price_differs, booking_not_reschedulable
 */
export function refuseUnlessMovable(deps: Pick<BookingDeps, 'clinic'>, booking: Movable, now: Date): void {
  const { reason } = reschedulingOf(deps, booking, now, false);
  if (reason === null) return;
  const { code, detail } = refusals[reason];
  throw new Problem(code, detail(deps.clinic.clinic.phone, deps.clinic.rescheduling.untilHours));
}

/** Staff move every confirmed appointment that has not started. @throws Problem booking_not_reschedulable */
export function refuseForStaff(booking: Movable, now: Date): void {
  if (booking.status !== 'confirmed' || booking.start <= now) {
    throw new Problem(
      'booking_not_reschedulable',
      'Only a confirmed appointment that has not started can be moved.',
    );
  }
}

interface Refusal {
  code: ProblemCode;
  detail: (phone: string, untilHours: number) => string;
}

const refusals: Readonly<Record<ReschedulingRefusal, Refusal>> = {
  too_late: {
    code: 'too_late_to_reschedule',
    detail: (phone, hours) =>
      `An appointment can be moved here until ${hours} ${hours === 1 ? 'hour' : 'hours'} before it starts. Please call ${phone}.`,
  },
  limit_reached: {
    code: 'rescheduling_limit_reached',
    detail: (phone) => `This appointment cannot be moved again here. Please call ${phone}.`,
  },
  price_differs: {
    code: 'price_differs',
    detail: (phone) =>
      `The price of this visit has changed since you booked. Please call ${phone} and we find a time with you.`,
  },
  not_online: {
    code: 'booking_not_reschedulable',
    detail: (phone) => `This appointment cannot be moved here. Please call ${phone}.`,
  },
  being_moved: {
    code: 'request_in_progress',
    detail: () => 'This appointment is being moved at this moment. Wait a moment and look again.',
  },
  not_confirmed: {
    code: 'booking_not_reschedulable',
    detail: (phone) => `There is no appointment that could be moved. Please call ${phone}.`,
  },
};
