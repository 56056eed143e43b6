import type { ConsultationBooked } from '@botaniqal/shared/contracts/bookings.ts';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type {
  WaitlistChange,
  WaitlistEntryView,
  WaitlistJoin,
  WaitlistJoined,
  WaitlistOfferAccept,
} from '@botaniqal/shared/contracts/waitlist.ts';
import { type ReadOptions, read, request, type SendOptions, send } from './client.ts';

/** Joins a list. The same person again is the same entry. */
export function joinWaitlist(
  origin: string,
  join: WaitlistJoin,
  options: SendOptions,
): Promise<WaitlistJoined> {
  return send(origin, endpoints.waitlist, join, options);
}

/** One place on a list, for the person who has its token. */
export function readEntry(
  origin: string,
  entryId: string,
  options: ReadOptions & { token: string },
): Promise<WaitlistEntryView> {
  return read(origin, endpoints.waitlistEntry(entryId), options);
}

/** Confirms the address with the code from the e-mail. Repeating the request gives the same answer. */
export function confirmEntry(
  origin: string,
  entryId: string,
  confirm: string,
  options: SendOptions & { token: string },
): Promise<WaitlistEntryView> {
  return send(origin, endpoints.confirmWaitlistEntry(entryId), { confirm }, options);
}

/** What is left out stays as it is. */
export function changeEntry(
  origin: string,
  entryId: string,
  change: WaitlistChange,
  options: SendOptions & { token: string },
): Promise<WaitlistEntryView> {
  return send(origin, endpoints.waitlistEntry(entryId), change, options);
}

interface OfferIds {
  readonly entryId: string;
  readonly offerId: string;
}

/** Takes a free visit's time that is offered. Asking again is answered with the same booking. */
export function acceptOffer(
  origin: string,
  { entryId, offerId }: OfferIds,
  given: WaitlistOfferAccept,
  options: SendOptions & { token: string },
): Promise<ConsultationBooked> {
  // Longer than for a read: the server books in the practitioner's calendar while the person waits.
  return send(origin, endpoints.acceptWaitlistOffer(entryId, offerId), given, {
    deadline: 30_000,
    ...options,
  });
}

/** Lets a time go that is offered: the next person is asked. Answered with the entry. */
export function declineOffer(
  origin: string,
  { entryId, offerId }: OfferIds,
  options: SendOptions & { token: string },
): Promise<WaitlistEntryView> {
  return send(origin, endpoints.declineWaitlistOffer(entryId, offerId), {}, options);
}

/** Leaves the list. Nothing of the answer is needed. */
export function leaveWaitlist(
  origin: string,
  entryId: string,
  options: SendOptions & { token: string },
): Promise<void> {
  return request(
    origin,
    endpoints.waitlistEntry(entryId),
    { method: 'DELETE', headers: { 'idempotency-key': options.key } },
    options,
    async () => undefined,
  );
}
