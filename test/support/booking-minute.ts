import type { Stack } from './stack.ts';

/**
 * Lets Calendly's minute pass. It takes ten bookings a minute, and some of them are kept for patients who pay, so that a
 * test would be refused because of the tests before it.
 */
export function nextBookingMinute(stack: Stack): Promise<void> {
  return stack.advance(61_000);
}
