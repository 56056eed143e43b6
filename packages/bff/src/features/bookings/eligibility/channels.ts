import type { Actor } from '../../../platform/audit/actor.ts';
import type { BookingChannel } from '../../catalogue/index.ts';

/** Who books through a channel, and how a visit with a price is paid. */
interface ChannelRules {
  bookedBy: Actor['kind'];
  /** `online`: before it is confirmed. `by_staff`: staff take the payment, and the booking does not wait for it. */
  payment: 'online' | 'by_staff';
}

const channels: Readonly<Record<BookingChannel, ChannelRules>> = {
  online: { bookedBy: 'patient', payment: 'online' },
  phone: { bookedBy: 'staff', payment: 'by_staff' },
  waitlist_offer: { bookedBy: 'patient', payment: 'online' },
};

export function mayBook(actor: Actor, channel: BookingChannel): boolean {
  return actor.kind === channels[channel].bookedBy;
}

/**
 * Whether a booking is paid online, before the time is booked in the calendar. Of bookings by phone, those are whose
 * patient pays by a link.
 */
export function isPaidOnline(booking: {
  channel: BookingChannel;
  priceCents: number | null;
  phonePayment?: 'collected' | 'link' | 'later' | null;
}): boolean {
  const online = channels[booking.channel].payment === 'online' || booking.phonePayment === 'link';
  return online && (booking.priceCents ?? 0) > 0;
}
