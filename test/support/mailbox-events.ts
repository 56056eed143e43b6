import type { Stack } from './stack.ts';

/** An event in a practitioner's mailbox, as the sandbox holds it. */
export interface HeldEvent {
  start: number;
  /** The booking that we wrote it for, by the id that it carries. */
  bookingId: string | null;
}

interface MicrosoftState {
  mailboxes: {
    practitionerId: string;
    events: { start: { dateTime: string }; transactionId: string | null }[];
  }[];
}

/** What is in a practitioner's mailbox. */
export async function mailboxEvents(stack: Stack, practitionerId: string): Promise<HeldEvent[]> {
  const { mailboxes } = (await stack.sandbox.state('microsoft')) as MicrosoftState;
  const mailbox = mailboxes.find((one) => one.practitionerId === practitionerId);
  return (mailbox?.events ?? []).map(({ start, transactionId }) => ({
    start: Date.parse(`${start.dateTime.slice(0, 19)}Z`),
    bookingId: /^botaniqal-booking-([^~]+)/.exec(transactionId ?? '')?.[1] ?? null,
  }));
}
